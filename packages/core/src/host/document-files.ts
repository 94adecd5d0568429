import { fieldsOf } from '../fields.ts'
import { clearEarlier } from './earlier.ts'

/** What the name of the directory ends with that the next files stand in. */
export const nextSuffix = '.next'
const sweptAfterMs = 10_000
const strayMs = 60_000
/** Room for the newest edition and the one behind it, nearly always. */
const roomBytes = 8 * 1024

/**
 * The files of one document, `1`, `2`, …: the first one at its path, where nearly all documents have no other, and the next
 * ones in a directory beside it. All that throws is the file system.
 */
export class DocumentFiles {
  readonly #open: () => string
  readonly #fs = process.getBuiltinModule('node:fs')
  readonly #room: Buffer
  #home = ''

  /**
   * `open` makes sure that there is a place for the document, and names its path. What is read from a file holds until
   * something else is read into the same `room`.
   */
  constructor(open: () => string, room = readingRoom()) {
    this.#open = open
    this.#room = room
  }

  /** In their order. Drafts of processes that died while they wrote are swept on the way. */
  list(): number[] {
    this.#home ||= this.#open()
    const names = this.#names()
    for (const name of names) {
      const draft = `${this.#nextDir}/${name}`
      if (name.endsWith('.draft') && this.#ageMs(draft) > strayMs) this.#remove(draft)
    }
    const numbers = names.filter((name) => /^[1-9]\d{0,14}$/.test(name)).map(Number)
    const first = this.#fs.statSync(this.#home, { throwIfNoEntry: false }) ? [1] : []
    return [...first, ...numbers.sort((a, b) => a - b)]
  }

  /** What a file holds from an offset on; `undefined` where there is none. A directory in its place holds what nobody can read. */
  read(number: number, offset: number): Buffer | undefined {
    try {
      return this.#use(number, this.#fs.constants.O_RDONLY, (file) => this.#read(file, offset))
    } catch (error) {
      if (fieldsOf(error).code === 'EISDIR') return Buffer.from('?')
      throw error
    }
  }

  /**
   * Appends to a file and tells what it holds then from an offset on; `undefined` where there is none, unless one may be
   * made.
   */
  append(number: number, bytes: Uint8Array, offset: number, mayMake: boolean): Buffer | undefined {
    const { O_APPEND, O_CREAT, O_RDWR } = this.#fs.constants
    const act = (file: number) => {
      // In one piece, or not at all: what others append must not come in between.
      const isWhole = this.#fs.writeSync(file, bytes) === bytes.length
      if (!isWhole) throw Object.assign(new Error('no space left on the device'), { code: 'ENOSPC' })
      return this.#read(file, offset)
    }
    if (!mayMake) return this.#use(number, O_RDWR | O_APPEND, act)
    const flags = O_RDWR | O_APPEND | O_CREAT
    const made = this.#use(number, flags, act)
    if (made) return made
    this.#makeDir(dirname(this.#pathOf(number)))
    clearEarlier(this.#pathOf(number))
    return this.#use(number, flags, act)
  }

  /** Makes a place for all files but the first one. */
  prepare(): void {
    this.#makeDir(this.#nextDir)
  }

  /**
   * Makes a file complete under another name before anybody sees it; false if there is one of that number, or no place for
   * it any more.
   */
  publish(number: number, bytes: Uint8Array, name: string): boolean {
    const draft = `${this.#nextDir}/${name}.draft`
    try {
      this.#fs.writeFileSync(draft, bytes, { flag: 'wx', mode: 0o600 })
      this.#fs.linkSync(draft, this.#pathOf(number))
      return true
    } catch (error) {
      const { code } = fieldsOf(error)
      if (code === 'EEXIST' || code === 'ENOENT') return false
      throw error
    } finally {
      // A full disk leaves one that is empty.
      this.#remove(draft)
    }
  }

  /** Removes what is old and has been passed, from the lowest number up: `last` is the highest file that is full. */
  sweep(last: number): void {
    const numbers = this.list()
    for (const [index, number] of numbers.entries()) {
      const next = numbers[index + 1]
      if (number >= last || next === undefined || this.#ageMs(this.#pathOf(next)) < sweptAfterMs) return
      this.#remove(this.#pathOf(number))
    }
  }

  #use<Result>(number: number, flags: number, act: (file: number) => Result): Result | undefined {
    // Nobody waits at what is no file at all.
    const atOnce = flags | this.#fs.constants.O_NONBLOCK
    const file = unlessNone(() => this.#fs.openSync(this.#pathOf(number), atOnce, 0o600))
    if (file === undefined) return undefined
    try {
      return act(file)
    } finally {
      this.#fs.closeSync(file)
    }
  }

  #read(file: number, offset: number): Buffer {
    let bytes = this.#room
    for (let length = 0; ; ) {
      length += this.#fs.readSync(file, bytes, length, bytes.length - length, offset + length)
      if (length < bytes.length) return bytes.subarray(0, length)
      bytes = Buffer.concat([bytes, Buffer.alloc(length)])
    }
  }

  #names(): string[] {
    // To ask first is much cheaper than an error.
    if (!this.#fs.statSync(this.#nextDir, { throwIfNoEntry: false })) return []
    return unlessNone(() => this.#fs.readdirSync(this.#nextDir)) ?? []
  }

  /** For the first edition, or where somebody tidied up. */
  #makeDir(dir: string): void {
    this.#home = this.#open()
    this.#fs.mkdirSync(dir, { recursive: true, mode: 0o700 })
  }

  #remove(path: string): void {
    try {
      this.#fs.unlinkSync(path)
    } catch {
      // Somebody else did.
    }
  }

  /** From a clock that was set back since, files of the future are left: nobody could wait for them to grow old. */
  #ageMs(path: string): number {
    const stat = this.#fs.statSync(path, { throwIfNoEntry: false })
    return stat ? Math.abs(Date.now() - stat.mtimeMs) : 0
  }

  get #nextDir(): string {
    return this.#home + nextSuffix
  }

  #pathOf(number: number): string {
    return number === 1 ? this.#home : `${this.#nextDir}/${number}`
  }
}

/** What documents may share that are read one after the other: new memory for each reading would cost time. */
export function readingRoom(): Buffer {
  return Buffer.alloc(roomBytes)
}

/** When any file of the document at a path was written last, in ms since 1970. Throws when the files vanish meanwhile. */
export function writtenAt(path: string): number {
  const { readdirSync, statSync } = process.getBuiltinModule('node:fs')
  const dir = path + nextSuffix
  const hasNext = statSync(dir, { throwIfNoEntry: false }) !== undefined
  const paths = hasNext ? readdirSync(dir).map((name) => `${dir}/${name}`) : []
  return Math.max(
    0,
    ...[path, ...paths].map((each) => statSync(each, { throwIfNoEntry: false })?.mtimeMs ?? 0),
  )
}

function dirname(path: string): string {
  return process.getBuiltinModule('node:path').dirname(path)
}

function unlessNone<Result>(find: () => Result): Result | undefined {
  try {
    return find()
  } catch (error) {
    const { code } = fieldsOf(error)
    if (code === 'ENOENT' || code === 'EISDIR') return undefined
    throw error
  }
}
