/** How moments are told to people: in one time zone, the date only when it is another day. */
export interface Times {
  /** `14:03:05`, `06-18 14:03:05` on another day, `2025-06-18 14:03:05` in another year than `now`. */
  moment(ms: number, now: number): string
  /** From the first to the last moment: `14:03:05–14:03:09`, or one moment when they are the same. */
  period(first: number, last: number, now: number): string
}

/** A moment as the clocks of the zone show it. */
interface Reading {
  year: string
  day: string
  time: string
}

/** Makes the formatter once: it is the dearest part of telling a time. Throws a RangeError on an unknown zone. */
export function createTimes(timeZone: string): Times {
  const read = createReader(timeZone)
  let today: { now: number; reading: Reading | undefined } = { now: Number.NaN, reading: undefined }

  /** The date as far as it differs from today's, with a blank behind it. */
  function dateOf(reading: Reading, now: number): string {
    if (today.now !== now) today = { now, reading: read(now) }
    if (reading.year !== today.reading?.year) return `${reading.year}-${reading.day} `
    return reading.day === today.reading.day ? '' : `${reading.day} `
  }

  function moment(ms: number, now: number): string {
    const reading = read(ms)
    return reading === undefined ? '?' : dateOf(reading, now) + reading.time
  }

  function period(first: number, last: number, now: number): string {
    const from = read(first)
    const to = read(last)
    if (from === undefined || to === undefined) return moment(from === undefined ? last : first, now)
    const start = dateOf(from, now) + from.time
    const sameDay = from.year === to.year && from.day === to.day
    if (sameDay && from.time === to.time) return start
    return `${start}–${sameDay ? '' : dateOf(to, now)}${to.time}`
  }

  return { moment, period }
}

/** Zones change their offset on a quarter of an hour, so within one it is asked for once. */
const quarterMs = 900_000
const rememberedQuarters = 64
const firstYearMs = /* @__PURE__ */ Date.UTC(1, 0, 1)
const lastYearMs = /* @__PURE__ */ Date.UTC(9999, 0, 1)

/** Reads the zone's clock; `undefined` for what is no time, or none that four digits of a year can hold. */
function createReader(timeZone: string): (ms: number) => Reading | undefined {
  const offsetAt = createOffsetReader(timeZone)
  const offsets = new Map<number, number>()
  return (ms) => {
    if (!(ms > firstYearMs && ms < lastYearMs)) return undefined
    const quarter = Math.floor(ms / quarterMs)
    const offset = offsets.get(quarter) ?? offsetAt(quarter * quarterMs)
    if (offsets.size >= rememberedQuarters) offsets.clear()
    offsets.set(quarter, offset)
    const local = new Date(ms + offset).toISOString()
    return { year: local.slice(0, 4), day: local.slice(5, 10), time: local.slice(11, 19) }
  }
}

/** The zone's distance from UTC in ms at a moment of whole seconds. */
function createOffsetReader(timeZone: string): (ms: number) => number {
  // en-US is in every build of Node, and its order does not depend on the language of the messages.
  const formatter = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  return (ms) => {
    const [month = 1, day = 1, year = 1, hour = 0, minute = 0, second = 0] = (
      formatter.format(ms).match(/\d+/g) ?? []
    ).map(Number)
    return Date.UTC(year, month - 1, day, hour, minute, second) - ms
  }
}
