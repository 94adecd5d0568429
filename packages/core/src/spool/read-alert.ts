import { type Alert, type AlertCause, type AlertError, levels } from '../alert/alert.ts'
import { fieldsOf } from '../fields.ts'
import type { At } from '../message/at.ts'
import { all, isTime, oneOf, textOf } from './read-values.ts'

/** An alert as it was saved: bounded and redacted already. */
export function readSavedAlert(value: unknown): Alert | undefined {
  const {
    at,
    context,
    error,
    fingerprint,
    host,
    level,
    logger,
    message,
    requestId,
    template,
    time,
    traceId,
  } = fieldsOf(value)
  const known = oneOf(levels, level)
  if (!known || typeof message !== 'string' || !isTime(time)) return undefined
  return {
    level: known,
    message,
    template: textOf(template),
    error: readSavedError(error),
    context: isBag(context) ? context : undefined,
    logger: textOf(logger),
    time,
    host: textOf(host) ?? '',
    fingerprint: Array.isArray(fingerprint) ? all(fingerprint, textOf) : textOf(fingerprint),
    at: readSavedAt(at),
    traceId: textOf(traceId),
    requestId: textOf(requestId),
  }
}

/** Who is to be mentioned. */
export function readSavedAt(value: unknown): At | undefined {
  if (!isBag(value)) return undefined
  const { atMobiles, atUserIds, isAtAll } = value
  return { atMobiles: all(atMobiles, textOf), atUserIds: all(atUserIds, textOf), isAtAll: isAtAll === true }
}

function readSavedError(value: unknown): AlertError | undefined {
  const { causes } = fieldsOf(value)
  const link = readLink(value)
  return link && { ...link, causes: all(causes, readCause) }
}

function readCause(value: unknown): AlertCause | undefined {
  const link = readLink(value)
  return link && { ...link, member: fieldsOf(value).member === true }
}

function readLink(value: unknown): Omit<AlertCause, 'member'> | undefined {
  const { code, message, name, stack } = fieldsOf(value)
  if (typeof message !== 'string') return undefined
  return { name: textOf(name) ?? '', message, code: textOf(code), stack: textOf(stack) }
}

function isBag(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
