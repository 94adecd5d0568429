/** What was read: the text, and which edition of the document it is. 0: there is none yet. */
export interface Edition {
  number: number
  text: string
}

/** Editions that are read or replaced by others at the very same time are tried again, so many times. */
const tries = 20
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
    for (let left = tries; ; left -= 1) {
      const number = Math.max(0, ...this.#numbers())
      if (number === 0) return { number, text: '' }
      try {
        return { number, text: this.#fs.readFileSync(this.#path(number), 'utf8') }
      } catch (error) {
        // A newer one has just taken its place.
        if (left === 0) throw error
      }
    }
  }

  /**
   * Puts a text in the place of the edition that it was made from; false if somebody else did so first.
   * @throws Error of the file system
   */
  replace(base: number, text: string): boolean {
    const fs = this.#fs
    this.#dir ||= this.#open()
    fs.mkdirSync(this.#dir, { recursive: true, mode: 0o700 })
    this.#made += 1
    const draft = this.#path(`${process.pid}-${process.hrtime.bigint()}-${this.#made}.draft`)
    fs.writeFileSync(draft, text, { flag: 'wx', mode: 0o600 })
    try {
      fs.linkSync(draft, this.#path(base + 1))
    } catch (error) {
      if (Reflect.get(Object(error), 'code') === 'EEXIST') return false
      throw error
    } finally {
      fs.rmSync(draft, { force: true })
    }
    return this.#confirm(base + 1)
  }

  /** A number that was passed and swept away may be taken once more by somebody slow: that edition does not count. */
  #confirm(number: number): boolean {
    const numbers = this.#numbers()
    const holds = Math.max(...numbers) === number
    if (!holds) this.#fs.rmSync(this.#path(number), { force: true })
    // The one before stays for those who are just reading it. From the lowest up, or a passed number would look free.
    const passed = numbers.filter((each) => each < number - 1).sort((a, b) => a - b)
    for (const each of passed) this.#fs.rmSync(this.#path(each), { force: true })
    return holds
  }

  #numbers(): number[] {
    const fs = this.#fs
    if (!fs.existsSync(this.#dir)) return []
    const names = fs.readdirSync(this.#dir)
    for (const name of names) if (name.endsWith('.draft')) this.#sweep(name)
    return names.filter((name) => /^\d+$/.test(name)).map(Number)
  }

  /** The draft of a process that died while it wrote. */
  #sweep(name: string): void {
    const { mtimeMs } = this.#fs.statSync(this.#path(name), { throwIfNoEntry: false }) ?? {
      mtimeMs: Infinity,
    }
    if (Date.now() - mtimeMs > strayMs) this.#fs.rmSync(this.#path(name), { force: true })
  }

  #path(name: string | number): string {
    return `${this.#dir}/${name}`
  }
}
