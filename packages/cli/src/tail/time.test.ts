import { expect, it } from 'vitest'
import { timeOf } from './time.ts'

const time = 1_795_330_459_323

it.each([
  ['seconds', 1_795_330_459.323],
  ['milliseconds', time],
  ['microseconds', 1_795_330_459_323_000],
  ['nanoseconds', 1_795_330_459_323_000_000],
  ['a date', '2026-11-22T06:54:19.323Z'],
  ['a date with a comma', '2026-11-22T06:54:19,323Z'],
])('reads %s', (_, value) => {
  expect(timeOf(value)).toBe(time)
})

it.each([[1e300], [Number.POSITIVE_INFINITY], ['soon'], [''], [null], [{}]])(
  'reads no time from %s',
  (value) => {
    expect(timeOf(value)).toBeUndefined()
  },
)
