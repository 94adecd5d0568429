import fc from 'fast-check'
import { describe, it, vi } from 'vitest'
import type { Level } from '../../src/alert/alert.ts'
import { hangs, swift } from './arbitraries.ts'
import { faulty } from './faulty-gates.ts'
import { fatalIsPrompt, newsIsPrompt } from './manners.ts'
import { expectCounterexample, expectToHold, patienceMs } from './property.ts'
import type { Act, Scene, Staging } from './scene.ts'
import { alerts, scenes, scripts } from './scenes.ts'
import { tampering } from './tampering.ts'
import { Witness } from './witness.ts'

vi.setConfig({ testTimeout: patienceMs })

/** The promise: what is fatal leaves within 100 ms of a free slot, other news within `groupWaitMs` and 100 ms. */
async function leaveInTime(scene: Scene, staging: Staging = {}): Promise<void> {
  const witness = await new Witness(scene, staging).play()
  fatalIsPrompt(witness, scene.perMinute)
  newsIsPrompt(witness, scene.perMinute, scene.options?.groupWaitMs)
}

/** The promise where other messages hang. */
async function fatalLeavesInTime(scene: Scene, staging: Staging = {}): Promise<void> {
  fatalIsPrompt(await new Witness(scene, staging).play(), scene.perMinute)
}

function storm(level: Level): fc.Arbitrary<Act> {
  return fc.record({
    act: fc.constant('alerts' as const),
    from: fc.integer({ min: 0, max: 60 }),
    kinds: fc.integer({ min: 1, max: 6 }),
    times: fc.constant(1),
    level: fc.constant(level),
    spreadMs: fc.integer({ min: 0, max: 3_000 }),
  })
}

const waits = fc.record({ groupWaitMs: fc.constantFrom(0, 500, 3_000) })
const limits = fc.oneof(fc.constant(18), fc.integer({ min: 1, max: 20 }))
/** One new kind after the other, so that slots run short. */
const news = fc.array(fc.oneof(storm('error'), storm('fatal')), { minLength: 10, maxLength: 40 })
/** Fatals among messages that hang, before the robot is given a rest. */
const amongHanging = fc.array(fc.oneof(storm('error'), storm('fatal')), { minLength: 2, maxLength: 6 })

describe('what is new leaves at once while a slot is free, else as soon as one is', () => {
  it('on a working line', async () => {
    const scene = scenes({ acts: scripts(), trips: swift, options: waits })
    await expectToHold(
      fc.asyncProperty(scene, (scene) => leaveInTime(scene)),
      80,
    )
  })

  it('when storms use every slot', async () => {
    const scene = scenes({ acts: news, trips: swift, options: waits, perMinute: limits })
    await expectToHold(
      fc.asyncProperty(scene, (scene) => leaveInTime(scene)),
      80,
    )
  })

  it('fatal even beside messages that hang', async () => {
    const scene = scenes({ acts: amongHanging, trips: hangs, fatalTrips: swift, settleMs: fc.constant(0) })
    await expectToHold(
      fc.asyncProperty(scene, (scene) => fatalLeavesInTime(scene)),
      80,
    )
  })
})

describe('a dawdling alerter is caught', () => {
  it('with what is fatal', async () => {
    const acts = fc.array(storm('fatal'), { minLength: 1, maxLength: 5 })
    const scene = scenes({ acts, trips: swift })
    await expectCounterexample(
      fc.asyncProperty(scene, (scene) => leaveInTime(scene, tampering.dawdles)),
      /could have left/,
    )
  })

  it('when slots run short', async () => {
    const scene = scenes({ acts: news, trips: swift })
    const staging = { makeRegistry: faulty.freesLate }
    await expectCounterexample(
      fc.asyncProperty(scene, (scene) => leaveInTime(scene, staging)),
      /could have left/,
    )
  })

  it('with other news', async () => {
    const scene = scenes({ acts: fc.array(alerts, { minLength: 1, maxLength: 5 }), trips: swift })
    const property = fc.asyncProperty(scene, async (scene) => {
      newsIsPrompt(await new Witness(scene, tampering.dawdles).play())
    })
    await expectCounterexample(property, /could have left/)
  })
})
