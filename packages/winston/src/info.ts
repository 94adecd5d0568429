/** A log record of Winston's, or anything else that may be an object; its properties are unknown. */
export type Info = Record<PropertyKey, unknown>

/** Whether the value is an object whose properties can be asked for. */
export function isObject(value: unknown): value is Info {
  return typeof value === 'object' && value !== null
}

/** Whether it was written as `{…}`. */
export function isPlain(value: unknown): value is Info {
  if (!isObject(value)) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || Object.getPrototypeOf(prototype) === null
}
