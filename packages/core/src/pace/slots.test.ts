import { describe, expect, it } from 'vitest'
import { type SlotKind, type SlotRequest, Slots } from './slots.ts'

const ask = (kind: SlotKind, perMinute = 18, fatal = false): SlotRequest => ({ kind, perMinute, fatal })

/** Takes and completes as many as there are, all at one moment. */
function drain(slots: Slots, request: SlotRequest, now: number): number {
  for (let taken = 0; ; taken += 1) {
    const slot = slots.take(request, now)
    if (!slot) return taken
    slots.complete(slot, now)
  }
}

describe('a slot', () => {
  it('is free again 61 s after its message was completed, however long that took', () => {
    const slots = new Slots()
    const slot = slots.take(ask('direct', 1), 0)
    if (!slot) throw new Error('no slot')
    expect(slots.freeAt(ask('direct', 1), 500_000)).toBe(Number.POSITIVE_INFINITY)
    slots.complete(slot, 500_000)
    expect(slots.freeAt(ask('direct', 1), 500_000)).toBe(561_000)
    expect(slots.take(ask('direct', 1), 560_999)).toBeUndefined()
    expect(slots.take(ask('direct', 1), 561_000)).toBeDefined()
  })

  it('cools for longer when the message may still arrive', () => {
    const slots = new Slots()
    const slot = slots.take(ask('direct', 1), 0)
    if (slot) slots.complete(slot, 100, 10_000)
    expect(slots.freeAt(ask('direct', 1), 100)).toBe(71_100)
  })

  it('is in use while in flight and while it cools', () => {
    const slots = new Slots()
    const slot = slots.take(ask('direct'), 0)
    expect(slots.inUse(0)).toBe(1)
    if (slot) slots.complete(slot, 10)
    expect(slots.inUse(10)).toBe(1)
    expect(slots.inUse(61_010)).toBe(0)
  })

  it('is not lost when the clock is set back: it cools once more at most', () => {
    const slots = new Slots()
    const slot = slots.take(ask('direct', 1), 9_000_000)
    if (slot) slots.complete(slot, 9_000_000)
    expect(slots.freeAt(ask('direct', 1), 5)).toBe(61_005)
  })
})

describe('one message at a time', () => {
  it('is in flight of all that is routine', () => {
    const slots = new Slots()
    slots.take(ask('direct'), 0)
    for (const kind of ['direct', 'first', 'digest', 'notice'] as const) {
      expect(slots.freeAt(ask(kind), 0)).toBe(Number.POSITIVE_INFINITY)
    }
  })

  it('may be passed by one fatal and by the last words', () => {
    const slots = new Slots()
    expect(slots.take(ask('digest'), 0)).toBeDefined()
    expect(slots.take(ask('first', 18, true), 0)).toBeDefined()
    expect(slots.take(ask('last-words'), 0)).toBeDefined()
    expect(slots.take(ask('first', 18, true), 0)).toBeUndefined()
    expect(slots.take(ask('last-words'), 0)).toBeUndefined()
  })

  it('may not be passed at all where a single one is wanted', () => {
    const slots = new Slots()
    slots.single = true
    const slot = slots.take(ask('digest'), 0)
    expect(slots.take(ask('first', 18, true), 0)).toBeUndefined()
    expect(slots.take(ask('last-words'), 0)).toBeUndefined()
    if (slot) slots.complete(slot, 0)
    expect(slots.take(ask('last-words'), 0)).toBeDefined()
  })
})

describe('the share', () => {
  it('of direct messages and first occurrences is every slot', () => {
    for (const perMinute of [1, 2, 18, 20]) {
      expect(drain(new Slots(), ask('direct', perMinute), 0)).toBe(perMinute)
      expect(drain(new Slots(), ask('first', perMinute), 0)).toBe(perMinute)
    }
  })

  it('of digests is six tenths, at least one', () => {
    for (const [perMinute, share] of [
      [18, 10],
      [20, 12],
      [10, 6],
      [2, 1],
      [1, 1],
    ] as const) {
      expect(drain(new Slots(), ask('digest', perMinute), 0)).toBe(share)
    }
  })

  it('of notices is a ninth', () => {
    for (const [perMinute, share] of [
      [18, 2],
      [20, 2],
      [9, 1],
      [8, 0],
    ] as const) {
      expect(drain(new Slots(), ask('notice', perMinute), 0)).toBe(share)
    }
  })

  it('of one kind leaves the rest to the others', () => {
    const slots = new Slots()
    expect(drain(slots, ask('digest'), 0)).toBe(10)
    expect(drain(slots, ask('notice'), 0)).toBe(2)
    expect(drain(slots, ask('first'), 0)).toBe(6)
  })
})

describe('the slot of the last words', () => {
  it('is kept from four slots on, where somebody will speak them', () => {
    for (const [perMinute, others] of [
      [18, 17],
      [4, 3],
      [3, 3],
      [1, 1],
    ] as const) {
      const slots = new Slots()
      slots.reserve = true
      expect(drain(slots, ask('direct', perMinute), 0)).toBe(others)
      expect(drain(slots, ask('last-words', perMinute), 0)).toBe(perMinute - others)
    }
  })
})

it('users of one robot may allow themselves different numbers', () => {
  const slots = new Slots()
  expect(drain(slots, ask('direct', 5), 0)).toBe(5)
  expect(drain(slots, ask('direct', 8), 0)).toBe(3)
  expect(slots.freeAt(ask('direct', 5), 0)).toBe(61_000)
})
