import * as limits from '../limits.ts'

/** What a slot is wanted for; each kind has its own share. */
export type SlotKind =
  /** `Robot.send`. */
  | 'direct'
  /** A first occurrence, or a fatal. */
  | 'first'
  /** A routine digest. */
  | 'digest'
  /** What the alerter says of itself. */
  | 'notice'
  /** The digest of what is left at the end. */
  | 'last-words'

/** One message at a time and lane: a fatal and the last words may pass a message that hangs. */
type Lane = 'routine' | 'fatal' | 'last-words'

/** One of a robot's places in the minute: in flight until it is completed, then cooling. */
export interface Slot extends SlotRequest {
  /** On the monotonic clock, in ms; `Infinity` while in flight. */
  freeAt: number
  /** How long it cools at most, in ms. */
  coolMs: number
}

/** What one user of the robot asks for. */
export interface SlotRequest {
  kind: SlotKind
  /** Slots a minute that this user allows itself. */
  perMinute: number
  /** Whether it may pass a routine message in flight. */
  fatal?: boolean
}

/** A moment that does not come by itself. */
export const never = Infinity

/**
 * The slots of one robot, as a pure function of what was taken and when it was completed. A slot is freed 61 s after
 * its message's *completion*: latency squeezes arrivals together, so anything counted from the start lets more than N
 * through in a minute.
 */
export class Slots {
  /** Whether one slot is left to the last words: only where somebody will speak them. */
  reserve = false
  /** Whether no message may pass another, in whatever lane: after a ban, a single one finds out whether it is over. */
  single = false
  /** Until then the robot is left alone. */
  bannedUntil = -never
  /** In flight or cooling. */
  held: Slot[] = []

  /** A slot, or `undefined` when none may be had now. */
  take(request: SlotRequest, now: number): Slot | undefined {
    if (this.freeAt(request, now) > now) return undefined
    const slot = { ...request, freeAt: never, coolMs: never }
    this.held.push(slot)
    return slot
  }

  /** When the request may be granted at the earliest: `now`, later, or `Infinity` while a message in flight decides. */
  freeAt(request: SlotRequest, now: number): number {
    this.#expire(now)
    const { kind, perMinute } = request
    const inTheWay = (slot: Slot) => this.single || laneOf(slot) === laneOf(request)
    if (this.held.some((slot) => slot.freeAt === never && inTheWay(slot))) return never
    const kept = this.reserve && kind !== 'last-words' && perMinute >= 4 ? 1 : 0
    const sameKind = this.held.filter((slot) => slot.kind === kind)
    const share = fewerAt(shareOf(kind, perMinute), sameKind)
    return Math.max(now + this.bannedMs(now), fewerAt(perMinute - kept, this.held), share)
  }

  /**
   * Starts the cooling of a slot whose message is completed. `extraMs`: how much later it may still arrive. `banMs`: how
   * long the robot is left alone from now on.
   */
  complete(slot: Slot, now: number, extraMs = 0, banMs = 0): void {
    slot.coolMs = limits.slotCoolMs + extraMs
    slot.freeAt = now + slot.coolMs
    if (banMs) this.bannedUntil = now + banMs
    // A probe without an answer proves nothing.
    if (banMs || !(extraMs || this.bannedMs(now))) this.single = banMs > 0
  }

  /** How long the robot is still left alone, in ms. */
  bannedMs(now: number): number {
    this.bannedUntil = Math.min(this.bannedUntil, now + limits.banMostMs)
    return Math.max(0, this.bannedUntil - now)
  }

  /** Slots in flight or cooling. */
  inUse(now: number): number {
    this.#expire(now)
    return this.held.length
  }

  #expire(now: number): void {
    // A clock that was set back (a fake one, a suspended machine) must not lock the robot for hours.
    for (const slot of this.held) slot.freeAt = Math.min(slot.freeAt, now + slot.coolMs)
    this.held = this.held.filter((slot) => slot.freeAt > now)
  }
}

function laneOf({ kind, fatal }: SlotRequest): Lane {
  return kind === 'last-words' ? kind : fatal ? 'fatal' : 'routine'
}

/** How many slots a kind may hold; digests and notices leave room for what is new. */
function shareOf(kind: SlotKind, perMinute: number): number {
  if (kind === 'digest') return Math.max(1, Math.floor(0.6 * perMinute))
  return kind === 'notice' ? Math.floor(perMinute / 9) : perMinute
}

/** When fewer than `allowed` of the slots are still taken. */
function fewerAt(allowed: number, held: readonly Slot[]): number {
  if (allowed <= 0) return never
  const times = held.map((slot) => slot.freeAt).sort((a, b) => b - a)
  return times[allowed - 1] ?? -never
}
