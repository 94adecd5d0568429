import type { Clock } from '../clock.ts'
import type { SpoolFiles } from './files.ts'
import { frame } from './frame.ts'
import { version } from './record.ts'
import type { SpoolSettings } from './spool-options.ts'

/** A file is followed by another one from this size on. */
export const segmentBytes = 4 * 1024 * 1024
/** All files of one alerter together. */
const spoolBytes = 32 * 1024 * 1024
const syncEveryMs = 500

/** What the segments are written with. */
export interface SegmentsParts {
  clock: Clock
  files: SpoolFiles
  fsync: SpoolSettings['fsync']
  /** Directory of the files; made with the first one. */
  path: string
  /** What was written could not be forced onto the disk. */
  onTrouble(error: unknown): void
}

/** The files of one alerter, its only writer: the newest is appended to, the oldest goes once nobody needs it. */
export class Segments {
  readonly #parts: SegmentsParts
  #files: { number: number; bytes: number }[] = []
  #file: OpenFile | undefined
  #number = 0
  #cancelSync: (() => void) | undefined

  constructor(parts: SegmentsParts) {
    this.#parts = parts
  }

  /** Number of the oldest and of the newest file; 0 while there is none. */
  get oldest(): number {
    return this.#files[0]?.number ?? 0
  }

  get newest(): number {
    return this.#number
  }

  get bytes(): number {
    return this.#files.reduce((sum, { bytes }) => sum + bytes, 0)
  }

  /**
   * Appends lines in one piece. `urgent`: with fsync `always` they are on the disk when this returns. `anew`: the files
   * before the newest will go. Throws.
   */
  append(lines: Uint8Array, urgent: boolean, anew = false): void {
    if ((anew ? 0 : this.bytes) + lines.length > spoolBytes)
      throw Object.assign(new Error('spool full'), { code: 'EFBIG' })
    const current = this.#files.at(-1)
    const isFull = current === undefined || current.bytes >= segmentBytes
    const [file, size] = this.#file && !isFull ? [this.#file, current] : this.begin()
    file.append(lines)
    size.bytes += lines.length
    if (this.#parts.fsync === 'always' && urgent) file.sync()
    if (this.#parts.fsync === 'interval') this.#syncLater()
  }

  /** Begins a new file. The one before is closed only then: who has a file open lives. Throws. */
  begin(): readonly [OpenFile, { bytes: number }] {
    const { files, path } = this.#parts
    files.makeDir(path)
    this.#number += 1
    const file = new OpenFile(files, files.open(this.#pathOf(this.#number)))
    this.#file?.close(this.#parts.fsync !== 'never')
    this.#file = file
    const size = { number: this.#number, bytes: 0 }
    this.#files.push(size)
    file.append(frame({ version }))
    return [file, size]
  }

  /** Removes the files before a number: what they say is said again by later ones. */
  removeBefore(number: number): void {
    while (this.oldest > 0 && this.oldest < number) {
      this.#parts.files.remove(this.#pathOf(this.oldest))
      this.#files.shift()
    }
  }

  /** Tells others that somebody still writes here. Throws when the files are gone. */
  touch(): void {
    if (this.#file) this.#parts.files.touch(this.#pathOf(this.#number))
  }

  close(): void {
    this.#cancelSync?.()
    this.#file?.close(this.#parts.fsync !== 'never')
    this.#file = undefined
  }

  #syncLater(): void {
    this.#cancelSync ??= this.#parts.clock.after(syncEveryMs, () => {
      this.#cancelSync = undefined
      this.#file?.syncSoon((error) => error && this.#parts.onTrouble(error))
    })
  }

  #pathOf(number: number): string {
    return `${this.#parts.path}/${String(number).padStart(6, '0')}.spool`
  }
}

/** A file that is closed only when nothing is under way any more: its number may be given to another file. */
class OpenFile {
  readonly #files: SpoolFiles
  readonly #file: number
  #underWay = 0
  #closing = false

  constructor(files: SpoolFiles, file: number) {
    this.#files = files
    this.#file = file
  }

  append(bytes: Uint8Array): void {
    this.#files.append(this.#file, bytes)
  }

  sync(): void {
    this.#files.sync(this.#file)
  }

  syncSoon(done: (error: Error | null) => void): void {
    this.#underWay += 1
    this.#files.syncSoon(this.#file, (error) => {
      this.#underWay -= 1
      if (this.#closing && this.#underWay === 0) this.#close()
      done(error)
    })
  }

  close(sync: boolean): void {
    this.#closing = true
    if (sync) this.syncSoon(() => {})
    else if (this.#underWay === 0) this.#close()
  }

  #close(): void {
    try {
      this.#files.close(this.#file)
    } catch {
      // It is gone either way.
    }
  }
}
