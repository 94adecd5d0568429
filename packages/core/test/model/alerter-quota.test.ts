import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { swift } from './arbitraries.ts'
import { isNeverBanned, keepsToN } from './manners.ts'
import { expectCounterexample, expectToHold, patienceMs } from './property.ts'
import { type Act, hourMs, type Scene } from './scene.ts'
import { scenes } from './scenes.ts'
import { Witness } from './witness.ts'

vi.setConfig({ testTimeout: patienceMs })

const shanghaiMs = 8 * hourMs
const dayMs = 24 * hourMs
/** The first of July in Shanghai. */
const wall = Date.UTC(2026, 5, 30, 16)
/** Into the month after; July has 31 days. */
const days = 33
const july = '2026-07'
const bucket = 300

/** Something new or back again every few minutes for more than a month; every so often it is fatal. */
const months: fc.Arbitrary<Act[]> = fc
  .record({ perHour: fc.integer({ min: 2, max: 4 }), fatalEvery: fc.constantFrom(0, 2, 20) })
  .map(({ perHour, fatalEvery }) =>
    Array.from({ length: days * 24 * perHour }, (_, index): Act[] => {
      const level = fatalEvery > 0 && index % fatalEvery === 0 ? 'fatal' : 'error'
      const alerts: Act = { act: 'alerts', from: index % 500, kinds: 1, times: 1, level, spreadMs: 0 }
      return [alerts, { act: 'wait', ms: hourMs / perHour }]
    }).flat(),
  )

const base = { acts: months, trips: swift, wall: fc.constant(wall), settleMs: fc.constant(0) }

/** Our calls by the month in which they were counted. */
function callsByMonth({ clock, model }: Witness): Map<string, number> {
  const start = clock.now() - clock.monotonic()
  const byMonth = new Map<string, number>()
  for (const at of model.arrivals()) {
    const month = new Date(start + at + shanghaiMs).toISOString().slice(0, 7)
    byMonth.set(month, (byMonth.get(month) ?? 0) + 1)
  }
  return byMonth
}

/** The promise: the share and one bucket for all that is not fatal, and never more than the month has. */
async function stayWithinTheMonth(scene: Scene, perMonth: number, share: number): Promise<void> {
  const witness = await new Witness(scene).play()
  const used = callsByMonth(witness).get(july) ?? 0
  const hasFatal = [...witness.captured.values()].some((captured) => captured.fatal)
  const allowed = Math.min(perMonth, (perMonth * share * 31) / 30 + bucket)
  expect(used, 'used in July').toBeLessThanOrEqual(hasFatal ? perMonth : allowed)
  expect(used, 'used at all').toBeGreaterThanOrEqual(0.9 * perMonth * share)
  expect(witness.model.calls.filter((call) => call.verdict === 'quota')).toEqual([])
  isNeverBanned(witness)
  keepsToN(witness)
}

describe("the month's quota", () => {
  const perMonth = 1_500
  const share = 0.5
  const limits = fc.constant({ perMonth })

  it('is used up to the share and a bucket, by what is fatal up to its end', async () => {
    const options = fc.constant({ quota: { perMonth, share } })
    const property = fc.asyncProperty(scenes({ ...base, limits, options }), (scene) =>
      stayWithinTheMonth(scene, perMonth, share),
    )
    await expectToHold(property, 2)
  })

  it('is overdrawn without a meter, and the check sees it', async () => {
    const options = fc.constant({ quota: false as const })
    const property = fc.asyncProperty(scenes({ ...base, limits, options }), (scene) =>
      stayWithinTheMonth(scene, perMonth, share),
    )
    await expectCounterexample(property, /used in July/, 3)
  })

  it('that is smaller than believed is asked for once a day, and all goes on with the next month', async () => {
    const options = fc.constant({ quota: { perMonth: 3_000 } })
    const scene = scenes({ ...base, limits: fc.constant({ perMonth: 200 }), options })
    const property = fc.asyncProperty(scene, async (scene) => {
      const witness = await new Witness(scene).play()
      const refused = witness.model.calls
        .filter((call) => call.verdict === 'quota')
        .map((call) => call.startedAt)
      const gaps = refused.slice(1).map((at, index) => at - (refused[index] ?? 0))
      // Two messages may be on their way at once.
      for (const gap of gaps) expect(gap < 10_000 || gap >= dayMs, `asked again after ${gap} ms`).toBe(true)
      expect(refused.length).toBeGreaterThan(5)
      expect(callsByMonth(witness).get('2026-08')).toBeGreaterThan(0)
    })
    await expectToHold(property, 1)
  })
})
