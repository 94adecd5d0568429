import type { Clock } from '../clock.ts'
import { limits } from '../limits.ts'
import { type Slot, type SlotRequest, Slots } from './slots.ts'

interface Waiter {
  request: SlotRequest
  clock: Clock
  grant(slot: Slot): void
  refuse(bannedMs: number): void
}

/** Why a wait for a slot ended without one: the ban's rest in ms, or the caller's signal. */
export type Refusal = { bannedMs: number } | 'stopped'

/** How an attempt left the gate. */
export interface Completion {
  /** How much later than now the message may still arrive, in ms. */
  extraMs?: number
  throttled?: boolean
}

/** The way to one robot: its slots, its ban, and the line of those who wait. Shared by all who use the same token. */
export class Gate {
  readonly #slots = new Slots()
  readonly #watchers = new Set<() => void>()
  #line: Waiter[] = []
  #bannedUntil = Number.NEGATIVE_INFINITY
  #probing = false
  #cancelTimer: (() => void) | undefined

  /** A slot, or `undefined` when none may be had now. */
  take(request: SlotRequest, now: number): Slot | undefined {
    return this.freeAt(request, now) > now ? undefined : this.#slots.take(request, now)
  }

  /** When the request may be granted at the earliest, on the monotonic clock; `Infinity` while a message decides. */
  freeAt(request: SlotRequest, now: number): number {
    // After a ban a single message finds out whether it is over.
    if (this.#probing && this.#slots.busy) return Number.POSITIVE_INFINITY
    return Math.max(now + this.bannedMs(now), this.#slots.freeAt(request, now))
  }

  /** Waits in line for a slot. It holds the process, since its caller awaits the message. Rejects with `explain`'s error. */
  acquire(
    request: SlotRequest,
    clock: Clock,
    stop: AbortSignal,
    explain: (why: Refusal) => Error,
  ): Promise<Slot> {
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.#line = this.#line.filter((each) => each !== waiter)
        reject(explain('stopped'))
        this.#serve()
      }
      const settle = () => stop.removeEventListener('abort', leave)
      const waiter: Waiter = {
        request,
        clock,
        grant(slot) {
          settle()
          resolve(slot)
        },
        refuse(bannedMs) {
          settle()
          reject(explain({ bannedMs }))
        },
      }
      if (stop.aborted) return reject(explain('stopped'))
      stop.addEventListener('abort', leave, { once: true })
      this.#line.push(waiter)
      this.#serve()
    })
  }

  /** Gives a slot back after its attempt; a throttled one closes the gate for 10 min and 5 to 30 s more. */
  complete(slot: Slot, now: number, { extraMs, throttled = false }: Completion, random: number): void {
    this.#slots.complete(slot, now, extraMs)
    const { least, most } = limits.banMarginMs
    if (throttled) this.#bannedUntil = now + limits.banMs + least + random * (most - least)
    this.#probing = throttled
    this.#serve()
    for (const watcher of [...this.#watchers]) watcher()
  }

  /** How long the robot is still left alone, in ms. */
  bannedMs(now: number): number {
    this.#bannedUntil = Math.min(this.#bannedUntil, now + limits.banMs + limits.banMarginMs.most)
    return Math.max(0, this.#bannedUntil - now)
  }

  slotsInUse(now: number): number {
    return this.#slots.inUse(now)
  }

  /** Nothing is remembered that a new gate would not know. */
  isIdle(now: number): boolean {
    return (
      this.slotsInUse(now) === 0 &&
      this.bannedMs(now) === 0 &&
      this.#watchers.size === 0 &&
      this.#line.length === 0
    )
  }

  /**
   * Calls `watcher` whenever a message was completed, until the returned function is called. Whoever watches will have
   * last words: meanwhile one slot is kept for them.
   */
  watch(watcher: () => void): () => void {
    this.#watchers.add(watcher)
    this.#slots.reserve = true
    return () => {
      this.#watchers.delete(watcher)
      this.#slots.reserve = this.#watchers.size > 0
    }
  }

  #serve(): void {
    this.#cancelTimer?.()
    this.#cancelTimer = undefined
    for (let waiter = this.#line[0]; waiter; waiter = this.#line[0]) {
      const now = waiter.clock.monotonic()
      const bannedMs = this.bannedMs(now)
      const slot = bannedMs > 0 ? undefined : this.take(waiter.request, now)
      if (!slot && bannedMs === 0) {
        this.#serveLater(waiter, now)
        return
      }
      this.#line.shift()
      if (slot) waiter.grant(slot)
      else waiter.refuse(bannedMs)
    }
  }

  #serveLater({ request, clock }: Waiter, now: number): void {
    const at = this.freeAt(request, now)
    if (at < Number.POSITIVE_INFINITY)
      this.#cancelTimer = clock.after(Math.ceil(at - now), () => this.#serve(), true)
  }
}
