import type { At } from '../message/at.ts'
import type { Alert, AlertCause, AlertError, AlertInput } from './alert.ts'
import {
  causeMessageChars,
  causeStackBytes,
  codeChars,
  detach,
  fingerprintChars,
  loggerChars,
  maxMentions,
  mentionChars,
  messageChars,
  nameChars,
  stackBytes,
  templateChars,
} from './bound.ts'
import { cleanBytes, cleanChars } from './clean.ts'
import { copyContext, describe } from './copy.ts'
import { get, isObject, items } from './guard.ts'
import { type RawCause, type RawError, readError } from './read.ts'
import type { Redactor } from './redact.ts'
import { readIds } from './trace.ts'
import { type AlertView, readAlert } from './view.ts'

/** What the alerts of one alerter have in common. */
export interface NormaliserOptions {
  /** Name of the host that every alert carries. */
  host: string
  /** Runs over every text before it is kept. */
  redactor: Redactor
  /** Puts the frames worth keeping first, in a stack so long that it loses its end. Default: as they are. */
  orderStack?: ((stack: string) => string) | undefined
}

/**
 * Builds what turns anything that can be captured (or the view that `readAlert` made of it) into an alert: plain data,
 * bounded, redacted, without a reference to anything of the caller's. It never throws.
 */
export function createNormaliser(options: NormaliserOptions): (input: unknown, now: number) => Alert {
  const clean = createClean(options)
  const { redactor, host } = options
  return (input, now) => {
    const view = readAlert(input)
    const message = clean.said(view, messageChars)
    const { requestId, traceId } = readIds(view.context, redactor)
    return {
      level: view.level,
      message,
      template: clean.optional(view.template, templateChars),
      error: view.error && clean.error(view.error, saysTheSame(view, view.error) ? message : undefined),
      context: copyContext(view.context, redactor),
      logger: clean.optional(view.logger, loggerChars),
      time: view.time ?? now,
      host,
      fingerprint: clean.fingerprint(view.fingerprint),
      at: copyAt(view.at),
      traceId,
      requestId,
    }
  }
}

/** The parts of an alert, each cleaned within its own bound. */
function createClean({ redactor, orderStack }: NormaliserOptions) {
  const text = (value: string, max: number) => cleanChars(value, max, redactor)
  const optional = (value: string | undefined, max: number) =>
    value === undefined ? undefined : text(value, max)
  const said = (raw: Pick<RawError, 'message' | 'said'>, max: number) =>
    text(raw.said === undefined ? raw.message : describe(raw.said, redactor), max)
  const frames = (raw: string, max: number) =>
    cleanBytes(orderStack && Buffer.byteLength(raw) > max ? orderStack(raw) : raw, max, redactor)
  const link = (raw: RawError, message: string, stackMax: number): AlertCause => ({
    name: text(raw.name, nameChars),
    message,
    code: optional(raw.code, codeChars),
    stack: raw.stack && frames(raw.stack, stackMax),
  })
  const cause = ({ value, member }: RawCause): AlertCause[] => {
    const raw = readError(value)
    return raw
      ? [{ ...link(raw, said(raw, causeMessageChars), causeStackBytes), ...(member ? { member } : {}) }]
      : []
  }
  // Field by field: Node 20 takes a microsecond to spread an object.
  const error = (raw: RawError, message = said(raw, messageChars)): AlertError => {
    const { code, name, stack } = link(raw, message, stackBytes)
    return { name, message, code, stack, causes: raw.causes.flatMap(cause) }
  }
  const fingerprint = (value: AlertInput['fingerprint']) =>
    typeof value === 'string'
      ? text(value, fingerprintChars)
      : value?.map((part) => text(part, fingerprintChars))
  return { said, optional, error, fingerprint }
}

/** Most alerts say what their error says, which then is cleaned once. */
function saysTheSame(view: AlertView, error: RawError): boolean {
  return view.message === error.message && view.said === error.said
}

/** Who is mentioned, as far as it is well formed. */
function copyAt(at: unknown): At | undefined {
  if (!isObject(at)) return undefined
  const atMobiles = copyTargets(get(at, 'atMobiles'))
  const atUserIds = copyTargets(get(at, 'atUserIds'))
  const isAtAll = get(at, 'isAtAll') === true
  if (!atMobiles && !atUserIds && !isAtAll) return undefined
  return { ...(atMobiles && { atMobiles }), ...(atUserIds && { atUserIds }), ...(isAtAll && { isAtAll }) }
}

/** A target that is too long is none: cut off, it would be somebody else. */
function copyTargets(value: unknown): string[] | undefined {
  const targets = items(value, maxMentions).filter((target) => typeof target === 'string')
  const short = targets.filter((target) => target !== '' && target.length <= mentionChars)
  return short.length === 0 ? undefined : short.map(detach)
}
