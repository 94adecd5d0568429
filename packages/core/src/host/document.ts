/** What was read: the text, and which edition of the document it is. 0: there is none yet. */
export interface Edition {
  number: number
  text: string
  /** When it was read, in nanoseconds of the monotonic clock. */
  readAt: bigint
}

/** Editions that vanish while they are read, since newer ones took their place, are looked for again so many times. */
const tries = 20
/** An edition is made from one that was read just now: nothing that was added since can have been swept away. */
const freshNs = 5_000_000_000n
const sweptAfterMs = 10_000
const strayMs = 60_000

/**
 * A small text that several processes change, without a lock that one of them could die with. Each edition is a file of
 * its own, `1`, `2`, …, made complete under another name and then linked to its number, which fails if somebody else was
 * faster. The highest one holds.
 */
export class Document {
  readonly #open: () => string
  readonly #fs = process.getBuiltinModule('node:fs')
  #dir = ''
  #made = 0

  /** `open` makes sure that there is a place for the document's directory, and names it. */
  constructor(open: () => string) {
    this.#open = open
  }

  /**
   * The newest edition.
   * @throws Error of the file system
   */
  read(): Edition {
    this.#dir = this.#open()
    const readAt = process.hrtime.bigint()
    for (let left = tries; ; left -= 1) {
      const number = this.#numbers().at(-1) ?? 0
      if (number === 0) return { number, text: '', readAt }
      try {
        return { number, text: this.#fs.readFileSync(this.#path(number), 'utf8'), readAt }
      } catch (error) {
        if (left === 0) throw error
      }
    }
  }

  /**
   * Puts a text in the place of the edition that it was made from; false if somebody else did so first.
   * @throws Error of the file system
   */
  replace({ number, readAt }: Edition, text: string): boolean {
    const fs = this.#fs
    this.#made += 1
    const draft = this.#path(`${process.pid}-${process.hrtime.bigint()}-${this.#made}.draft`)
    const next = this.#path(number + 1)
    fs.mkdirSync(this.#dir, { recursive: true, mode: 0o700 })
    fs.writeFileSync(draft, text, { flag: 'wx', mode: 0o600 })
    try {
      fs.linkSync(draft, next)
    } catch (error) {
      if (Reflect.get(Object(error), 'code') === 'EEXIST') return false
      throw error
    } finally {
      fs.rmSync(draft, { force: true })
    }
    if (process.hrtime.bigint() - readAt > freshNs) {
      // Stopped in between, for so long that the number may have been passed and swept away: it does not count.
      fs.rmSync(next, { force: true })
      return false
    }
    this.#sweep(number)
    return true
  }

  /** Removes what is old and was replaced before `last`, from the lowest number up. */
  #sweep(last: number): void {
    for (const number of this.#numbers()) {
      if (number >= last || this.#ageMs(number) < sweptAfterMs) return
      this.#fs.rmSync(this.#path(number), { force: true })
    }
  }

  /** In their order. Drafts of processes that died while they wrote are swept on the way. */
  #numbers(): number[] {
    const fs = this.#fs
    if (!fs.existsSync(this.#dir)) return []
    const names = fs.readdirSync(this.#dir)
    for (const name of names) {
      if (name.endsWith('.draft') && this.#ageMs(name) > strayMs) fs.rmSync(this.#path(name), { force: true })
    }
    const numbers = names.filter((name) => /^\d+$/.test(name)).map(Number)
    return numbers.sort((a, b) => a - b)
  }

  #ageMs(name: string | number): number {
    const { mtimeMs } = this.#fs.statSync(this.#path(name), { throwIfNoEntry: false }) ?? {
      mtimeMs: Infinity,
    }
    return Date.now() - mtimeMs
  }

  #path(name: string | number): string {
    return `${this.#dir}/${name}`
  }
}
