import { setImmediate } from 'node:timers/promises'
import type { Clock } from '../../src/clock.ts'
import { TimerHeap } from './timer-heap.ts'

/** A clock that somebody else moves: all that the model of DingTalk needs of time. */
export interface Time {
  clock: Clock
  /** Moves the time on, and lets everything happen that happens meanwhile. */
  advance(ms: number): Promise<void>
}

/** How a virtual clock is set. */
export interface ClockOptions {
  /** The wall clock at the start, in ms since 1970. Default 2026-06-15 10:00 in Shanghai. */
  wall?: number
}

/** The longest delay that a Node timer takes. */
const longestDelayMs = 2 ** 31 - 1

/**
 * Time that passes only when it is told to. Timers fire in their order, and between two of them every promise job is
 * done, so that a run is the same every time. Delays are those of Node: whole milliseconds, at least one.
 */
export class VirtualClock implements Clock, Time {
  readonly clock = this
  readonly #timers = new TimerHeap()
  // Not a whole number: `performance.now()` is none either.
  #elapsed = 1_234.5
  #wallBehind: number
  #scheduled = 0
  /** Called after each timer and all that followed from it: a place for what must hold at every step. */
  afterStep: () => void = () => {}

  constructor({ wall = Date.UTC(2026, 5, 15, 2) }: ClockOptions = {}) {
    this.#wallBehind = wall - this.#elapsed
  }

  now(): number {
    return Math.floor(this.#wallBehind + this.#elapsed)
  }

  monotonic(): number {
    return this.#elapsed
  }

  after(delayMs: number, wake: () => void, hold = false): () => void {
    const delay = Math.min(Math.max(1, Math.trunc(delayMs)), longestDelayMs)
    return this.at(this.#elapsed + delay, wake, hold)
  }

  /** Calls `wake` at the very moment on the monotonic clock: for the world, which has no timers. */
  at(moment: number, wake: () => void, hold = false): () => void {
    if (Number.isNaN(moment)) throw new RangeError('a timer needs a delay')
    const timer = { at: moment, order: this.#scheduled++, hold, wake: wake as typeof wake | undefined }
    this.#timers.push(timer)
    return () => {
      timer.wake = undefined
    }
  }

  /** Sets the wall clock, as an operator or a time server does; the monotonic one goes on. */
  setWall(wall: number): void {
    this.#wallBehind = wall - this.#elapsed
  }

  /** Timers that would keep a process alive. */
  get held(): number {
    return this.#timers.held
  }

  /** Timers that wait for their moment. */
  get waiting(): number {
    return this.#timers.waiting
  }

  advance(ms: number): Promise<void> {
    return this.runUntil(this.#elapsed + ms)
  }

  /** Moves on to a moment of the monotonic clock; every timer that is due until then has fired. */
  async runUntil(moment: number): Promise<void> {
    await this.#settle()
    while (await this.#fireNext(moment));
    this.#elapsed = Math.max(this.#elapsed, moment)
  }

  /** Moves on until the promise is settled, and says how long that took. Throws when it takes longer than `withinMs`. */
  async waitFor<Result>(
    promise: Promise<Result>,
    withinMs: number,
  ): Promise<{ result: Result; tookMs: number }> {
    const from = this.#elapsed
    let settled = false
    const done = () => {
      settled = true
    }
    promise.then(done, done)
    await this.#settle()
    while (!settled && (await this.#fireNext(from + withinMs)));
    if (!settled) throw new Error(`not settled within ${withinMs} ms of virtual time`)
    return { result: await promise, tookMs: this.#elapsed - from }
  }

  async #fireNext(until: number): Promise<boolean> {
    const timer = this.#timers.peek()
    if (!timer || timer.at > until) return false
    this.#timers.pop()
    this.#elapsed = Math.max(this.#elapsed, timer.at)
    const { wake } = timer
    timer.wake = undefined
    wake?.()
    await this.#settle()
    this.afterStep()
    return true
  }

  /** One turn of the event loop does all promise jobs; whoever took a timer meanwhile may need another one. */
  async #settle(): Promise<void> {
    for (let before = -1; before !== this.#scheduled; ) {
      before = this.#scheduled
      await setImmediate()
    }
  }
}
