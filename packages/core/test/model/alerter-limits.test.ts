import fc from 'fast-check'
import { describe, it, vi } from 'vitest'
import { hangs, lastingTrouble, latencies, troubles } from './arbitraries.ts'
import { faulty } from './faulty-gates.ts'
import { isNeverBanned, keepsToN, respectsBans } from './manners.ts'
import { expectCounterexample, expectToHold, patienceMs } from './property.ts'
import { nameOf, readings } from './reading.ts'
import type { Scene, Staging } from './scene.ts'
import { alerts, direct, foreign, scenes, scripts } from './scenes.ts'
import { Witness } from './witness.ts'

vi.setConfig({ testTimeout: patienceMs })

/** The promise: however DingTalk counts, it never bans us. */
async function stayUnbanned(scene: Scene, staging: Staging = {}): Promise<void> {
  const witness = await new Witness(scene, staging).play()
  keepsToN(witness, scene.perMinute)
  isNeverBanned(witness)
}

/** The promise: a ban of somebody else's making is sat out, and ended by a single probe. */
async function sitBansOut(scene: Scene, staging: Staging = {}): Promise<void> {
  const witness = await new Witness(scene, staging).play()
  keepsToN(witness, scene.perMinute)
  respectsBans(witness)
}

/** Storms that use every slot there is: news all the time, and a flush after each. */
const storms = fc.array(alerts, { minLength: 20, maxLength: 40 }).map((all) =>
  all.flatMap((act, index): Scene['acts'] => {
    if (act.act !== 'alerts') return []
    const fresh = {
      ...act,
      from: index * 7,
      kinds: 2,
      times: 1,
      level: 'error',
      spreadMs: act.spreadMs % 2_000,
    } as const
    return [fresh, { act: 'flush', ms: 1_500 }]
  }),
)

const lateMs = fc.array(fc.integer({ min: 0, max: 3_000 }), { minLength: 1, maxLength: 7 })

describe('an alerter is never banned, whatever breaks', () => {
  for (const reading of readings) {
    it(nameOf(reading), async () => {
      const scene = scenes({ reading: fc.constant(reading) })
      await expectToHold(
        fc.asyncProperty(scene, (scene) => stayUnbanned(scene)),
        2,
      )
    })
  }

  const worlds: [name: string, scene: fc.Arbitrary<Scene>, numRuns: number][] = [
    ['when storms use every slot', scenes({ acts: storms, trips: latencies }), 20],
    ['when storms use every slot and everything breaks', scenes({ acts: storms }), 20],
    [
      'with two more alerters and a robot at work',
      scenes({ acts: scripts(direct), companions: fc.constant(2) }),
      40,
    ],
    ['when it may use all 20', scenes({ acts: storms, perMinute: fc.constant(20), trips: latencies }), 20],
    [
      'when its process is busy and its timers are late',
      scenes({ acts: fc.oneof(storms, scripts()), lateMs }),
      30,
    ],
    [
      'with any other limit',
      scenes({ acts: storms, perMinute: fc.integer({ min: 1, max: 19 }), trips: latencies }),
      20,
    ],
  ]
  for (const [name, scene, numRuns] of worlds) {
    it(name, async () => {
      await expectToHold(
        fc.asyncProperty(scene, (scene) => stayUnbanned(scene)),
        numRuns,
      )
    })
  }

  it('unless its slots are free again after 40 s', async () => {
    const scene = scenes({ acts: storms, trips: latencies })
    const staging = { makeRegistry: faulty.coolsTooBriefly }
    await expectCounterexample(
      fc.asyncProperty(scene, (scene) => stayUnbanned(scene, staging)),
      /too many|banned/,
    )
  })
})

describe('when somebody else has a robot banned', () => {
  const crowded = scripts(foreign)

  const worlds: [name: string, scene: fc.Arbitrary<Scene>, numRuns: number][] = [
    ['while only the latency differs', scenes({ acts: crowded, trips: latencies }), 50],
    ['while everything breaks', scenes({ acts: crowded, trips: fc.oneof(troubles, lastingTrouble) }), 50],
    ['while messages hang', scenes({ acts: crowded, trips: hangs, fatalTrips: latencies }), 40],
    ['while there are others to send through', scenes({ acts: crowded, robots: fc.constant(2) }), 40],
  ]
  for (const [name, scene, numRuns] of worlds) {
    it(`nothing is sent to it until a single probe, ${name}`, async () => {
      await expectToHold(
        fc.asyncProperty(scene, (scene) => sitBansOut(scene)),
        numRuns,
      )
    })
  }

  it('an alerter that forgets bans is caught', async () => {
    const scene = scenes({ acts: crowded, trips: latencies })
    const staging = { makeRegistry: faulty.forgetsBans }
    await expectCounterexample(
      fc.asyncProperty(scene, (scene) => sitBansOut(scene, staging)),
      /during the ban/,
    )
  })

  it('an alerter that sends more than a probe is caught', async () => {
    const scene = scenes({ acts: crowded, trips: latencies })
    const staging = { makeRegistry: faulty.probesInCrowds }
    await expectCounterexample(
      fc.asyncProperty(scene, (scene) => sitBansOut(scene, staging)),
      /beside the probe/,
      3_000,
    )
  })
})
