import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createTimes } from './compose-time.ts'

const now = Date.UTC(2026, 10, 22, 6, 5, 0)
const dayMs = 86_400_000

it('tells the time in the zone, the date on another day, the year in another year', () => {
  const times = createTimes('Asia/Shanghai')
  expect(times.moment(now, now)).toBe('14:05:00')
  expect(times.moment(now - dayMs, now)).toBe('11-21 14:05:00')
  expect(times.moment(now - 366 * dayMs, now)).toBe('2025-11-21 14:05:00')
  expect(createTimes('America/New_York').moment(now, now)).toBe('01:05:00')
})

it('knows that another day begins at midnight of the zone, not of the host', () => {
  const midnight = Date.UTC(2026, 10, 21, 16, 0, 0)
  expect(createTimes('Asia/Shanghai').moment(midnight - 1000, midnight)).toBe('11-21 23:59:59')
  expect(createTimes('UTC').moment(midnight - 1000, midnight)).toBe('15:59:59')
})

it('writes a period once, with the second date only when it is another day', () => {
  const times = createTimes('Asia/Shanghai')
  expect(times.period(now, now, now)).toBe('14:05:00')
  expect(times.period(now - 5000, now, now)).toBe('14:04:55–14:05:00')
  expect(times.period(now - dayMs - 5000, now - dayMs, now)).toBe('11-21 14:04:55–14:05:00')
  expect(times.period(now - dayMs, now, now)).toBe('11-21 14:05:00–14:05:00')
  expect(times.period(now - 2 * dayMs, now - dayMs, now)).toBe('11-20 14:05:00–11-21 14:05:00')
})

it('agrees with Intl at every second, across changes of daylight saving time', () => {
  for (const timeZone of ['America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu']) {
    const times = createTimes(timeZone)
    const judge = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 * 365 * 86_400 }), (seconds) => {
        const told = times.moment(seconds * 1000, Date.UTC(2200, 0, 1))
        expect(told).toBe(judge.format(seconds * 1000))
      }),
    )
  }
})

it('puts a question mark where there is no time', () => {
  const times = createTimes('Asia/Shanghai')
  for (const wrong of [Number.NaN, Number.POSITIVE_INFINITY, 9e15, -9e15]) {
    expect(times.moment(wrong, now)).toBe('?')
    expect(times.period(wrong, now, now)).toBe('14:05:00')
  }
})

it('refuses an unknown zone when it is made', () => {
  expect(() => createTimes('Mars/Olympus')).toThrow(RangeError)
})
