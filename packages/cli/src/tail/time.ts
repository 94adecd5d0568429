/** Below this, a number of JSON counts seconds: as ms it would lie before March 1973. */
const firstMs = 100_000_000_000
/** From here on it counts microseconds or nanoseconds, which zerolog can write: as ms it would lie beyond the year 5138. */
const tooManyMs = 100_000_000_000_000

/**
 * A moment in ms since 1970, from what loggers write: a number of ms or seconds (zap) or smaller parts, or a date that `Date`
 * reads. Python writes a comma before its milliseconds. Undefined for anything else: core then takes the time of reading.
 */
export function timeOf(value: unknown): number | undefined {
  if (typeof value === 'number') return inMs(value)
  const time = Date.parse(typeof value === 'string' ? value.replace(',', '.') : '')
  return Number.isNaN(time) ? undefined : time
}

/** The unit is told by the size: what is of our time in one of them is of a distant time in all others. */
function inMs(count: number): number | undefined {
  if (Math.abs(count) < firstMs) return count * 1_000
  const inUnits = [1, 1_000, 1_000_000].map((unit) => count / unit)
  return inUnits.find((time) => Math.abs(time) < tooManyMs)
}

/** The first date and time of day in a line; without an offset it is taken for this machine's own time. */
export function timeIn(text: string): number | undefined {
  return timeOf(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?/.exec(text)?.[0])
}
