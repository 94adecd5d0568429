import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Meter } from './meter.ts'
import { resolveRobot } from './resolve-robot.ts'

describe('the meter', () => {
  it('never counts more than perMinute messages in any 60 s, whatever the rhythm', () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 20_000 }), { maxLength: 200 })
    fc.assert(
      fc.property(gaps, fc.integer({ min: 1, max: 20 }), (steps, perMinute) => {
        const limits = resolveRobot({ perMinute, banMs: 0 }, 'r')
        const meter = new Meter()
        const taken: number[] = []
        let now = 0
        for (const step of steps) {
          now += step
          if (meter.take(now, limits)) taken.push(now)
          else expect(taken.filter((time) => time > now - 60_000)).toHaveLength(perMinute)
        }
        for (const end of taken) {
          expect(taken.filter((time) => time > end - 60_000 && time <= end).length).toBeLessThanOrEqual(
            perMinute,
          )
        }
      }),
    )
  })

  it('reads its gauges: slots, ban, month', () => {
    const limits = resolveRobot({ perMinute: 1, banMs: 5000, perMonth: 9 }, 'r')
    const meter = new Meter()
    const now = Date.UTC(2026, 0, 31, 16)
    meter.take(now, limits)
    meter.take(now, limits)
    expect(meter.read(now + 1000, limits)).toEqual({
      slotsUsed: 1,
      perMinute: 1,
      banRemainingMs: 4000,
      month: '2026-02',
      monthUsed: 1,
      perMonth: 9,
    })
    expect(meter.read(now + 60_000, limits)).toMatchObject({ slotsUsed: 0, banRemainingMs: 0 })
  })
})
