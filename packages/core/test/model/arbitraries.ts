import fc from 'fast-check'
import { type Reading, readings } from './reading.ts'
import type { Burst } from './storm.ts'
import { type Fault, faults, type Trip } from './trip.ts'

// Hundredths: a double would nearly always be next to nothing.
const stamp = fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100)

/** A healthy network on a good day. */
const fast = fc.record({
  receiptMs: fc.integer({ min: 1, max: 60 }),
  stamp,
  answerMs: fc.integer({ min: 1, max: 60 }),
})

/** Anything up to a little more than the client's patience. */
const slow = fc.record({
  receiptMs: fc.integer({ min: 1, max: 11_000 }),
  stamp,
  answerMs: fc.integer({ min: 1, max: 11_000 }),
})

const powers = fc.integer({ min: 0, max: 14 }).map((power) => 2 ** power)

/** Mostly short, rarely very long. */
const heavyTail = fc.record({ receiptMs: powers, stamp, answerMs: powers })

/** What started apart arrives together. */
const squeezed = fc.record({
  receiptMs: fc.integer({ min: 1, max: 20 }),
  stamp,
  answerMs: fc.integer({ min: 1, max: 20 }),
  gatherMs: fc.constantFrom(1_000, 5_000, 9_500),
})

const latency: fc.Arbitrary<Trip> = fc.oneof(
  { arbitrary: fast, weight: 6 },
  { arbitrary: slow, weight: 2 },
  { arbitrary: heavyTail, weight: 2 },
  { arbitrary: squeezed, weight: 1 },
)

/** Trips of different length, all of which come home. */
export const latencies: fc.Arbitrary<Trip[]> = fc.oneof(
  fc.array(latency, { minLength: 1, maxLength: 12 }),
  fc.array(fast, { minLength: 1, maxLength: 1 }),
)

/** Trips that are over long before the client loses patience. */
export const swift: fc.Arbitrary<Trip[]> = fc.array(
  fc.oneof(
    fast,
    fc.record({
      receiptMs: fc.integer({ min: 1, max: 4_000 }),
      stamp,
      answerMs: fc.integer({ min: 1, max: 4_000 }),
    }),
  ),
  { minLength: 1, maxLength: 8 },
)

/** Trips of which every answer is missing: the server hangs. */
export const hangs: fc.Arbitrary<Trip[]> = fc
  .constantFrom<Fault>('hang-lost', 'hang-late', 'hang-body')
  .map((fault) => [{ receiptMs: 10, stamp: 0.9, answerMs: 10, fault }])

/** The same trouble every time. */
export const lastingTrouble: fc.Arbitrary<Trip[]> = fc
  .constantFrom(...faults)
  .map((fault) => [{ receiptMs: 30, stamp: 0.5, answerMs: 30, fault }])

/** Trips of different length, and everything that can break on the way. */
export const troubles: fc.Arbitrary<Trip[]> = fc.array(
  fc.oneof(
    { arbitrary: latency, weight: 4 },
    {
      arbitrary: fc.tuple(latency, fc.constantFrom(...faults)).map(([trip, fault]) => ({ ...trip, fault })),
      weight: 1,
    },
  ),
  { minLength: 1, maxLength: 12 },
)

/** Every second request is given up, and arrives all the same, as late as it can. */
export const lateArrivals: fc.Arbitrary<Trip[]> = fc
  .array(fast, { minLength: 1, maxLength: 4 })
  .map((trips) =>
    trips.flatMap((trip): Trip[] => [
      { ...trip, fault: 'hang-late' },
      { ...trip, stamp: 0 },
    ]),
  )

export const reading: fc.Arbitrary<Reading> = fc.constantFrom(...readings)

const gapMs = fc.oneof(
  fc.constant(0),
  fc.integer({ min: 0, max: 3_000 }),
  fc.integer({ min: 40_000, max: 75_000 }),
)

/** Bursts for a limiter of N: none much larger than what it lets through in three minutes. */
export function storms(perMinute: number): fc.Arbitrary<Burst[]> {
  const count = fc.integer({ min: 1, max: 2 * perMinute })
  return fc.array(fc.record({ gapMs, count }), { minLength: 1, maxLength: 4 })
}

/** The same, with callers that lose patience, and silences that are longer than a ban. */
export function impatientStorms(perMinute: number): fc.Arbitrary<Burst[]> {
  const count = fc.integer({ min: 1, max: 2 * perMinute })
  const abortAfterMs = fc.option(fc.integer({ min: 0, max: 90_000 }), { nil: undefined, freq: 2 })
  const gap = fc.oneof(gapMs, fc.integer({ min: 590_000, max: 640_000 }))
  return fc.array(fc.record({ gapMs: gap, count, abortAfterMs }), { minLength: 1, maxLength: 4 })
}
