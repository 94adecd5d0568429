import fc from 'fast-check'
import { expect, it } from 'vitest'
import { backoffMs } from './backoff.ts'

const retry = { baseDelayMs: 1_000, maxDelayMs: 60_000 }

it('doubles the longest delay with every failure, up to the bound', () => {
  const longest = [1, 2, 3, 4, 5, 6, 7, 8, 100].map((failures) => backoffMs(failures, retry, 1))
  expect(longest).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000])
})

it('is anything from 0 to the longest delay: a crowd spreads out', () => {
  expect([0, 0.25, 0.5].map((random) => backoffMs(3, retry, random))).toEqual([0, 1_000, 2_000])
})

it('is a finite number for any number of failures', () => {
  const numbers = fc.tuple(fc.integer({ min: 1, max: 5_000 }), fc.double({ min: 0, max: 1, noNaN: true }))
  fc.assert(
    fc.property(numbers, ([failures, random]) => {
      const ms = backoffMs(failures, retry, random)
      expect(ms >= 0 && ms <= 60_000).toBe(true)
    }),
  )
})

it('is nothing at all where no delay is wanted', () => {
  expect(backoffMs(5, { baseDelayMs: 0, maxDelayMs: 60_000 }, 1)).toBe(0)
  expect(backoffMs(5, { baseDelayMs: 1_000, maxDelayMs: 0 }, 1)).toBe(0)
})
