/** Any object, its properties unknown. */
export type Bag = Record<PropertyKey, unknown>

/** Whether the value is an object whose properties can be asked for. */
export function isObject(value: unknown): value is Bag {
  return typeof value === 'object' && value !== null
}

/** A text that says something, else undefined. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
