import type { Clock } from '../clock.ts'
import type { SpoolFiles } from './files.ts'
import { frame } from './frame.ts'
import { OpenFile } from './open-file.ts'
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
  /** What is to be done after the next sync. */
  #waiting: (() => void)[] = []

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

  /** Makes sure that a file is open. Throws. */
  open(): void {
    if (!this.#file) this.#begin(Buffer.alloc(0))
  }

  /** Appends lines in one piece. `urgent`: with fsync `always` they are on the disk when this returns. Throws. */
  append(lines: Uint8Array, urgent: boolean): void {
    if (this.bytes + lines.length > spoolBytes) throw full()
    const current = this.#files.at(-1)
    if (this.#file && current && current.bytes < segmentBytes) {
      this.#file.append(lines)
      current.bytes += lines.length
    } else this.#begin(lines)
    this.#sync(urgent)
  }

  /** Writes lines that say all that counts to a new file, and removes those before. Throws, and then nothing has changed. */
  startOver(lines: Uint8Array): void {
    if (lines.length > spoolBytes) throw full()
    this.#begin(lines)
    this.#sync(true)
    this.removeBefore(this.#number)
  }

  /** Removes the files before a number: what they say is said again by later ones. */
  removeBefore(number: number): void {
    if (this.oldest > 0 && this.oldest < number) this.#afterSync(() => this.#removeBefore(number))
  }

  /** Forces all that was written onto the disk, at once: what stands elsewhere may go then, whatever happens to the host. Throws. */
  force(): void {
    if (this.#parts.fsync !== 'never') this.#file?.sync()
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

  /** The file before is closed only when there is another one: who has a file open lives. */
  #begin(lines: Uint8Array): void {
    const { files, fsync, path } = this.#parts
    files.makeDir(path)
    this.#number += 1
    const file = new OpenFile(files, files.open(this.#pathOf(this.#number)))
    const content = Buffer.concat([frame({ version }), lines])
    try {
      file.append(content)
    } catch (error) {
      file.close(false)
      this.#remove(this.#number)
      throw error
    }
    this.#file?.close(fsync !== 'never')
    this.#file = file
    this.#files.push({ number: this.#number, bytes: content.length })
  }

  /** What cannot be removed does no harm, and is tried again. */
  #remove(number: number): boolean {
    try {
      this.#parts.files.remove(this.#pathOf(number))
      return true
    } catch {
      return false
    }
  }

  #afterSync(act: () => void): void {
    const { fsync } = this.#parts
    if (fsync === 'interval') {
      this.#waiting.push(act)
      this.#syncLater()
      return
    }
    if (fsync === 'always') this.#file?.sync()
    act()
  }

  #sync(urgent: boolean): void {
    const { fsync } = this.#parts
    if (fsync === 'always' && urgent) this.#file?.sync()
    if (fsync === 'interval') this.#syncLater()
  }

  #syncLater(): void {
    this.#cancelSync ??= this.#parts.clock.after(syncEveryMs, () => {
      this.#cancelSync = undefined
      const acts = this.#waiting.splice(0)
      this.#file?.syncSoon((error) => {
        if (error) this.#parts.onTrouble(error)
        else for (const act of acts) act()
      })
    })
  }

  #removeBefore(number: number): void {
    while (this.oldest > 0 && this.oldest < number) {
      if (!this.#remove(this.oldest)) return
      this.#files.shift()
    }
  }

  #pathOf(number: number): string {
    return `${this.#parts.path}/${String(number).padStart(6, '0')}.spool`
  }
}

function full(): Error {
  return Object.assign(new Error('the spool is full'), { code: 'EFBIG' })
}
