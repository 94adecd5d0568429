import { types } from 'node:util'
import { isBag } from '../report/read.ts'

/** What a call of Nest's logger says. */
export interface LogCall {
  message: string | undefined
  /** The Error among the arguments, or what the stack tells of one, or the object that was logged. */
  error: unknown
  /** Where the call told of an exception in words alone. */
  stack: string | undefined
  logger: string | undefined
  context: Record<string, unknown> | undefined
}

/**
 * Reads `error(message, stack?, context?)` in all the forms that Nest 10 to 12 take: the last text that is no stack is the
 * context; a stack stands before or after it; plain objects are structured parameters; `undefined` holds a place.
 */
export function readLogCall([message, ...rest]: readonly unknown[], context: string | undefined): LogCall {
  const stack = rest.find(isStack)
  const others = rest.filter((part) => part !== undefined && part !== stack)
  const last = others.at(-1)
  const logger = typeof last === 'string' ? last : context || undefined
  const said = typeof last === 'string' ? others.slice(0, -1) : others
  const thrown = [message, ...said].find(isError)
  const error = thrown ?? (stack === undefined ? undefined : errorOf(stack))
  return {
    message: isBag(message) ? undefined : String(message),
    error: error ?? (isBag(message) ? message : undefined),
    stack: thrown === undefined ? stack : undefined,
    logger,
    context: contextOf(
      isBag(message) && !isError(message) && error !== undefined ? [message, ...said] : said,
    ),
  }
}

/** By Node's own mark as well: an Error of another realm, such as a test runner's, is no instance of this one's. */
function isError(value: unknown): boolean {
  return value instanceof Error || types.isNativeError(value)
}

/** Nest's own test for a stack, without its backtracking. */
function isStack(value: unknown): value is string {
  return typeof value === 'string' && /\n[ \t]+at .+:\d+:\d+/.test(value)
}

/** A stack begins with `Name: message`, over as many lines as the message has. */
function errorOf(stack: string): { name: string; message: string; stack: string } {
  const head = stack.slice(0, stack.search(/\n[ \t]+at /))
  const [, name = '', message = head] = /^([\w$.]+)(?:: ([\s\S]*))?$/.exec(head) ?? []
  return { name, message, stack }
}

/** Structured parameters become one object, in which a later one wins; what has no names stands together as `details`. */
function contextOf(parts: readonly unknown[]): Record<string, unknown> | undefined {
  const rest = parts.filter((part) => !isError(part))
  const objects = rest.filter((part) => isBag(part) && !Array.isArray(part))
  const details = rest.filter((part) => !objects.includes(part))
  if (rest.length === 0) return undefined
  return { ...Object.assign({}, ...objects), ...(details.length > 0 && { details }) }
}
