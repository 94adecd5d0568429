import type { Clock } from '../clock.ts'
import * as limits from '../limits.ts'
import { never, type Slot, type SlotRequest, Slots } from './slots.ts'
import { unlessAborted } from './unless-aborted.ts'

interface Waiter {
  request: SlotRequest
  clock: Clock
  grant(slot?: Slot): void
}

/** How an attempt left the gate. */
export interface Completion {
  /** How much later than now the message may still arrive, in ms. */
  extraMs?: number
  throttled?: boolean
}

/** Shows the slots of a robot as all processes of the host see them; without one, a process sees its own alone. */
export interface HostSlots {
  /** Runs `change` on what the host knows now, and lets the host know what it did. It may run more than once. */
  share<Result>(slots: Slots, now: number, change: () => Result): Result
}

/** The way to one robot: its slots, its ban, and the line of those who wait. Shared by all who use the same token. */
export class Gate {
  /** Set once, by the first who shares. */
  host: HostSlots | false = false
  readonly #slots = new Slots()
  readonly #watchers = new Set<() => void>()
  readonly #line = new Set<Waiter>()
  #cancelTimer = () => {}

  /** A slot, or `undefined` when none may be had now. */
  take(request: SlotRequest, now: number): Slot | undefined {
    return this.#share(now, () => this.#slots.take(request, now))
  }

  /** When the request may be granted at the earliest, on the monotonic clock; `Infinity` while a message decides. */
  freeAt(request: SlotRequest, now: number): number {
    return this.#share(now, () => this.#slots.freeAt(request, now))
  }

  /** Waits in line for a slot; `undefined` when there is none, because of a ban or a signal. Holds the process. */
  acquire(
    request: SlotRequest,
    clock: Clock,
    signals: readonly (AbortSignal | undefined)[],
  ): Promise<Slot | undefined> {
    return unlessAborted(signals, (grant) => {
      const waiter = { request, clock, grant }
      this.#line.add(waiter)
      this.#serve()
      return () => {
        this.#line.delete(waiter)
        this.#serve()
      }
    })
  }

  /** Gives a slot back after its attempt; a throttled one closes the gate for 10 min and 5 to 30 s more. */
  complete(slot: Slot, now: number, { extraMs, throttled = false }: Completion, random: number): void {
    const banMs = throttled ? limits.banLeastMs + random * (limits.banMostMs - limits.banLeastMs) : 0
    this.#share(now, () => this.#slots.complete(slot, now, extraMs, banMs))
    this.#serve()
    for (const watcher of this.#watchers) watcher()
  }

  /** How long the robot is still left alone, in ms. */
  bannedMs(now: number): number {
    return this.#slots.bannedMs(now)
  }

  /** Slots in flight or cooling, as the host knows it now; and with them whatever others know of a ban. */
  slotsInUse(now: number): number {
    return this.#share(now, () => this.#slots.inUse(now))
  }

  /** Nothing is remembered that a new gate would not know. */
  isIdle(now: number): boolean {
    return this.#slots.inUse(now) + this.bannedMs(now) + this.#watchers.size + this.#line.size === 0
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

  #share<Result>(now: number, change: () => Result): Result {
    return this.host ? this.host.share(this.#slots, now, change) : change()
  }

  #serve(): void {
    this.#cancelTimer()
    for (const waiter of this.#line) {
      const { clock, request } = waiter
      const now = clock.monotonic()
      const slot = this.take(request, now)
      if (!slot && !this.bannedMs(now)) {
        const waitMs = this.freeAt(request, now) - now
        if (waitMs < never) this.#cancelTimer = clock.after(Math.ceil(waitMs), () => this.#serve(), true)
        return
      }
      this.#line.delete(waiter)
      waiter.grant(slot)
    }
  }
}
