import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { VirtualClock } from './virtual-clock.ts'

describe('VirtualClock', () => {
  it('fires timers in the order of their moments, whatever order they came in', async () => {
    const delays = fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 60 })
    await fc.assert(
      fc.asyncProperty(delays, async (delays) => {
        const clock = new VirtualClock()
        const fired: number[] = []
        for (const delay of delays) clock.after(delay, () => fired.push(delay))
        await clock.advance(500)
        expect(fired).toEqual(delays.toSorted((a, b) => a - b))
      }),
    )
  })

  it('shows every timer its own moment on both clocks', async () => {
    const clock = new VirtualClock({ wall: 1_000_000 })
    const start = clock.monotonic()
    const seen: number[][] = []
    for (const delay of [250, 1, 100]) {
      clock.after(delay, () => seen.push([clock.monotonic() - start, clock.now()]))
    }
    await clock.advance(1_000)
    expect(seen).toEqual([
      [1, 1_000_001],
      [100, 1_000_100],
      [250, 1_000_250],
    ])
    expect(clock.monotonic() - start).toBe(1_000)
  })

  it('finishes all promise jobs of one timer before the next one', async () => {
    const clock = new VirtualClock()
    const log: string[] = []
    clock.after(1, async () => {
      for (let step = 0; step < 50; step += 1) await null
      log.push('first is done')
      await new Promise<void>((resolve) => clock.after(1, resolve))
      log.push('its own timer')
    })
    clock.after(3, () => log.push('third'))
    await clock.advance(3)
    expect(log).toEqual(['first is done', 'its own timer', 'third'])
  })

  it('never calls a cancelled timer and never calls one twice', async () => {
    const clock = new VirtualClock()
    const log: string[] = []
    const cancel = clock.after(10, () => log.push('cancelled'))
    clock.after(5, cancel)
    clock.after(7, () => log.push('called'))
    await clock.advance(20)
    await clock.advance(20)
    expect(log).toEqual(['called'])
  })

  it('takes delays as Node does: whole milliseconds, at least one', async () => {
    const clock = new VirtualClock()
    const start = clock.monotonic()
    const seen: number[] = []
    for (const delay of [-5, 0, 1.9, 2]) clock.after(delay, () => seen.push(clock.monotonic() - start))
    await clock.advance(5)
    expect(seen).toEqual([1, 1, 1, 2])
    expect(() => clock.after(Number.NaN, () => {})).toThrow(RangeError)
  })

  it('lets the wall clock jump while the monotonic one goes on', async () => {
    const clock = new VirtualClock({ wall: 5_000_000 })
    const start = clock.monotonic()
    clock.setWall(1_000)
    await clock.advance(10)
    expect(clock.now()).toBe(1_010)
    expect(clock.monotonic() - start).toBe(10)
  })

  it('counts the timers that would keep a process alive', async () => {
    const clock = new VirtualClock()
    clock.after(10, () => {})
    clock.after(10, () => {}, true)
    const cancel = clock.after(20, () => {}, true)
    expect(clock.held).toBe(2)
    cancel()
    expect(clock.held).toBe(1)
    await clock.advance(10)
    expect(clock.held).toBe(0)
  })

  it('says how long something took, and does not wait for ever', async () => {
    const clock = new VirtualClock()
    const soon = new Promise<string>((resolve) => clock.after(40, () => resolve('done')))
    expect(await clock.waitFor(soon, 100)).toEqual({ result: 'done', tookMs: 40 })
    await expect(clock.waitFor(new Promise(() => {}), 100)).rejects.toThrow(/not settled/)
  })
})
