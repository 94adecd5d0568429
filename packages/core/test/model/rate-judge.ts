import type { Reading } from './reading.ts'

const minuteMs = 60_000
const shanghaiMs = 8 * 3_600_000

/** A moment on both of the server's clocks. */
export interface Moment {
  monotonic: number
  wall: number
}

/** How strict the server is. */
export interface Limits {
  /** Calls a minute. */
  perMinute: number
  banMs: number
  /** Calls a month of the whole organisation. */
  perMonth: number
}

/** What DingTalk documents; the month is that of the standard edition. */
export const documented: Limits = { perMinute: 20, banMs: 600_000, perMonth: 3_000 }

/** Counts one robot's calls under one reading, and bans it. */
export class RateJudge {
  readonly #reading: Reading
  readonly #limits: Limits
  #counted: Moment[] = []
  #windowStart = Number.NEGATIVE_INFINITY
  #bannedUntil = Number.NEGATIVE_INFINITY

  constructor(reading: Reading, limits: Limits) {
    this.#reading = reading
    this.#limits = limits
  }

  get bannedUntil(): number {
    return this.#bannedUntil
  }

  /** Whether the call may pass. One too many starts a ban, and a call during the ban may prolong it. */
  admits(at: Moment): boolean {
    const banned = at.monotonic < this.#bannedUntil
    const over = !banned && this.#inWindow(at) >= this.#limits.perMinute
    if (over || (banned && this.#reading.banExtends)) this.#bannedUntil = at.monotonic + this.#limits.banMs
    return !banned && !over
  }

  /** Takes the call into the count, as the reading says. */
  count(at: Moment, accepted: boolean): void {
    if (!accepted && !this.#reading.countsRefused) return
    if (at.monotonic - this.#windowStart >= minuteMs) this.#windowStart = at.monotonic
    this.#counted.push(at)
  }

  #inWindow(at: Moment): number {
    this.#counted = this.#counted.filter((each) => at.monotonic - each.monotonic < minuteMs)
    const { window } = this.#reading
    if (window === 'sliding') return this.#counted.length
    if (window === 'calendar') {
      return this.#counted.filter((each) => minuteOf(each.wall) === minuteOf(at.wall)).length
    }
    const fresh = at.monotonic - this.#windowStart >= minuteMs
    return fresh ? 0 : this.#counted.filter((each) => each.monotonic >= this.#windowStart).length
  }
}

/** Counts the calls of one organisation, by months of Asia/Shanghai. */
export class MonthJudge {
  readonly #perMonth: number
  readonly #used = new Map<string, number>()

  constructor({ perMonth }: Limits) {
    this.#perMonth = perMonth
  }

  admits({ wall }: Moment): boolean {
    return this.used(wall) < this.#perMonth
  }

  count({ wall }: Moment): void {
    this.#used.set(monthOf(wall), this.used(wall) + 1)
  }

  used(wall: number): number {
    return this.#used.get(monthOf(wall)) ?? 0
  }
}

function minuteOf(wall: number): number {
  return Math.floor(wall / minuteMs)
}

function monthOf(wall: number): string {
  return new Date(wall + shanghaiMs).toISOString().slice(0, 7)
}
