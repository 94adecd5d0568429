import { nodeUtil } from '../builtins.ts'
import { maxCauses, stackReadChars } from './bound.ts'
import { describe } from './copy.ts'
import { type Bag, className, get, isObject, items } from './guard.ts'
import type { Redactor } from './redact.ts'

/** An error as it was thrown: each property read once, behind a guard; not yet bounded, not yet redacted. */
export interface RawError {
  /** Empty for primitives and plain objects without a name. */
  name: string
  message: string
  /** What `message` describes, where it was no string. */
  said?: unknown
  code?: string | undefined
  /** The frames, without the `Name: message` that V8 puts before them; at most 8,192 characters. */
  stack?: string | undefined
  causes: readonly RawCause[]
}

/** A link below an error. Only its name is read at once: reading a stack makes V8 write it. */
export interface RawCause {
  name: string
  /** It is, or is below, a member of an AggregateError. */
  member: boolean
  value: unknown
}

// Shared by all errors without a cause, which most are.
const none: readonly RawCause[] = []
/** Takes nothing out: for text that only a hash sees. */
export const bare: Redactor = { text: (text) => text, hides: () => false, reach: 0 }
/** A class may say more than the name that its errors inherited; a minified one says less. */
const tellingClass = /(?:Error|Exception|Failure|Warning)$/

/** Whether the value is an Error, of this realm or another, or looks like one. */
export function isError(value: Bag): boolean {
  try {
    if (value instanceof Error || Object.prototype.toString.call(value) === '[object Error]') return true
    if (typeof value.message === 'string' && typeof value.stack === 'string') return true
    // Asked last, and not of what most callers hand over: fetching the module takes longer than all the rest.
    return Object.getPrototypeOf(value) !== Object.prototype && nodeUtil().types.isNativeError(value)
  } catch {
    return false
  }
}

/** Reads anything that was thrown. Undefined for null and undefined. Never throws. */
export function readError(value: unknown): RawError | undefined {
  if (value === undefined || value === null) return undefined
  if (!isObject(value)) return { name: '', message: describe(value, bare), said: value, causes: none }
  const { name, message, code, stack, cause } = readFields(value)
  const text = typeof message === 'string' ? message : undefined
  const said = message === undefined || message === null ? value : message
  const ownName = nameFrom(value, name, message)
  return {
    name: ownName,
    message: text ?? describe(said, bare),
    said: text === undefined ? said : undefined,
    code: typeof code === 'string' || typeof code === 'number' ? String(code) : undefined,
    stack: typeof stack === 'string' ? framesOf(stack, text ?? '') : undefined,
    causes: isNothing(cause) && !isAggregate(ownName) ? none : readCauses(value),
  }
}

type Fields = Record<'name' | 'message' | 'code' | 'stack' | 'cause', unknown>

/** Reading them in one go is fast; one by one is for objects of which a property throws. */
function readFields(value: Bag): Fields {
  try {
    const { name, message, code, stack, cause } = value
    return { name, message, code, stack, cause }
  } catch {
    const one = (key: string) => get(value, key)
    return {
      name: one('name'),
      message: one('message'),
      code: one('code'),
      stack: one('stack'),
      cause: one('cause'),
    }
  }
}

/** `name` is an error's name only beside a message: a thrown `{ name: 'Li Lei' }` is no such thing. */
function nameFrom(value: Bag, name: unknown, message: unknown): string {
  const isNamed = typeof name === 'string' && name !== '' && (name === 'Error' || typeof message === 'string')
  if (isNamed && name !== 'Error') return name
  const made = className(value)
  return isNamed && !tellingClass.test(made) ? name : made
}

/** The name of a cause, without reading the rest of it. */
function nameOf(value: unknown): string {
  return isObject(value) ? nameFrom(value, get(value, 'name'), get(value, 'message')) : ''
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === null
}

/** By its name: AggregateErrors of other realms and of libraries are some too. */
function isAggregate(name: string): boolean {
  return name.endsWith('AggregateError')
}

/** The part of a stack that is worth reading. */
function framesOf(stack: string, message: string): string | undefined {
  const start = framesStart(stack, message)
  const end = start + stackReadChars
  if (stack.length <= end) return stack.slice(start) || undefined
  // Half a line is another place in the code, and may be half a secret.
  const lineEnd = stack.slice(start, end).lastIndexOf('\n')
  return stack.slice(start, lineEnd > 0 ? start + lineEnd : end)
}

/** Where the frames start. The message before them may be long, and hold lines that look like frames. */
function framesStart(stack: string, message: string): number {
  // Nearly always the first lines end with the message, and the frames follow: no search is needed.
  const usual = stack.indexOf('\n', message.length)
  const isUsual = message !== '' && usual >= 0 && stack.startsWith('\n    at ', usual)
  // `startsWith` goes character by character once V8 has optimised it, ten times as slow.
  if (isUsual && stack.slice(usual - message.length, usual) === message) return usual + 1
  const head = stack.slice(0, 512)
  const said = message === '' ? -1 : head.indexOf(message.slice(0, 64))
  const from = said < 0 ? 0 : Math.min(stack.length, said + message.length)
  if (stack.startsWith('\n    at ', from)) return from + 1
  const readable = stack.slice(0, stackReadChars)
  const frames = readable.search(/(?:^|\n) {0,8}at /)
  if (frames >= 0) return stack.charAt(frames) === '\n' ? frames + 1 : frames
  if (said >= 0) return from
  return readable.includes('\n') ? 0 : stack.length
}

/** The causes, outermost first, and the members of AggregateErrors. */
function readCauses(error: Bag): readonly RawCause[] {
  const waiting = linksOf(error, false)
  if (waiting.length === 0) return none
  const found: RawCause[] = []
  const seen = new Set<unknown>([error])
  for (let link = waiting.shift(); link && found.length < maxCauses; link = waiting.shift()) {
    if (seen.has(link.value)) continue
    seen.add(link.value)
    found.push({ ...link, name: nameOf(link.value) })
    if (isObject(link.value)) waiting.push(...linksOf(link.value, link.member))
  }
  return found
}

/** What is directly below an error. Other errors have `errors` too, of a validation for example: these are no causes. */
function linksOf(error: Bag, member: boolean): Omit<RawCause, 'name'>[] {
  const cause = get(error, 'cause')
  const links = isNothing(cause) ? [] : [{ value: cause, member }]
  if (!isAggregate(nameOf(error))) return links
  return [...links, ...items(get(error, 'errors'), maxCauses).map((value) => ({ value, member: true }))]
}
