import fc from 'fast-check'
import { describe, it, vi } from 'vitest'
import { lastingTrouble, latencies, swift, troubles } from './arbitraries.ts'
import {
  Auditor,
  copiesAreExplained,
  countsAddUp,
  countsAreNotExceeded,
  doubtsAreTold,
  everyKindIsNotified,
  sentIsShown,
  totalsNeverGoBack,
} from './books.ts'
import { expectCounterexample, expectToHold, patienceMs } from './property.ts'
import type { Scene, Staging } from './scene.ts'
import { flush, jump, scenes, scripts, times } from './scenes.ts'
import { tampering } from './tampering.ts'
import type { Trip } from './trip.ts'
import { Witness } from './witness.ts'

vi.setConfig({ testTimeout: patienceMs })

type Check = (witness: Witness) => void

const everything: readonly Check[] = [
  sentIsShown,
  copiesAreExplained,
  doubtsAreTold,
  countsAddUp,
  totalsNeverGoBack,
  everyKindIsNotified,
]

/** The promise: the books balance at every step, and the chat says neither more nor less. */
async function balance(scene: Scene, staging: Staging = {}, checks = everything): Promise<void> {
  const witness = await new Witness(scene, { ...staging, onStep: new Auditor().check }).play()
  for (const check of checks) check(witness)
}

const unanswered: Trip = { receiptMs: 16_000, stamp: 0, answerMs: 1 }
const unreadable: Trip = { receiptMs: 10, stamp: 0, answerMs: 1, fault: 'cut-shown' }

/** Few kinds that go on and on, a robot with hardly a slot, and answers that do not come: much to wake up for. */
const crammed = scenes({
  perMinute: fc.integer({ min: 1, max: 2 }),
  acts: fc.array(
    fc.record({
      act: fc.constant('alerts' as const),
      from: fc.constant(0),
      kinds: fc.integer({ min: 1, max: 5 }),
      times: fc.constant(20),
      level: fc.constant('error' as const),
      spreadMs: fc.integer({ min: 30_000, max: 100_000 }),
    }),
    { minLength: 3, maxLength: 8 },
  ),
  trips: fc.array(
    fc.oneof(
      swift.map(([trip]) => trip ?? unanswered),
      fc.constantFrom(unanswered, unreadable),
    ),
    { minLength: 1, maxLength: 5 },
  ),
})

describe('the books of an alerter balance at every step, and the chat agrees with them', () => {
  const worlds: [name: string, scene: fc.Arbitrary<Scene>, numRuns: number][] = [
    ['when only the latency differs', scenes({ trips: latencies }), 80],
    ['when everything breaks', scenes(), 80],
    ['when the same thing breaks every time', scenes({ trips: lastingTrouble }), 40],
    ['when other waits, intervals and levels are set', scenes({ options: times }), 40],
    ['when its robot may send very little', scenes({ perMinute: fc.integer({ min: 1, max: 5 }) }), 40],
    ['when alerts go on while no slot is free', crammed, 80],
    ['when the wall clock jumps', scenes({ acts: scripts(jump, flush) }), 40],
  ]
  for (const [name, scene, numRuns] of worlds) {
    it(name, async () => {
      await expectToHold(
        fc.asyncProperty(scene, (scene) => balance(scene)),
        numRuns,
      )
    })
  }
})

describe('a faulty alerter is caught', () => {
  const controls: [name: string, staging: Staging, check: Check, broken: RegExp, trips?: typeof troubles][] =
    [
      ['that loses alerts', tampering.losesAlerts, sentIsShown, /^accepted/],
      ['that skips its ledger', tampering.skipsTheLedger, sentIsShown, /^balance/],
      ['whose line lies about arrivals', tampering.liesAboutArrival, sentIsShown, /in the chat/],
      ['that sends twice', tampering.sendsTwice, copiesAreExplained, /^cop/],
      ['that hushes its doubts up', tampering.hushesDoubts, doubtsAreTold, /may repeat/, troubles],
      ['that understates in a message', tampering.understates, sentIsShown, /^alerts in/],
      ['that understates a kind', tampering.understates, countsAddUp, /^alerts of/],
      ['that overstates a kind', tampering.overstates, countsAreNotExceeded, /^alerts of/],
      ['that forgets its totals', tampering.forgetsTotals, totalsNeverGoBack, /^total of/],
      ['that hides kinds', tampering.hidesKinds, everyKindIsNotified, /nobody heard of/],
    ]
  for (const [name, staging, check, broken, trips = latencies] of controls) {
    it(name, async () => {
      const property = fc.asyncProperty(scenes({ trips }), (scene) => balance(scene, staging, [check]))
      await expectCounterexample(property, broken)
    })
  }
})

describe('what an alerter was told to leave out', () => {
  const threshold = fc.record({
    count: fc.integer({ min: 2, max: 12 }),
    windowMs: fc.integer({ min: 1_000, max: 120_000 }),
  })
  const held = fc.tuple(times, threshold).map(([others, rule]) => ({ ...others, threshold: [rule] }))

  it('is dropped under its name when a threshold was not reached, and nothing else is', async () => {
    const property = fc.asyncProperty(scenes({ options: held }), async (scene) => {
      const witness = await new Witness(scene, { onStep: new Auditor().check }).play()
      sentIsShown(witness)
      doubtsAreTold(witness)
      countsAreNotExceeded(witness)
      totalsNeverGoBack(witness)
    })
    await expectToHold(property, 60)
  })
})
