/** How moments are told to people: in one time zone, the date only when it is another day. */
export interface Times {
  /** `14:03:05`, `06-18 14:03:05` on another day, `2025-06-18 14:03:05` in another year than `now`. */
  moment(ms: number, now: number): string
  /** From the first to the last moment: `14:03:05–14:03:09`, or one moment when they are the same. */
  period(first: number, last: number, now: number): string
}

interface Reading {
  year: string
  day: string
  time: string
}

/** Makes the formatter once: it is the dearest part of telling a time. Throws a RangeError on an unknown zone. */
export function createTimes(timeZone: string): Times {
  const read = createReader(timeZone)
  let today: { now: number; reading: Reading | undefined } = { now: Number.NaN, reading: undefined }

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

function createReader(timeZone: string): (ms: number) => Reading | undefined {
  // en-US is in every build of Node, and its digits and order do not depend on the language of the message.
  const formatter = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
  return (ms) => {
    if (!(Math.abs(ms) <= 8.64e15)) return undefined
    const found = /(\d+)\/(\d+)\/(\d+), ([\d:]+)/.exec(formatter.format(ms))
    return found ? { year: found[3] ?? '', day: `${found[1]}-${found[2]}`, time: found[4] ?? '' } : undefined
  }
}
