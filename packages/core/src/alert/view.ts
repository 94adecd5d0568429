import { type Level, levels } from './alert.ts'
import { fingerprintChars, fingerprintParts } from './bound.ts'
import { describe } from './copy.ts'
import { attempt, type Bag, get, getText, isObject, isPlain, items } from './guard.ts'
import { bare, isError, type RawError, readError } from './read.ts'

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

function viewOfThrown(value: unknown): AlertView {
  const view = new AlertView()
  view.error = readError(value)
  return withMessage(view, undefined, value)
}

/** Undefined for a plain object without any field of an AlertInput. */
function viewOfInput(input: Bag): AlertView | undefined {
  const view = new AlertView()
  const level = get(input, 'level')
  const message = get(input, 'message')
  const time = get(input, 'time')
  const thrown = get(input, 'error')
  const fingerprint = get(input, 'fingerprint')
  view.level = levels.find((known) => known === level) ?? 'error'
  view.template = getText(input, 'template')
  view.logger = getText(input, 'logger')
  view.time = typeof time === 'number' && Number.isFinite(new Date(time).getTime()) ? time : undefined
  view.fingerprint = readFingerprint(fingerprint)
  view.context = get(input, 'context')
  view.at = get(input, 'at')
  // logger.error({ message: error }) is a habit of some.
  const error = thrown ?? (isObject(message) ? message : undefined)
  view.error = readError(error)
  const fields = [
    level,
    message,
    time,
    thrown,
    fingerprint,
    view.template,
    view.logger,
    view.context,
    view.at,
  ]
  if (fields.every((field) => field === undefined)) return undefined
  return withMessage(view, typeof message === 'string' ? message : undefined, error ?? message ?? input)
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

function readFingerprint(value: unknown): string | readonly string[] | undefined {
  if (typeof value === 'string') return value.slice(0, fingerprintChars) || undefined
  const parts = items(value, fingerprintParts).filter((part) => typeof part === 'string')
  return parts.length === 0 ? undefined : parts.map((part) => part.slice(0, fingerprintChars))
}
