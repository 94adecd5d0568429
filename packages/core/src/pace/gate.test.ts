import { describe, expect, it, vi } from 'vitest'
import { VirtualClock } from '../../test/model/virtual-clock.ts'
import { Gate } from './gate.ts'
import type { Slot, SlotRequest } from './slots.ts'

const request: SlotRequest = { kind: 'direct', perMinute: 18 }

/** A gate, its clock, and what became of those who wait in front of it. */
function open(perMinute = 18) {
  const gate = new Gate()
  const clock = new VirtualClock()
  const log: string[] = []
  const slots = new Map<string, Slot>()
  const wait = (name: string, ...signals: AbortSignal[]) => {
    const asked = { ...request, perMinute }
    const waiting = gate.acquire(asked, clock, signals).then((slot) => {
      log.push(slot ? name : `no ${name}`)
      if (slot) slots.set(name, slot)
    })
    return waiting
  }
  const complete = (name: string, throttled = false, random = 0) => {
    const slot = slots.get(name)
    if (slot) gate.complete(slot, clock.monotonic(), { throttled }, random)
  }
  return { clock, complete, gate, log, wait }
}

describe('the line', () => {
  it('is served one at a time and in its order', async () => {
    const { clock, complete, log, wait } = open()
    for (const name of ['a', 'b', 'c']) wait(name)
    for (const name of ['a', 'b', 'c']) {
      await clock.advance(50)
      expect(log.at(-1)).toBe(name)
      complete(name)
    }
    expect(log).toEqual(['a', 'b', 'c'])
  })

  it('moves on when a slot has cooled, with a timer that holds the process', async () => {
    const { clock, complete, log, wait } = open(1)
    wait('a')
    await clock.advance(0)
    complete('a')
    wait('b')
    await clock.advance(60_999)
    expect([log, clock.held]).toEqual([['a'], 1])
    await clock.advance(2)
    expect([log, clock.held]).toEqual([['a', 'b'], 0])
  })

  it('lets go of whoever is aborted, at its head or in its middle', async () => {
    const { clock, complete, log, wait } = open(1)
    const [head, middle] = [new AbortController(), new AbortController()]
    wait('a')
    await clock.advance(0)
    complete('a')
    wait('b', head.signal)
    wait('c', middle.signal)
    wait('d')
    middle.abort()
    head.abort()
    await clock.advance(61_001)
    expect(log).toEqual(['a', 'no c', 'no b', 'd'])
  })

  it('leaves no timer when nobody waits any more', async () => {
    const { clock, complete, wait } = open(1)
    const caller = new AbortController()
    wait('a')
    await clock.advance(0)
    complete('a')
    wait('b', caller.signal)
    caller.abort()
    await clock.advance(0)
    expect(clock.waiting).toBe(0)
  })

  it('never gives a slot to somebody who has just been aborted', async () => {
    const { clock, complete, gate, log, wait } = open()
    const caller = new AbortController()
    wait('a')
    await clock.advance(0)
    wait('b', caller.signal)
    caller.abort()
    complete('a')
    await clock.advance(0)
    expect(log).toEqual(['a', 'no b'])
    expect(gate.freeAt(request, clock.monotonic())).toBe(clock.monotonic())
  })
})

describe('a ban', () => {
  it('lasts ten minutes and 5 to 30 s more', async () => {
    for (const [random, ms] of [
      [0, 605_000],
      [0.5, 617_500],
      [1, 630_000],
    ] as const) {
      const { clock, complete, gate, wait } = open()
      wait('a')
      await clock.advance(0)
      complete('a', true, random)
      expect(gate.bannedMs(clock.monotonic())).toBeCloseTo(ms, 6)
      expect(gate.take(request, clock.monotonic())).toBeUndefined()
      expect(gate.freeAt(request, clock.monotonic())).toBeCloseTo(clock.monotonic() + ms, 6)
    }
  })

  it('sends all away who wait, and all who come', async () => {
    const { clock, complete, log, wait } = open()
    for (const name of ['a', 'b', 'c']) wait(name)
    await clock.advance(10)
    complete('a', true)
    wait('d')
    await clock.advance(0)
    expect(log).toEqual(['a', 'no b', 'no c', 'no d'])
    expect(clock.waiting).toBe(0)
  })

  it('is followed by one probe, in whatever lane; the others wait for what it finds', async () => {
    const { clock, complete, gate, log, wait } = open()
    wait('a')
    await clock.advance(0)
    complete('a', true)
    await clock.advance(605_001)
    wait('probe')
    wait('next')
    await clock.advance(0)
    expect(log).toEqual(['a', 'probe'])
    for (const other of [
      { ...request, fatal: true },
      { ...request, kind: 'last-words' as const },
    ]) {
      expect(gate.freeAt(other, clock.monotonic())).toBe(Number.POSITIVE_INFINITY)
    }
    complete('probe')
    await clock.advance(0)
    expect(log).toEqual(['a', 'probe', 'next'])
    expect(gate.take({ ...request, fatal: true }, clock.monotonic())).toBeDefined()
  })

  it('begins anew when the probe is throttled', async () => {
    const { clock, complete, gate, log, wait } = open()
    wait('a')
    await clock.advance(0)
    complete('a', true)
    await clock.advance(605_001)
    wait('probe')
    wait('next')
    await clock.advance(0)
    complete('probe', true)
    await clock.advance(0)
    expect(log).toEqual(['a', 'probe', 'no next'])
    expect(gate.bannedMs(clock.monotonic())).toBe(605_000)
  })

  it('still asks for a probe when a message that was in flight beside it arrives later', async () => {
    const { clock, complete, gate, wait } = open()
    const fatal = gate.take({ ...request, kind: 'first', fatal: true }, clock.monotonic())
    wait('a')
    await clock.advance(0)
    complete('a', true)
    if (fatal) gate.complete(fatal, clock.monotonic(), {}, 0)
    await clock.advance(605_001)
    expect(gate.take(request, clock.monotonic())).toBeDefined()
    expect(gate.take({ ...request, fatal: true }, clock.monotonic())).toBeUndefined()
  })

  it('is not prolonged by a clock that was set back', () => {
    const gate = new Gate()
    const slot = gate.take(request, 9_000_000)
    if (slot) gate.complete(slot, 9_000_000, { throttled: true }, 1)
    expect(gate.bannedMs(5)).toBe(630_000)
  })
})

describe('whoever watches', () => {
  it('hears of every completion until it stops', async () => {
    const { clock, complete, gate, wait } = open()
    const heard = vi.fn()
    const stop = gate.watch(heard)
    wait('a')
    await clock.advance(0)
    complete('a')
    expect(heard).toHaveBeenCalledOnce()
    stop()
    wait('b')
    await clock.advance(0)
    complete('b')
    expect(heard).toHaveBeenCalledOnce()
  })

  it('has a slot kept for last words meanwhile', () => {
    const gate = new Gate()
    const free = () => gate.freeAt({ ...request, perMinute: 4 }, 0)
    for (let taken = 0; taken < 3; taken += 1) {
      const slot = gate.take(request, 0)
      if (slot) gate.complete(slot, 0, {}, 0)
    }
    expect(free()).toBe(0)
    const [first, second] = [gate.watch(() => {}), gate.watch(() => {})]
    expect(free()).toBe(61_000)
    first()
    expect(free()).toBe(61_000)
    second()
    expect(free()).toBe(0)
  })
})

describe('an idle gate', () => {
  it('has no slot in use, no ban, nobody who watches and nobody who waits', async () => {
    const { clock, complete, gate, wait } = open()
    const idle = () => gate.isIdle(clock.monotonic())
    expect(idle()).toBe(true)
    wait('a')
    expect(idle()).toBe(false)
    await clock.advance(0)
    complete('a', true)
    await clock.advance(61_001)
    expect([gate.slotsInUse(clock.monotonic()), idle()]).toEqual([0, false])
    await clock.advance(544_000)
    expect(idle()).toBe(true)
    const stop = gate.watch(() => {})
    expect(idle()).toBe(false)
    stop()
    expect(idle()).toBe(true)
  })
})
