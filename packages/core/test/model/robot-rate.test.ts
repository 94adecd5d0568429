import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { impatientStorms, lateArrivals, latencies, storms, troubles } from './arbitraries.ts'
import { busiestWindow } from './busiest-window.ts'
import { robotWith, twoRobots } from './contenders.ts'
import { fakeTime } from './fake-time.ts'
import { faulty } from './faulty-gates.ts'
import { packages } from './package-contenders.ts'
import { expectCounterexample, expectToHold, patienceMs } from './property.ts'
import { type Contender, type Run, rage } from './storm.ts'
import { type Time, VirtualClock } from './virtual-clock.ts'

vi.setConfig({ testTimeout: patienceMs })

const robot = robotWith()

/** Runs in which nothing breaks: only the latency differs. */
function runs(perMinute: number): fc.Arbitrary<Run> {
  return fc.record({ perMinute: fc.constant(perMinute), storm: storms(perMinute), trips: latencies })
}

/** Runs in which everything breaks, and callers lose patience. */
function hardRuns(perMinute: number): fc.Arbitrary<Run> {
  const storm = impatientStorms(perMinute)
  return fc.record({ perMinute: fc.constant(perMinute), storm, trips: troubles })
}

const anyN = fc.integer({ min: 1, max: 20 })

/** The promise: the server sees at most N messages in any 60 s. */
async function keepToN(contender: Contender, run: Run, time: Time = new VirtualClock()): Promise<void> {
  const { model } = await rage(contender, run, time)
  expect(busiestWindow(model.arrivals()), 'too many in 60 s').toBeLessThanOrEqual(run.perMinute)
}

/** The same under the fake timers that the packages need. */
async function keepToNOnFakeTimers(contender: Contender, run: Run): Promise<void> {
  try {
    await keepToN(contender, run, fakeTime())
  } finally {
    vi.useRealTimers()
  }
}

describe('never more than N messages in any 60 s, as the server sees it', () => {
  it('holds for the robot with any N and any latency', async () => {
    const property = fc.asyncProperty(anyN.chain(runs), (run) => keepToN(robot, run))
    await expectToHold(property, 120)
  })

  it('holds when connections break, answers are rubbish and callers lose patience', async () => {
    const property = fc.asyncProperty(anyN.chain(hardRuns), (run) => keepToN(robot, run))
    await expectToHold(property, 120)
  })

  it('holds for two robots with the same token in a process whose timers are late', async () => {
    const lateMs = fc.array(fc.integer({ min: 0, max: 2_000 }), { minLength: 1, maxLength: 7 })
    const property = fc.asyncProperty(anyN.chain(hardRuns), lateMs, (run, late) =>
      keepToN(twoRobots(late), run),
    )
    await expectToHold(property, 100)
  })

  it('does not hold when a request without an answer is taken for dead', async () => {
    const careless = robotWith(faulty.forgetsLateArrivals)
    const few = fc.integer({ min: 1, max: 4 })
    const property = fc.asyncProperty(few.chain(hardRuns), lateArrivals, (run, trips) =>
      keepToN(careless, { ...run, trips }),
    )
    await expectCounterexample(property, /too many in 60 s/)
  })

  for (const perMinute of [1, 2, 5, 18, 20]) {
    it(`does not hold for the same robot when a slot is free 60 s after its start, N = ${perMinute}`, async () => {
      const careless = robotWith(faulty.freesAtStart)
      const property = fc.asyncProperty(runs(perMinute), (run) => keepToN(careless, run))
      await expectCounterexample(property, /too many in 60 s/)
    })
  }
})

describe('the same promise on the timers that other packages use', () => {
  for (const perMinute of [2, 18, 20]) {
    it(`is kept by the robot, N = ${perMinute}`, async () => {
      const property = fc.asyncProperty(runs(perMinute), (run) => keepToNOnFakeTimers(robot, run))
      await expectToHold(property, 30)
    })

    for (const [name, contender] of Object.entries(packages)) {
      it(`is not kept by ${name}, N = ${perMinute}`, async () => {
        const property = fc.asyncProperty(runs(perMinute), (run) => keepToNOnFakeTimers(contender, run))
        await expectCounterexample(property, /too many in 60 s/)
      })
    }
  }
})
