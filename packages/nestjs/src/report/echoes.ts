const keptMs = 1_000
const maxKept = 200
const keyChars = 1_000

/** Who told of an exception: a logger, in words alone, or what caught the exception itself. */
export type Teller = 'log' | 'report'

interface Balance {
  /** Reports that no log has matched yet; below zero, logs that no report has matched. */
  open: number
  at: number
}

/**
 * One exception rings once. The alerter knows an Error object again, but a logger is often handed
 * `error.message, error.stack`, and Nest 10 does so itself: a log and a report with the same words, close together, are one.
 */
export class Echoes {
  readonly #balances = new Map<string, Balance>()
  readonly #now: () => number

  /** @param now a clock in ms that never goes back */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now
  }

  /** Whether the other side has already told of this one. */
  isEcho(teller: Teller, words: string): boolean {
    const key = words.slice(0, keyChars)
    const now = this.#now()
    const known = this.#balances.get(key)
    const open = known && now - known.at < keptMs ? known.open : 0
    // Set anew, so that the oldest stands first.
    this.#balances.delete(key)
    this.#balances.set(key, { open: teller === 'report' ? open + 1 : open - 1, at: now })
    this.#forget()
    return teller === 'report' ? open < 0 : open > 0
  }

  #forget(): void {
    if (this.#balances.size <= maxKept) return
    const [oldest] = this.#balances.keys()
    if (oldest !== undefined) this.#balances.delete(oldest)
  }
}
