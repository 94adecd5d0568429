import fc from 'fast-check'
import type { Level } from '../../src/alert/alert.ts'
import { reading, troubles } from './arbitraries.ts'
import type { Act, Scene } from './scene.ts'

/** The parts of a scene that are drawn, each on its own. */
type Parts = { [field in keyof Scene]?: fc.Arbitrary<NonNullable<Scene[field]>> }

const level: fc.Arbitrary<Level> = fc.oneof(
  { arbitrary: fc.constant<Level>('error'), weight: 6 },
  { arbitrary: fc.constant<Level>('fatal'), weight: 2 },
  { arbitrary: fc.constantFrom<Level>('warn', 'info', 'debug'), weight: 1 },
)

const fewOrMany = fc.oneof(
  { arbitrary: fc.integer({ min: 1, max: 4 }), weight: 3 },
  { arbitrary: fc.integer({ min: 5, max: 60 }), weight: 1 },
)

/** Alerts of some kinds: at once, or over some minutes. */
export const alerts: fc.Arbitrary<Act> = fc.record({
  act: fc.constant('alerts' as const),
  from: fc.integer({ min: 0, max: 30 }),
  kinds: fewOrMany,
  times: fc.integer({ min: 1, max: 20 }),
  level,
  spreadMs: fc.oneof(
    fc.constant(0),
    fc.integer({ min: 0, max: 3_000 }),
    fc.integer({ min: 0, max: 300_000 }),
  ),
})

/** A moment, a while, or so long that things fall quiet and bans end. */
const wait: fc.Arbitrary<Act> = fc.record({
  act: fc.constant('wait' as const),
  ms: fc.oneof(
    fc.integer({ min: 0, max: 2_000 }),
    fc.integer({ min: 0, max: 120_000 }),
    fc.integer({ min: 500_000, max: 1_500_000 }),
  ),
})

/** Somebody wants everything out, and waits up to 5 s. */
export const flush: fc.Arbitrary<Act> = fc.record({
  act: fc.constant('flush' as const),
  ms: fc.integer({ min: 0, max: 5_000 }),
})

/** Somebody else sends through the first robot. */
export const foreign: fc.Arbitrary<Act> = fc.record({
  act: fc.constant('foreign' as const),
  count: fc.integer({ min: 1, max: 25 }),
})

/** The application sends by itself through the first robot. */
export const direct: fc.Arbitrary<Act> = fc.record({
  act: fc.constant('direct' as const),
  count: fc.integer({ min: 1, max: 12 }),
})

/** The wall clock is set by up to a day. */
export const jump: fc.Arbitrary<Act> = fc.record({
  act: fc.constant('jump' as const),
  ms: fc.integer({ min: -86_400_000, max: 86_400_000 }),
})

const oddities = fc.constant<Act>({ act: 'oddities' })

/** A script out of the given acts, with alerts above all. */
export function scripts(...others: fc.Arbitrary<Act>[]): fc.Arbitrary<Act[]> {
  const act = fc.oneof(
    { arbitrary: alerts, weight: 5 },
    { arbitrary: wait, weight: 3 },
    ...others.map((arbitrary) => ({ arbitrary, weight: 2 })),
  )
  return fc.array(act, { minLength: 1, maxLength: 8 })
}

/** What an ordinary application does to its alerter. */
const ordinary = scripts(fc.oneof(flush, oddities))

// Not below 0.005: a full jitter of next to nothing happens once in a blue moon, and costs thousands of steps.
const randoms = fc.array(
  fc.integer({ min: 5, max: 999 }).map((parts) => parts / 1_000),
  { minLength: 1, maxLength: 5 },
)

/** Ordinary scenes in which everything breaks, but for what is given. */
export function scenes(parts: Parts = {}): fc.Arbitrary<Scene> {
  return fc.record({ acts: ordinary, trips: troubles, reading, randoms, ...parts })
}

/** Alerters that were told to wait longer or shorter, and to hear more. */
export const times = fc.record({
  groupWaitMs: fc.constantFrom(0, 500, 5_000),
  groupIntervalsMs: fc.constantFrom([1_000], [60_000, 120_000], [5_000, 3_600_000]),
  quietAfterMs: fc.constantFrom(5_000, 60_000, 600_000),
  repeatIntervalMs: fc.constantFrom(30_000, 14_400_000),
  level: fc.constantFrom<Level>('info', 'error'),
})
