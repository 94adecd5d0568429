import * as limits from '../limits.ts'
import type { HostSlots } from '../pace/gate.ts'
import type { Slot, SlotKind, Slots } from '../pace/slots.ts'
import type { Document } from './document.ts'
import {
  type HostClock,
  isSameBoot,
  type Moment,
  momentIn,
  momentOf,
  stampOf,
  untilMs,
} from './host-clock.ts'
import { update } from './shared-document.ts'
import { parseRobot, type RobotRecord, type SlotRecord } from './slot-record.ts'

/** What the slots of one robot are shared by. */
export interface SlotBookParts {
  clock: HostClock
  document: Document
  /** Tells this user of the robot from all others of the host. */
  owner: string
  /** Slots a minute that it allows itself. */
  perMinute: number
  /** How long a request takes at most, in ms. */
  timeoutMs: number
  /** Hears of each slot that was taken. */
  onTaken(slot: Slot): void
  /** Hears why nothing can be shared. */
  onTrouble(error: unknown): void
}

/** Nobody tells when a message of another process is completed: its slot is looked at again after this long, in ms. */
const lookAgainMs = 1_000
/** So many slots may be used while nobody knows what was used before. */
const coldSlots = 5
const never = Infinity
const longestBan = { sameBootMs: limits.banMostMs, newBootMs: limits.banMostMs }
/** The lease of a request that takes as long as one may. */
const longestSlot = { sameBootMs: 1_261_000, newBootMs: limits.slotCoolMs }

/**
 * The slots of one robot as all processes of the host see them. What is on disk holds for the others; of its own a process
 * knows best. Times of `Slots` are this process's, times on disk the host's.
 */
export class SlotBook implements HostSlots {
  readonly #parts: SlotBookParts
  readonly #leases = new WeakMap<Slot, Moment>()
  /** Slots of others, as they are written down; places that are only held are not. */
  readonly #others = new WeakMap<Slot, SlotRecord | undefined>()
  #unknown: readonly Slot[] = []
  #isCold = false

  constructor(parts: SlotBookParts) {
    this.#parts = parts
  }

  share<Result>(slots: Slots, now: number, change: () => Result): Result {
    slots.inUse(now) // what has cooled is no change
    const known = [...slots.held]
    const mine = known.filter((slot) => !this.#others.has(slot))
    try {
      const { isKept, result } = this.#shareOnDisk(slots, mine, now, change)
      if (isKept) this.#isCold = false
      for (const slot of slots.held) {
        if (!known.includes(slot) && !this.#others.has(slot)) this.#parts.onTaken(slot)
      }
      return result
    } catch (error) {
      this.#parts.onTrouble(error)
      slots.held = known
      this.#startCold(slots, now)
      return change()
    }
  }

  #shareOnDisk<Result>(slots: Slots, mine: readonly Slot[], now: number, change: () => Result) {
    return update(this.#parts.document, (text) => {
      const record = text === '' ? undefined : parseRobot(text)
      slots.held = [...mine, ...this.#unknown]
      if (record) this.#adopt(slots, record, now)
      else if (text !== '') this.#startCold(slots, now)
      const before = this.#picture(slots)
      const result = change()
      // What was written before the machine was started anew must cool by its new clock, and not begin to at each reading.
      const isOld = record !== undefined && !isSameBoot(record.written, this.#parts.clock)
      const isKept = isOld || this.#picture(slots) !== before
      return {
        result: { isKept, result },
        text: isKept ? JSON.stringify(this.#record(slots, now)) : undefined,
      }
    })
  }

  /** What the others did. A ban that only this process knows of stays. */
  #adopt(slots: Slots, { ban, single, slots: records, written }: RobotRecord, now: number): void {
    const { clock, owner, perMinute } = this.#parts
    for (const record of records) {
      const leftMs = record.owner === owner ? 0 : untilMs(record, written, clock, longestSlot)
      if (leftMs === 0) continue
      const freeAt = now + (record.leased ? Math.min(leftMs, lookAgainMs) : leftMs)
      // By a later present than the one that `leftMs` was reckoned from: what is written again and again must not shrink.
      const moment = momentIn(leftMs, momentOf(clock))
      slots.held.push(this.#hold(freeAt, record.kind, { ...record, ...moment }))
      // A probe of another process: nothing may go beside it.
      if (record.leased && single) slots.held.push(...this.#places(perMinute, freeAt))
    }
    slots.single = single
    if (!ban) return
    slots.bannedUntil = Math.max(slots.bannedUntil, now + untilMs(ban, written, clock, longestBan))
  }

  /** Holds places for what others may have used in the last minute: nobody knows. */
  #startCold(slots: Slots, now: number): void {
    if (this.#isCold) return
    this.#isCold = true
    this.#unknown = this.#places(this.#parts.perMinute - coldSlots, now + limits.slotCoolMs)
    slots.held.push(...this.#unknown)
  }

  #places(count: number, freeAt: number): Slot[] {
    return Array.from({ length: Math.max(0, count) }, () => this.#hold(freeAt, 'direct', undefined))
  }

  #hold(freeAt: number, kind: SlotKind, record: SlotRecord | undefined): Slot {
    const slot = { kind, perMinute: this.#parts.perMinute, freeAt, coolMs: never }
    this.#others.set(slot, record)
    return slot
  }

  /** What this process would write down: a change of it is worth an edition. */
  #picture({ bannedUntil, held, single }: Slots): string {
    return JSON.stringify([bannedUntil, single, held.filter((slot) => !this.#others.has(slot))])
  }

  #record(slots: Slots, now: number): RobotRecord {
    const { clock } = this.#parts
    const present = momentOf(clock)
    const left = slots.bannedUntil - now
    const ban = left > 0 ? { ban: momentIn(left, present) } : {}
    const records = slots.held.flatMap((slot) => this.#recordOf(slot, now, present))
    return { written: stampOf(clock), slots: records, ...ban, single: slots.single }
  }

  #recordOf(slot: Slot, now: number, present: Moment): SlotRecord[] {
    const { owner } = this.#parts
    const { freeAt, kind } = slot
    if (this.#others.has(slot)) return [this.#others.get(slot) ?? []].flat()
    if (freeAt === never) return [{ owner, kind, ...this.#leaseOf(slot, present), leased: true }]
    return [{ owner, kind, ...momentIn(freeAt - now, present) }]
  }

  /** When the lease of a slot of this process ends; it is given once. */
  #leaseOf(slot: Slot, present: Moment): Moment {
    const lease = this.#leases.get(slot) ?? momentIn(leaseMs(this.#parts.timeoutMs), present)
    this.#leases.set(slot, lease)
    return lease
  }
}

/** After its request was given up it may still arrive for as long again; then the slot cools. */
function leaseMs(timeoutMs: number): number {
  return 2 * timeoutMs + limits.slotCoolMs
}
