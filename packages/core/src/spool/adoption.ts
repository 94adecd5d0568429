import type { Clock } from '../clock.ts'
import type { SpoolFiles } from './files.ts'
import { unframe } from './frame.ts'
import { isDead, nameForNobody, type Processes } from './owner.ts'
import { readEntry } from './read-record.ts'
import { version } from './record.ts'
import { type Remains, replay } from './replay.ts'

/** What adoption works with. */
export interface AdoptionParts {
  clock: Clock
  files: SpoolFiles
  processes: Processes
  /** The directory that processes share, and the name of one's own in it. */
  dir: string
  own: string
  /** Makes one's own directory, with a file that is open. Throws. */
  prepare(): void
}

/** Without a sign of life for this long somebody of whom nothing else is known counts as dead. */
const stillMs = 60_000
/** So often a file that cannot be read is tried again before it counts as damaged. */
const patience = 5

/**
 * Takes over what dead processes left. A directory is moved into one's own first: that is atomic, so exactly one survivor
 * gets it; and when that one dies before it is done, the next finds both, one in the other.
 */
export class Adoption {
  readonly #parts: AdoptionParts
  /** When each directory was seen to change last: a clock that jumps must not make anybody look dead. */
  readonly #signs = new Map<string, { touchedAt: number; seenAt: number }>()
  /** How often each could not be read. */
  readonly #failures = new Map<string, number>()
  /** Moved here and read. */
  readonly #done = new Set<string>()
  /** Where one's own directory is after the end. */
  #left: string | undefined

  constructor(parts: AdoptionParts) {
    this.#parts = parts
  }

  /** Moves here what belongs to nobody any more. Throws when the directory cannot be read. */
  collect(): void {
    const { dir, files, own, prepare, processes } = this.#parts
    files.makeDir(dir)
    const others = files.dirsIn(dir).filter((name) => name !== own)
    for (const name of this.#signs.keys()) if (!others.includes(name)) this.#signs.delete(name)
    const orphans = others
      .filter((name) => isDead(name, processes, () => this.#isStill(name)))
      .filter((name) => !this.#isForeign(`${dir}/${name}`))
    // Another thread must see that somebody lives here.
    if (orphans.length > 0) prepare()
    for (const name of orphans) {
      try {
        files.rename(`${dir}/${name}`, `${this.#home}/${name}`)
      } catch {
        // Somebody else was faster, or will be.
      }
    }
  }

  /** Reads what was moved here and was not read yet, by name. What cannot be read now is tried again. */
  read(): (readonly [name: string, remains: readonly Remains[]])[] {
    return this.#moved().flatMap((name) => {
      if (this.#done.has(name)) return []
      const failures = this.#failures.get(name) ?? 0
      try {
        const remains = this.#remainsIn(`${this.#home}/${name}`, failures >= patience)
        this.#done.add(name)
        return [[name, remains] as const]
      } catch {
        this.#failures.set(name, failures + 1)
        return []
      }
    })
  }

  /** Deletes what is part of one's own files now. */
  remove(name: string): void {
    this.#parts.files.remove(`${this.#home}/${name}`)
    this.#done.delete(name)
  }

  /** Leaves one's own directory to whoever comes first; nothing where nothing waits in it. */
  leave(isEmpty: boolean): void {
    const { dir, files } = this.#parts
    const left = `${dir}/${nameForNobody()}`
    try {
      if (isEmpty && this.#moved().every((name) => this.#done.has(name))) files.remove(this.#home)
      else {
        files.rename(this.#home, left)
        this.#left = left
      }
    } catch {
      // There is none, or it is found once this process has ended.
    }
  }

  /** Fetches back what was left; false where somebody was so fast as to take it over. */
  reopen(): boolean {
    const left = this.#left
    this.#left = undefined
    try {
      if (left !== undefined) this.#parts.files.rename(left, this.#home)
      return true
    } catch {
      return false
    }
  }

  get #home(): string {
    return `${this.#parts.dir}/${this.#parts.own}`
  }

  #moved(): string[] {
    try {
      return this.#parts.files.dirsIn(this.#home)
    } catch {
      return []
    }
  }

  /** Of a directory, and of those that its owner had moved into it without being done with them. */
  #remainsIn(path: string, isLenient: boolean): Remains[] {
    const { files } = this.#parts
    const contents = files.filesIn(path).map((file) => this.#contentOf(`${path}/${file}`, isLenient))
    const remains = replay(contents)
    const inner = files.dirsIn(path).filter((name) => !remains.adopted.has(name))
    return [remains, ...inner.flatMap((name) => this.#remainsIn(`${path}/${name}`, isLenient))]
  }

  /** What cannot be read at all counts as one damaged line in the end. */
  #contentOf(path: string, isLenient: boolean): Uint8Array {
    try {
      return this.#parts.files.read(path)
    } catch (error) {
      if (!isLenient) throw error
      return Buffer.from('\n')
    }
  }

  /** Only a newer version can read what a newer one wrote: it is left where it is. */
  #isForeign(path: string): boolean {
    const { files } = this.#parts
    try {
      const [first] = files.filesIn(path)
      const [line] = first === undefined ? [] : unframe(files.read(`${path}/${first}`))
      return (readEntry(line?.payload).version ?? 0) > version
    } catch {
      return false
    }
  }

  #isStill(name: string): boolean {
    const { clock, dir, files } = this.#parts
    const now = clock.monotonic()
    try {
      const paths = files.filesIn(`${dir}/${name}`).map((file) => `${dir}/${name}/${file}`)
      const touchedAt = Math.max(0, ...paths.map((path) => files.touchedAt(path)))
      const known = this.#signs.get(name)
      if (known?.touchedAt === touchedAt) return now - known.seenAt >= stillMs
      this.#signs.set(name, { touchedAt, seenAt: now })
    } catch {
      // It is being moved just now.
    }
    return false
  }
}
