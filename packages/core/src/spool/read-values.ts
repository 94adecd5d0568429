/** Latest moment that a Date can hold, in ms since 1970. */
const latestTime = 8.64e15

/** Far more than a process counts, and far from where numbers lose their units. */
const mostCount = 1e12

/** A number of something. */
export function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value <= mostCount
}

/** A wall clock in ms since 1970. */
export function isTime(value: unknown): value is number {
  return typeof value === 'number' && Math.abs(value) <= latestTime
}

/** A text that says something. */
export function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}

/** The value, where it is a text. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

/** The value, where it is one of those. */
export function oneOf<Value>(values: readonly Value[], value: unknown): Value | undefined {
  return values.find((each) => each === value)
}

/** The items of a list that can be read. */
export function all<Item>(value: unknown, read: (item: unknown) => Item | undefined): Item[] {
  if (!Array.isArray(value)) return []
  const items: unknown[] = value
  return items.map(read).filter((item) => item !== undefined)
}
