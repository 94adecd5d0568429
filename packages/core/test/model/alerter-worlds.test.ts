import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import type { AlerterOptions } from '../../src/alerter-options.ts'
import { lastingTrouble, swift, troubles } from './arbitraries.ts'
import {
  Auditor,
  copiesAreExplained,
  countsAddUp,
  countsAreNotExceeded,
  doubtsAreTold,
  everyKindIsNotified,
  readChat,
  sentIsShown,
  totalsNeverGoBack,
} from './books.ts'
import { markerOf } from './kinds.ts'
import { isNeverBanned, keepsToN, respectsRefusals } from './manners.ts'
import { expectCounterexample, expectToHold, patienceMs } from './property.ts'
import type { Scene, Staging } from './scene.ts'
import { flush, scenes, scripts, times } from './scenes.ts'
import { tampering } from './tampering.ts'
import { Witness } from './witness.ts'

vi.setConfig({ testTimeout: patienceMs })

/** Plays a scene, and checks what holds in every world. */
async function play(scene: Scene, staging: Staging = {}): Promise<Witness> {
  const witness = await new Witness(scene, { onStep: new Auditor().check, ...staging }).play()
  sentIsShown(witness)
  copiesAreExplained(witness)
  countsAreNotExceeded(witness)
  keepsToN(witness)
  isNeverBanned(witness)
  return witness
}

describe('with several robots', () => {
  const second = {
    onlyFirstRobot: fc.constant(true),
    neverHeals: fc.constant(true),
    robots: fc.integer({ min: 2, max: 3 }),
  }

  it('all that the first one cannot deliver goes through the next', async () => {
    const scene = scenes({ ...second, trips: fc.oneof(troubles, lastingTrouble) })
    const property = fc.asyncProperty(scene, async (scene) => {
      const witness = await play(scene)
      doubtsAreTold(witness)
      countsAddUp(witness)
      totalsNeverGoBack(witness)
      everyKindIsNotified(witness)
    })
    await expectToHold(property, 40)
  })

  const errcode = fc.constantFrom(310000, 300001, 400102)
  const refuse = errcode.map(
    (errcode) =>
      ({ token }: { token: string }) =>
        token.endsWith('0') ? errcode : undefined,
  )
  const refused = scenes({ ...second, trips: swift, refuse })

  /** The promise: who is refused does not ask again at once. */
  async function leaveAlone(scene: Scene, staging?: Staging): Promise<void> {
    const witness = await play(scene, staging)
    respectsRefusals(witness)
    countsAddUp(witness)
    everyKindIsNotified(witness)
  }

  it('one that refuses us is left alone for ten minutes, and the others go on', async () => {
    await expectToHold(
      fc.asyncProperty(refused, (scene) => leaveAlone(scene)),
      60,
    )
  })

  it('an alerter that does not see the refusal is caught', async () => {
    const property = fc.asyncProperty(refused, (scene) => leaveAlone(scene, tampering.hidesRefusals))
    await expectCounterexample(property, /a robot that refused/)
  })
})

describe('when DingTalk does not want a text', () => {
  type Refuse = NonNullable<Scene['refuse']>
  const refusals: fc.Arbitrary<Refuse> = fc.oneof(
    fc.constantFrom(430101, 400402).map(
      (errcode): Refuse =>
        ({ text }) =>
          /z..gz/.test(text) ? errcode : undefined,
    ),
    fc.integer({ min: 500, max: 9_000 }).map(
      (most): Refuse =>
        ({ text }) =>
          text.length > most ? 460101 : undefined,
    ),
  )

  it('and none at all, the robot is asked a few times and then left in peace', async () => {
    const refuse = fc.constantFrom(430101, 400402, 460101).map((errcode) => () => errcode)
    const property = fc.asyncProperty(scenes({ trips: swift, refuse }), async (scene) => {
      const { alerter, captured, model } = await play(scene)
      expect(alerter.stats()).toMatchObject({ delivered: 0, pending: 0 })
      // Four looks of a message, for every kind on its own at the worst, whatever the time that passes.
      expect(model.calls.length, 'calls').toBeLessThan(20 + 8 * (captured.size + scene.acts.length))
    })
    await expectToHold(property, 40)
  })

  it('it is reduced until it is taken, and no count is lost', async () => {
    const property = fc.asyncProperty(scenes({ refuse: refusals }), async (scene) => {
      const { dropped, pending } = (await play(scene)).alerter.stats()
      expect({ ...dropped, pending }).toMatchObject({ content: 0, shutdown: 0, pending: 0 })
    })
    await expectToHold(property, 40)
  })
})

describe('with more kinds than the table holds', () => {
  const options = fc
    .tuple(times, fc.integer({ min: 1, max: 25 }))
    .map(([others, maxGroups]) => ({ ...others, maxGroups }))

  /** The promise: the first kinds are told, the others are counted, and the table stays as small as `allowed`. */
  async function stayBounded(scene: Scene, allowed: number): Promise<void> {
    const audit = new Auditor().check
    const onStep = (witness: Witness) => {
      audit(witness)
      if (witness.alerter.stats().groups > allowed) expect.fail('too many groups')
    }
    const witness = await play(scene, { onStep })
    totalsNeverGoBack(witness)
    const told = [...readChat(witness).values()].flatMap(({ reading }) =>
      reading.lines.map((line) => line.marker),
    )
    expect(new Set(told).size, 'kinds told').toBeGreaterThanOrEqual(Math.min(allowed, witness.captured.size))
    expect(witness.alerter.stats().dropped.shutdown).toBe(0)
  }

  const crowded = scenes({ acts: scripts(flush), options })

  it('the first are told, the others are counted, and the table never grows', async () => {
    const property = fc.asyncProperty(crowded, (scene) => stayBounded(scene, scene.options?.maxGroups ?? 0))
    await expectToHold(property, 50)
  })

  /** More kinds than there is room for, and some fatal ones among them; a message holds fewer than the table. */
  const flood = fc.array(
    fc.record({
      act: fc.constant('alerts' as const),
      from: fc.integer({ min: 0, max: 1_000 }),
      kinds: fc.integer({ min: 300, max: 600 }),
      times: fc.constant(1),
      level: fc.constant('error' as const),
      spreadMs: fc.integer({ min: 0, max: 5_000 }),
    }),
    { minLength: 1, maxLength: 3 },
  )
  const fatal = fc.record({
    act: fc.constant('alerts' as const),
    from: fc.integer({ min: 0, max: 50 }),
    kinds: fc.integer({ min: 1, max: 5 }),
    times: fc.integer({ min: 1, max: 3 }),
    level: fc.constant('fatal' as const),
    spreadMs: fc.integer({ min: 0, max: 5_000 }),
  })

  it('what is fatal is told all the same', async () => {
    const acts = fc
      .tuple(flood, fatal)
      .map(([errors, act]) => [...errors, act, ...errors, { ...act, from: 60 }])
    const options = fc.constant({ maxGroups: 300 })
    const property = fc.asyncProperty(scenes({ acts, options }), async (scene) => {
      const witness = await play(scene)
      const told = [...readChat(witness).values()].flatMap(({ reading }) =>
        reading.lines.map((line) => line.marker),
      )
      const captured = [...witness.captured.values()].filter((each) => each.fatal)
      expect(
        captured.filter(({ marker }) => !told.includes(marker)),
        'fatal kinds that nobody heard of',
      ).toEqual([])
      expect(witness.alerter.stats().folded).toBeGreaterThan(0)
    })
    await expectToHold(property, 6)
  })

  it('a table that is larger, and one that is smaller, is caught', async () => {
    const larger = fc.asyncProperty(crowded, (scene) =>
      stayBounded(scene, (scene.options?.maxGroups ?? 0) - 1),
    )
    await expectCounterexample(larger, /too many groups/)
    const smaller = fc.asyncProperty(crowded, (scene) =>
      stayBounded(scene, 2 * (scene.options?.maxGroups ?? 0)),
    )
    await expectCounterexample(smaller, /kinds told/)
  })
})

describe("when the user's own functions", () => {
  const broken: AlerterOptions[] = [
    {
      ignore: [
        () => {
          throw new Error('ignore')
        },
      ],
    },
    {
      beforeSend: () => {
        throw new Error('beforeSend')
      },
    },
    {
      renderCard: () => {
        throw new Error('renderCard')
      },
    },
    {
      beforeSend: (alert) =>
        Object.assign(alert, {
          context: {
            get password() {
              throw new Error('getter')
            },
          },
        }),
    },
  ]

  it('throw, nothing is lost', async () => {
    const property = fc.asyncProperty(scenes({ options: fc.constantFrom(...broken) }), async (scene) => {
      const witness = await play(scene)
      countsAddUp(witness)
      everyKindIsNotified(witness)
    })
    await expectToHold(property, 40)
  })

  it('leave alerts out, these are dropped under their names and no others', async () => {
    const [ignored, unsent] = [markerOf(1, 'error'), markerOf(2, 'error')]
    const options = fc.constant<AlerterOptions>({
      ignore: [ignored],
      beforeSend: (alert) => (alert.message.includes(unsent) ? null : alert),
    })
    const property = fc.asyncProperty(scenes({ options }), async (scene) => {
      const { alerter, captured } = await play(scene)
      const alertsOf = (marker: string) => captured.get(marker)?.alerts ?? 0
      expect(alerter.stats().dropped).toMatchObject({
        ignored: alertsOf(ignored),
        before_send: alertsOf(unsent),
        shutdown: 0,
      })
    })
    await expectToHold(property, 40)
  })
})
