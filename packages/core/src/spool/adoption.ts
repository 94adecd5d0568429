import type { Clock } from '../clock.ts'
import type { SpoolFiles } from './files.ts'
import { isDead, type Processes } from './owner.ts'
import { type Remains, replay } from './replay.ts'

/** What adoption works with. */
export interface AdoptionParts {
  clock: Clock
  files: SpoolFiles
  processes: Processes
  /** The directory that processes share, and the name of one's own in it. */
  dir: string
  own: string
}

/** Without a sign of life for this long somebody of whom nothing else is known counts as dead. */
const stillMs = 60_000

/**
 * Takes over what dead processes left. A directory is moved into one's own first: that is atomic, so exactly one survivor
 * gets it; and when that one dies before it is done, the next finds both, one in the other.
 */
export class Adoption {
  readonly #parts: AdoptionParts
  /** When each directory was seen to change last: a clock that jumps must not make anybody look dead. */
  readonly #signs = new Map<string, { touchedAt: number; seenAt: number }>()
  /** Moved here and read, or not to be read. */
  readonly #done = new Set<string>()

  constructor(parts: AdoptionParts) {
    this.#parts = parts
  }

  /** Moves here what belongs to nobody any more. Throws when the directory cannot be read. */
  collect(): void {
    const { dir, files, own, processes } = this.#parts
    files.makeDir(dir)
    const others = files.dirsIn(dir).filter((name) => name !== own)
    for (const name of this.#signs.keys()) if (!others.includes(name)) this.#signs.delete(name)
    const orphans = others.filter((name) => isDead(name, processes, () => this.#isStill(name)))
    if (orphans.length > 0) files.makeDir(this.#home)
    for (const name of orphans) {
      try {
        files.rename(`${dir}/${name}`, `${this.#home}/${name}`)
      } catch {
        // Somebody else was faster, or will be.
      }
    }
  }

  /** Reads what was moved here and was not read yet, by name. Names that are in one's own files already come empty. */
  *read(): Generator<readonly [name: string, remains: readonly Remains[]]> {
    for (const name of this.#moved()) {
      if (this.#done.has(name)) continue
      const remains = this.#remainsIn(`${this.#home}/${name}`)
      this.#done.add(name)
      // Only who wrote it can read it: left as it is, for a newer version.
      if (remains.every(({ isForeign }) => !isForeign)) yield [name, remains]
    }
  }

  /** Deletes what is part of one's own files now. */
  remove(name: string): void {
    this.#parts.files.remove(`${this.#home}/${name}`)
    this.#done.delete(name)
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
  #remainsIn(path: string): Remains[] {
    const { files } = this.#parts
    const contents = files.filesIn(path).map((file) => this.#contentOf(`${path}/${file}`))
    const remains = replay(contents)
    const inner = files.dirsIn(path).filter((name) => !remains.adopted.has(name))
    return [remains, ...inner.flatMap((name) => this.#remainsIn(`${path}/${name}`))]
  }

  /** What cannot be read at all counts as one damaged line. */
  #contentOf(path: string): Uint8Array {
    try {
      return this.#parts.files.read(path)
    } catch {
      return Buffer.from('\n')
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
