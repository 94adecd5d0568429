/** Below this, a number of JSON counts seconds: as ms it would lie before March 1973. */
const firstMs = 100_000_000_000

/**
 * A moment in ms since 1970, from what loggers write: a number of ms or seconds (zap), or a date that `Date` reads. Python
 * writes a comma before its milliseconds. Undefined for anything else: then core takes the time of reading.
 */
export function timeOf(value: unknown): number | undefined {
  const time =
    typeof value === 'number' ? value : Date.parse(typeof value === 'string' ? value.replace(',', '.') : '')
  if (!Number.isFinite(time)) return undefined
  return Math.abs(time) < firstMs && typeof value === 'number' ? time * 1_000 : time
}

/** The first date and time of day in a line; without an offset it is taken for this machine's own time. */
export function timeIn(text: string): number | undefined {
  return timeOf(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?/.exec(text)?.[0])
}
