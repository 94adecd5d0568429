import { fieldsOf } from '../fields.ts'

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
  /** The editions that were there at the last reading. */
  #numbers: readonly number[] = []
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
    this.#dir ||= this.#open()
    const readAt = process.hrtime.bigint()
    for (let left = tries; ; left -= 1) {
      this.#numbers = this.#list()
      const number = this.#numbers.at(-1) ?? 0
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
    const next = this.#path(number + 1)
    if (!this.#publish(text, next)) return false
    if (process.hrtime.bigint() - readAt > freshNs) {
      // Stopped in between, for so long that the number may have been passed and swept away: it does not count.
      this.#remove(next)
      return false
    }
    this.#sweep(number)
    return true
  }

  /** Makes a file complete before anybody sees it; false if there is one of that name. */
  #publish(text: string, path: string): boolean {
    this.#made += 1
    const draft = this.#path(`${process.pid}-${process.hrtime.bigint()}-${this.#made}.draft`)
    try {
      this.#write(draft, text)
      return this.#link(draft, path)
    } finally {
      // A full disk leaves one that is empty.
      this.#remove(draft)
    }
  }

  #link(draft: string, path: string): boolean {
    try {
      this.#fs.linkSync(draft, path)
      return true
    } catch (error) {
      if (fieldsOf(error).code === 'EEXIST') return false
      throw error
    }
  }

  #write(path: string, text: string): void {
    const options = { flag: 'wx', mode: 0o600 }
    try {
      this.#fs.writeFileSync(path, text, options)
    } catch (error) {
      if (fieldsOf(error).code !== 'ENOENT') throw error
      // The first edition, or somebody tidied up.
      this.#open()
      this.#fs.mkdirSync(this.#dir, { recursive: true, mode: 0o700 })
      this.#fs.writeFileSync(path, text, options)
    }
  }

  #remove(path: string): void {
    try {
      this.#fs.unlinkSync(path)
    } catch {
      // Somebody else did.
    }
  }

  /** Removes what is old and was replaced before `last`, from the lowest number up. */
  #sweep(last: number): void {
    for (const number of this.#numbers) {
      if (number >= last || this.#ageMs(number) < sweptAfterMs) return
      this.#remove(this.#path(number))
    }
  }

  /** In their order. Drafts of processes that died while they wrote are swept on the way. */
  #list(): number[] {
    const numbers: number[] = []
    for (const name of this.#names()) {
      if (!name.endsWith('.draft')) numbers.push(Number(name))
      else if (this.#ageMs(name) > strayMs) this.#remove(this.#path(name))
    }
    return numbers.filter((number) => number > 0).sort((a, b) => a - b)
  }

  #names(): string[] {
    try {
      return this.#fs.readdirSync(this.#dir)
    } catch (error) {
      if (fieldsOf(error).code === 'ENOENT') return []
      throw error
    }
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
