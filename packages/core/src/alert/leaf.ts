import { nodeUtil } from '../builtins.ts'
import { attempt, type Bag, className, getText, isObject } from './guard.ts'

/** A value without parts, as JSON takes it. */
export type Leaf = string | number | boolean | null

/** Longer numbers take long to write, and nobody reads them. */
const longestBigint = /* @__PURE__ */ BigInt.asUintN(256, -1n)
const longestName = 100

/**
 * What stands for a value that has no parts worth listing: a date, a function, a buffer. Undefined for objects and
 * arrays. May throw on hostile objects.
 */
export function leafOf(value: unknown): Leaf | undefined {
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value)
  if (typeof value === 'bigint') return bigintText(value)
  if (typeof value === 'symbol') return `Symbol(${(value.description ?? '').slice(0, longestName)})`
  if (typeof value === 'function') return functionText(value)
  if (isObject(value)) return objectText(value)
  return 'undefined'
}

/** Names an object that is not looked into: `Object`, `Array(3)`, `Order`. */
export function labelOf(value: Bag): string {
  return attempt(
    () => (Array.isArray(value) ? `Array(${value.length})` : className(value) || 'Object'),
    'Object',
  )
}

/** Digits; the time that they take grows faster than their number. */
function bigintText(value: bigint): string {
  return value < longestBigint && value > -longestBigint ? String(value) : 'bigint'
}

/** By its name only: its source may be long. */
function functionText(value: object): string {
  const name = attempt<unknown>(() => Reflect.get(value, 'name'), '')
  return typeof name === 'string' && name !== '' ? `function ${name.slice(0, longestName)}` : 'function'
}

/** Asks for the kind, not for the class: it holds for other realms, and no Proxy can lie about it. */
function objectText(value: Bag): string | undefined {
  const { types } = nodeUtil()
  if (types.isDate(value)) return dateText(value)
  if (types.isNativeError(value))
    return `${getText(value, 'name') ?? 'Error'}: ${getText(value, 'message') ?? ''}`
  if (types.isRegExp(value)) return RegExp.prototype.toString.call(value)
  if (types.isPromise(value)) return 'Promise'
  if (ArrayBuffer.isView(value) || types.isAnyArrayBuffer(value)) {
    return `${className(value)}(${value.byteLength} bytes)`
  }
  if (value instanceof URL) return URL.prototype.toString.call(value)
  return undefined
}

/** By Date's own method: the caller's may be anything. */
function dateText(value: Date): string {
  const time = Date.prototype.getTime.call(value)
  return Number.isNaN(time) ? 'Invalid Date' : new Date(time).toISOString()
}
