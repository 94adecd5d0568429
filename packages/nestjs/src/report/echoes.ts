const keptMs = 1_000
const maxKept = 200
const keyChars = 1_000

/** What was told in the same words of late. */
interface Words {
  /** Logs that no exception has been matched with yet. */
  logs: number
  /** Exceptions of which a log may still follow. */
  reports: number
  at: number
}

/**
 * One exception rings once. An Error object is known again, but a logger is often handed `error.message, error.stack`
 * before the error is thrown on, and Nest 10 does so itself afterwards: logs and exceptions with the same words, close
 * together, are one.
 */
export class Echoes {
  readonly #known = new Map<string, Words>()
  readonly #now: () => number

  /** @param now a clock in ms that never goes back */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now
  }

  /** An exception was caught: whether a log has told of it already. */
  wasLogged(said: string): boolean {
    const words = this.#touch(said)
    words.reports += 1
    if (words.logs === 0) return false
    words.logs -= 1
    return true
  }

  /** A log tells of something in words alone: whether it is an exception that was caught before. */
  wasReported(said: string): boolean {
    const words = this.#touch(said)
    if (this.#settle(words)) return true
    words.logs += 1
    return false
  }

  /** A log tells of an exception that is known by its object: no other log is to be expected. */
  settle(said: string): void {
    this.#settle(this.#touch(said))
  }

  #settle(words: Words): boolean {
    if (words.reports === 0) return false
    words.reports -= 1
    return true
  }

  #touch(said: string): Words {
    const key = said.slice(0, keyChars)
    const now = this.#now()
    const found = this.#known.get(key)
    const words = found && now - found.at < keptMs ? found : { logs: 0, reports: 0, at: now }
    words.at = now
    // Set anew, so that the oldest stands first.
    this.#known.delete(key)
    this.#known.set(key, words)
    const [oldest] = this.#known.keys()
    if (oldest !== undefined && this.#known.size > maxKept) this.#known.delete(oldest)
    return words
  }
}
