import { stripVTControlCharacters } from 'node:util'
import type { AlertInput, Level } from '@dingbell/core'
import { type Info, isObject, isPlain } from './info.ts'
import { type Found, findError, stackOf } from './record-error.ts'
import { readMessage, splatOf } from './template.ts'

/** What the logger or its formats add, and what an alert says anyway. */
const own = ['level', 'message', 'stack', 'timestamp', 'ms', 'exception', 'rejection', 'metadata']
/** What Winston adds to a crash: a page about process and machine. */
const ofCrash = ['date', 'process', 'os', 'trace']
/** What Winston copies from an error into the record. */
const ofError = ['name', 'code', 'cause', 'errors']
/** `format.label()`, a field of that name, and what nest-winston calls the class that logs. */
const loggerKeys = ['label', 'logger', 'context']

/**
 * What Winston's log record says, as an alert. Never throws.
 * @param info as the formats left it
 * @param origin before the transport's own format, which loses the message of an Error
 */
export function toAlert(info: Info, origin: Info, levelOf: (name: string) => Level): AlertInput {
  try {
    return readRecord(info, origin, levelOf)
  } catch {
    // A getter or a Proxy that throws. That something happened is still worth a word.
    return { level: 'error', message: 'A log record that cannot be read' }
  }
}

function readRecord(info: Info, origin: Info, levelOf: (name: string) => Level): AlertInput {
  // format.metadata() moves everything there.
  const facts: Info = isPlain(info.metadata) ? { ...info, ...info.metadata } : info
  const isCrash = facts.exception === true || facts.rejection === true
  const splat = splatOf(info)
  const found = findError(facts, origin, splat) ?? thrownIn(facts, isCrash)
  const { message, rest, template } = readMessage(messageOf(facts, origin, isCrash), splat)
  const logger = loggerKeys.find((key) => typeof facts[key] === 'string')
  const hidden = [...own, ...(isCrash ? ofCrash : []), found?.key, logger]
  return {
    level: isCrash ? 'fatal' : levelOf(levelName(info)),
    message,
    template,
    error: found?.error,
    logger: logger && String(facts[logger]),
    context: contextOf({ ...facts, ...extras(rest) }, hidden, found?.error),
  }
}

/** Formats may colour `info.level`; the symbol stays as it was. */
function levelName(info: Info): string {
  return String(info[Symbol.for('level')] ?? info.level)
}

/** What was thrown need not be an Error, and an object may be logged in place of a message. */
function thrownIn({ error, message }: Info, isCrash: boolean): Found | undefined {
  if (isCrash && error !== undefined) return { error, key: 'error' }
  return isObject(message) ? { error: message } : undefined
}

function messageOf(facts: Info, origin: Info, isCrash: boolean): string {
  const { message } = facts
  if (message === undefined || message === null || isObject(message)) {
    return typeof origin.message === 'string' ? origin.message : ''
  }
  const text = stripVTControlCharacters(String(message)).trim()
  const stack = stackOf(facts) ?? 'No stack trace'
  // Winston writes a crash's stack below its message.
  return isCrash && text.endsWith(stack) ? text.slice(0, -stack.length).trimEnd() : text
}

function contextOf(facts: Info, hidden: readonly (string | undefined)[], error: unknown): Info {
  const told: Info = isObject(error) ? error : {}
  const isNews = (key: string, value: unknown) =>
    !hidden.includes(key) && !isLetter(key, value) && !(ofError.includes(key) && told[key] === value)
  return Object.fromEntries(Object.entries(facts).filter(([key, value]) => isNews(key, value)))
}

/** `logger.error('failed', 'reason')` with `format.splat()`: it spreads the text into its letters. */
function isLetter(key: string, value: unknown): boolean {
  return typeof value === 'string' && value.length === 1 && /^\d+$/.test(key)
}

/** Values of the call that no placeholder took, and that Winston left out. */
function extras(rest: readonly unknown[]): Info {
  const values = rest.filter((value) => value !== null && value !== undefined && !isObject(value))
  return Object.assign({}, ...rest.filter(isPlain), values.length > 0 ? { splat: values } : {})
}
