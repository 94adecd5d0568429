import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { hangs, lastingTrouble, latencies, troubles } from './arbitraries.ts'
import { Auditor, countsAreNotExceeded, readChat, sentIsShown } from './books.ts'
import { flushTellsTheTruth, isOverAfterClose, keepsToN, letsTheProcessGo } from './manners.ts'
import { expectCounterexample, expectToHold, patienceMs } from './property.ts'
import type { Act, Scene, Staging } from './scene.ts'
import { flush, foreign, scenes, scripts } from './scenes.ts'
import { tampering } from './tampering.ts'
import type { Trip } from './trip.ts'
import { Witness } from './witness.ts'

vi.setConfig({ testTimeout: patienceMs })

/** The promise: `flush` and `close` return in time and tell the truth, `close` is the end, and nothing else keeps the process. */
async function endInTime(scene: Scene, staging: Staging = {}): Promise<void> {
  const audit = new Auditor().check
  const onStep = (witness: Witness) => {
    audit(witness)
    letsTheProcessGo(witness)
  }
  const witness = await new Witness(scene, { onStep, ...staging }).play()
  flushTellsTheTruth(witness)
  isOverAfterClose(witness)
  sentIsShown(witness)
  countsAreNotExceeded(witness)
  keepsToN(witness)
}

const anyEnd = {
  closeMs: fc.integer({ min: 0, max: 20_000 }),
  settleMs: fc.constantFrom(0, 1, 700, 5_000, 15_000, 700_000),
}
const forGood = { ...anyEnd, neverHeals: fc.constant(true) }

describe('flush and close return in time and tell the truth', () => {
  const worlds: [name: string, scene: fc.Arbitrary<Scene>, numRuns: number][] = [
    ['on a working line', scenes({ ...anyEnd, acts: scripts(flush), trips: latencies }), 40],
    ['with a server that hangs', scenes({ ...forGood, acts: scripts(flush), trips: hangs }), 50],
    [
      'when everything breaks for good',
      scenes({ ...forGood, acts: scripts(flush), trips: fc.oneof(troubles, lastingTrouble) }),
      80,
    ],
    ['during a ban', scenes({ ...forGood, acts: scripts(flush, foreign), trips: latencies }), 40],
    [
      'with several robots',
      scenes({
        ...forGood,
        acts: scripts(flush, foreign),
        robots: fc.constant(3),
        onlyFirstRobot: fc.constant(true),
      }),
      40,
    ],
  ]
  for (const [name, scene, numRuns] of worlds) {
    it(name, async () => {
      await expectToHold(
        fc.asyncProperty(scene, (scene) => endInTime(scene)),
        numRuns,
      )
    })
  }
})

describe('a faulty end is caught', () => {
  const scene = scenes({ ...forGood, acts: scripts(flush), trips: hangs })
  const controls: [name: string, staging: Staging, broken: RegExp][] = [
    ['that takes too long', tampering.flushesTooLong, /not settled within/],
    ['that lies', tampering.flushesByWord, /^flushed/],
    ['that is none', tampering.doesNotEnd, /after close/],
    ['that keeps the process', tampering.keepsTheProcess, /keeps the process/],
  ]
  for (const [name, staging, broken] of controls) {
    it(name, async () => {
      await expectCounterexample(
        fc.asyncProperty(scene, (scene) => endInTime(scene, staging)),
        broken,
      )
    })
  }
})

describe('the last words', () => {
  const trip: Trip = { receiptMs: 10, stamp: 0, answerMs: 10 }
  const atOnce = { trips: fc.constant([trip]), settleMs: fc.constant(0) }
  const kindsFrom = (from: number, kinds: number): Act[] => [
    { act: 'alerts', from, kinds, times: 3, level: 'error', spreadMs: 0 },
  ]

  it('pass a message that hangs, with all that waits', async () => {
    const scene = scenes({
      ...atOnce,
      acts: fc
        .integer({ min: 1, max: 40 })
        .map((kinds) => [...kindsFrom(0, 1), { act: 'wait', ms: 2_000 }, ...kindsFrom(1, kinds)]),
      trips: fc.constant([{ ...trip, fault: 'hang-lost' }, trip]),
    })
    const property = fc.asyncProperty(scene, async (scene) => {
      const witness = await new Witness(scene).play()
      const messages = [...readChat(witness).values()].map((message) => message.reading)
      const told = new Map(messages.flatMap(({ lines }) => lines.map((line) => [line.marker, line.count])))
      const [, ...waiting] = witness.captured.keys()
      expect([...told.keys()].toSorted()).toEqual(waiting.toSorted())
      expect(new Set(told.values())).toEqual(new Set([3]))
      expect(witness.alerter.stats().dropped.shutdown).toBe(3)
    })
    await expectToHold(property, 20)
  })

  it('say how many alerts found no room before the end', async () => {
    const scene = scenes({
      ...atOnce,
      acts: fc.integer({ min: 600, max: 1_500 }).map((kinds) => kindsFrom(0, kinds)),
      perMinute: fc.integer({ min: 1, max: 2 }),
    })
    const property = fc.asyncProperty(scene, async (scene) => {
      const witness = await new Witness(scene).play()
      const last = [...readChat(witness).values()].at(-1)
      expect(last?.reading.hidden).toBe(witness.alerter.stats().dropped.shutdown)
      expect(last?.reading.hidden).toBeGreaterThan(0)
    })
    await expectToHold(property, 10)
  })
})
