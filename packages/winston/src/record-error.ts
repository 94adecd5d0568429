import { types } from 'node:util'
import { type Info, isObject } from './info.ts'

/** The error of a record, and the key that it stood under. */
export interface Found {
  error: unknown
  key?: string | undefined
}

/** Where people put an error, the likeliest place first. */
const errorKeys = ['error', 'err', 'exception', 'reason']

/**
 * Finds what was thrown: the record itself, its message, a value of the call, a field. Formats such as
 * `format.errors({ stack: true })`, and child loggers, leave only the stack of it; then it is read back from that.
 */
export function findError(info: Info, origin: Info, splat: readonly unknown[]): Found | undefined {
  const stack = stackOf(info)
  const direct = [origin, origin.message, info.message, ...splat].find(isError)
  if (isObject(direct) && (stack === undefined || direct.stack === stack)) {
    return { error: direct, key: keyOf(info, direct) }
  }
  // Beside a stack, the cause is that of the error whose stack it is.
  const isOwn = (name: string) => isError(info[name]) && !(name === 'cause' && stack !== undefined)
  const key = [...errorKeys, ...Object.keys(info)].find(isOwn)
  if (key !== undefined) return { error: info[key], key }
  // Where a format changed the stack, to hide something in it perhaps, the error as it was must not come back.
  return stack === undefined ? undefined : { error: fromStack(stack, info) }
}

/** The stack as text; nest-winston puts it into an array. */
export function stackOf(info: Info): string | undefined {
  const { stack } = info
  const text: unknown = Array.isArray(stack) ? stack[0] : stack
  return typeof text === 'string' && text !== '' ? text : undefined
}

function keyOf(info: Info, error: unknown): string | undefined {
  return Object.keys(info).find((name) => info[name] === error)
}

/** An Error of this realm or another, or one that lost its class on the way. */
function isError(value: unknown): boolean {
  if (!isObject(value)) return false
  if (value instanceof Error || types.isNativeError(value)) return true
  return typeof value.message === 'string' && typeof value.stack === 'string' && value.level === undefined
}

/** `TypeError: reason`, `NodeError [CODE]: reason`, `TypeError` */
const headLine = /^([\p{L}_$][\p{L}\p{N}_$.]*)(?: \[[^\]\n]*\])?(?:: |$)/u

function fromStack(stack: string, { cause, code, errors, message, name }: Info): Info {
  const frames = stack.search(/\n {2,}at /)
  const head = frames < 0 ? stack : stack.slice(0, frames)
  const found = headLine.exec(head)
  const said = found ? head.slice(found[0].length) : undefined
  return {
    name: found?.[1] ?? (typeof name === 'string' ? name : 'Error'),
    message: said || message,
    stack,
    ...(code !== undefined && { code }),
    ...(cause !== undefined && { cause }),
    ...(errors !== undefined && { errors }),
  }
}
