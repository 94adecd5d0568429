/** When the next digest of what goes on is due: after 1 min, then ever later, until there is news. */
export class Rhythm {
  readonly #intervalsMs: readonly number[]
  #step = 0
  #quickened = false
  #lastAt = Number.NEGATIVE_INFINITY

  constructor(intervalsMs: readonly number[]) {
    this.#intervalsMs = intervalsMs
  }

  /** When what goes on is due, on the monotonic clock. */
  get dueAt(): number {
    return this.#lastAt + this.intervalMs
  }

  /** The wait after the last message, in ms. */
  get intervalMs(): number {
    return this.#intervalsMs[Math.min(this.#step, this.#intervalsMs.length - 1)] ?? 0
  }

  /** Digests without news in a row, and when the last message left. */
  get step(): number {
    return this.#step
  }

  get lastAt(): number {
    return this.#lastAt
  }

  /** Goes on from where another process ended, unless a message left meanwhile. */
  resume(step: number, lastAt: number): void {
    if (lastAt <= this.#lastAt) return
    this.#step = Math.min(step, this.#intervalsMs.length)
    this.#lastAt = lastAt
  }

  /** A message left. With news the intervals begin anew, without they grow. */
  sent(now: number, news: boolean): void {
    this.#lastAt = now
    this.#step = news || this.#quickened ? 0 : this.#step + 1
    this.#quickened = false
  }

  /** A group jumped tenfold: that is news, too. */
  quicken(): void {
    this.#step = 0
    // A message that is on its way without it does not count as the next one.
    this.#quickened = true
  }
}
