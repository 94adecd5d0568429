import { stripVTControlCharacters } from 'node:util'
import type { AlertInput } from '@dingbell/core'
import { headOfStack } from './error-head.ts'
import { levelOf } from './levels.ts'
import { timeOf } from './time.ts'

type Fields = Readonly<Record<string, unknown>>

/**
 * Where loggers put things, the likeliest name first: Pino, Winston, Bunyan, zap, logrus, structlog, cloud formats. The first
 * that holds something of the right type counts: `context` is a logger's name with Nest, and an object elsewhere.
 */
const places = {
  level: ['level', 'severity', 'lvl', 'log.level'],
  message: ['msg', 'message', 'event', 'short_message'],
  error: ['err', 'error', 'exception'],
  time: ['time', 'timestamp', '@timestamp', 'ts'],
  logger: ['name', 'logger', 'label', 'context', 'module'],
} as const

/** What the alert says anyway, or what no reader needs. */
const dull: ReadonlySet<string> = new Set(['pid', 'hostname', 'v', 'stack', 'caller'])

/** A JSON log line as an alert; nothing for JSON that is no log record, which is one without a level. */
export function fromJson(line: string): AlertInput | undefined {
  const record = parse(line)
  if (record === undefined) return undefined
  const [levelKey, level] = find(record, places.level, isLevel)
  if (levelKey === undefined) return undefined
  const [messageKey, message] = find(record, places.message, isText)
  const [errorKey, error] = find(record, places.error, isPresent)
  const [timeKey, time] = find(record, places.time, isPresent)
  const [loggerKey, logger] = find(record, places.logger, isText)
  const used: readonly unknown[] = [levelKey, messageKey, errorKey, timeKey, loggerKey]
  const rest = Object.entries(record).filter(([key]) => !used.includes(key) && !dull.has(key))
  return {
    // A level of the user's own, between the known ones: nothing to ring for.
    level: levelOf(typeof level === 'string' ? stripVTControlCharacters(level) : level) ?? 'info',
    message: isText(message) ? stripVTControlCharacters(message) : undefined,
    error: isPresent(error) ? errorOf(error) : thrownOf(record.stack, message),
    time: timeOf(time),
    logger: isText(logger) ? logger : undefined,
    context: Object.fromEntries(rest),
  }
}

/** Looks for the braces first: a thrown SyntaxError for every line of text would be felt. */
function parse(line: string): Fields | undefined {
  if (!/^\s*\{.*\}\s*$/s.test(line)) return undefined
  try {
    const value: unknown = JSON.parse(line)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** Pino calls an error's class its type; a serializer that drops name or message leaves them in the stack's first line. */
function errorOf(error: unknown): unknown {
  if (!isObject(error)) return error
  const { message, name, stack, type } = error
  const head = isText(stack) ? headOfStack(stack) : undefined
  const title = isText(type) ? type : isText(name) ? name : head?.name
  return { ...error, name: title, message: isText(message) ? message : head?.message }
}

/** Winston's `format.errors({ stack: true })` leaves only a stack of the error. */
function thrownOf(stack: unknown, message: unknown): unknown {
  if (!isText(stack)) return undefined
  const { message: said, name } = headOfStack(stack) ?? { name: 'Error', message: undefined }
  return { name, message: said || (isText(message) ? message : ''), stack }
}

/** The first of the keys whose value fits, with that value. */
function find(
  record: Fields,
  keys: readonly string[],
  fits: (value: unknown) => boolean,
): readonly [string, unknown] | readonly [] {
  const key = keys.find((each) => fits(record[each]))
  return key === undefined ? [] : [key, record[key]]
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}

function isLevel(value: unknown): boolean {
  return isText(value) || typeof value === 'number'
}

function isPresent(value: unknown): boolean {
  return value !== undefined && value !== null && value !== ''
}
