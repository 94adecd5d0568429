import { type AlertInput, type Level, levels } from './alert.ts'
import { fingerprintChars, fingerprintParts } from './bound.ts'
import { describe } from './copy.ts'
import { attempt, type Bag, get, isObject, isPlain, items } from './guard.ts'
import { bare, isError, type RawError, readError } from './read.ts'

/** The last moment that a Date can hold, in ms. */
const latestTime = 8.64e15

/**
 * What was captured, read once behind guards and not yet normalised: enough to group it, and so to count a repeat,
 * without the price of a full alert. It points into the caller's objects: do not keep it.
 */
export class AlertView {
  level: Level = 'error'
  /** Never empty. */
  message = ''
  /** What the message describes, where it was no text. */
  said: unknown
  template: string | undefined
  error: RawError | undefined
  logger: string | undefined
  time: number | undefined
  fingerprint: string | readonly string[] | undefined
  context: unknown
  at: unknown
}

/** Reads an `AlertInput`, an Error, or anything that was thrown. A view is returned as it is. Never throws. */
export function readAlert(input: unknown): AlertView {
  if (!isObject(input)) return viewOfThrown(input)
  const view = attempt(() => (input instanceof AlertView ? input : undefined), undefined)
  if (view) return view
  if (isError(input) || !isPlain(input)) return viewOfThrown(input)
  return viewOfInput(input) ?? viewOfThrown(input)
}

/** Of an Error, or of anything else that can be thrown. */
function viewOfThrown(value: unknown): AlertView {
  const view = new AlertView()
  view.error = readError(value)
  return withMessage(view, undefined, value)
}

/** Undefined for a plain object without any field of an AlertInput. */
function viewOfInput(input: Bag): AlertView | undefined {
  const fields = readFields(input)
  const { level, message, error, time } = fields
  if (!saysAnything(fields)) return undefined
  const view = new AlertView()
  if (isLevel(level)) view.level = level
  view.template = textOf(fields.template)
  view.logger = textOf(fields.logger)
  view.time = typeof time === 'number' && Math.abs(time) <= latestTime ? time : undefined
  view.fingerprint = readFingerprint(fields.fingerprint)
  view.context = fields.context
  view.at = fields.at
  // logger.error({ message: error }) is a habit of some.
  const thrown = error ?? (isObject(message) ? message : undefined)
  view.error = readError(thrown)
  return withMessage(view, textOf(message), thrown ?? message ?? input)
}

type Fields = Record<keyof AlertInput, unknown>

/** Reading them in one go is fast; one by one is for objects of which a property throws. */
function readFields(input: Bag): Fields {
  try {
    const { level, message, template, error, context, logger, time, fingerprint, at } = input
    return { level, message, template, error, context, logger, time, fingerprint, at }
  } catch {
    const one = (key: keyof AlertInput) => get(input, key)
    return {
      level: one('level'),
      message: one('message'),
      template: one('template'),
      error: one('error'),
      context: one('context'),
      logger: one('logger'),
      time: one('time'),
      fingerprint: one('fingerprint'),
      at: one('at'),
    }
  }
}

/** Whether there is any field of an AlertInput. */
function saysAnything(fields: Fields): boolean {
  for (const key in fields) if (get(fields, key) !== undefined) return true
  return false
}

function isLevel(value: unknown): value is Level {
  return typeof value === 'string' && levels.some((level) => level === value)
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** Its own message, else the error's, else the template, else what describes the value. */
function withMessage(view: AlertView, message: string | undefined, value: unknown): AlertView {
  const { error, template } = view
  if (message) view.message = message
  else if (error?.message) {
    view.message = error.message
    view.said = error.said
    // A primitive has nothing to add to the message that it became.
    if (!isObject(value)) view.error = undefined
  } else view.message = template || error?.name || ''
  if (view.message === '') {
    view.message = describe(value, bare)
    view.said = value
  }
  return view
}

/** The caller's fingerprint, bounded; a copy, since the caller may change the array. */
function readFingerprint(value: unknown): string | readonly string[] | undefined {
  if (value === undefined) return undefined
  if (typeof value === 'string') return value.slice(0, fingerprintChars) || undefined
  const parts = items(value, fingerprintParts).filter((part) => typeof part === 'string')
  return parts.length === 0 ? undefined : parts.map((part) => part.slice(0, fingerprintChars))
}
