import type { SpoolFiles } from '../../src/spool/files.ts'

/** A disk in memory that can be full, read-only, or lose what was not forced onto it. */
export class MemoryDisk {
  readonly files = new Map<string, MemoryFile>()
  readonly dirs = new Set<string>()
  readonly #open = new Map<number, string>()
  /** Bytes that were ever written. */
  written = 0
  syncs = 0
  /** What becomes of lines that are written. */
  tamper: (lines: Uint8Array) => Uint8Array = (lines) => lines
  /** Bytes that still find room. */
  room = Number.POSITIVE_INFINITY
  /** What an operation fails with, if it does. */
  fault: (operation: keyof SpoolFiles, path: string) => string | undefined = () => undefined
  #next = 3

  /** As one process sees it. `mayWrite` says how much of so many bytes still gets through before the process dies. */
  view(now: () => number, mayWrite: (bytes: number) => number = (bytes) => bytes): SpoolFiles {
    return {
      makeDir: (path) => this.#guard('makeDir', path, () => this.#makeDir(path)),
      dirsIn: (path) => this.#guard('dirsIn', path, () => this.#names(path, this.dirs)),
      filesIn: (path) => this.#guard('filesIn', path, () => this.#names(path, this.files.keys())),
      read: (path) => this.#guard('read', path, () => this.#file(path).bytes),
      open: (path) => this.#guard('open', path, () => this.#openFile(path, now())),
      append: (file, given) =>
        this.#guard('append', this.#open.get(file) ?? '', () => this.#append(file, given, now(), mayWrite)),
      sync: () => {
        this.syncs += 1
      },
      syncSoon: (_file, done) => {
        this.syncs += 1
        done(null)
      },
      close: (file) => void this.#open.delete(file),
      rename: (from, to) => this.#guard('rename', from, () => this.#rename(from, to)),
      remove: (path) => this.#guard('remove', path, () => this.#remove(path)),
      touch: (path) =>
        this.#guard('touch', path, () => {
          this.#file(path).touchedAt = now()
        }),
      touchedAt: (path) => this.#file(path).touchedAt,
    }
  }

  /** Takes over what stands on another disk just now. */
  copy(disk: MemoryDisk): void {
    for (const dir of disk.dirs) this.dirs.add(dir)
    for (const [path, { bytes, touchedAt }] of disk.files) {
      const file = new MemoryFile(touchedAt)
      file.bytes = Buffer.from(bytes)
      this.files.set(path, file)
    }
  }

  /** All that stands on it. */
  get text(): string {
    return [...this.files.values()].map(({ bytes }) => bytes.toString()).join('')
  }

  #guard<Result>(operation: keyof SpoolFiles, path: string, act: () => Result): Result {
    const code = this.fault(operation, path)
    if (code) throw failure(code)
    return act()
  }

  #makeDir(path: string): void {
    const parts = path.split('/')
    for (let depth = 2; depth <= parts.length; depth += 1) this.dirs.add(parts.slice(0, depth).join('/'))
  }

  #names(path: string, all: Iterable<string>): string[] {
    if (!this.dirs.has(path)) throw failure('ENOENT')
    const inside = [...all]
      .filter((each) => each.startsWith(`${path}/`))
      .map((each) => each.slice(path.length + 1))
    return inside.filter((name) => !name.includes('/')).sort()
  }

  #file(path: string) {
    const file = this.files.get(path)
    if (!file) throw failure('ENOENT')
    return file
  }

  #openFile(path: string, touchedAt: number): number {
    if (this.files.has(path)) throw failure('EEXIST')
    this.files.set(path, new MemoryFile(touchedAt))
    this.#next += 1
    this.#open.set(this.#next, path)
    return this.#next
  }

  #append(handle: number, given: Uint8Array, now: number, mayWrite: (bytes: number) => number): void {
    const bytes = Buffer.from(this.tamper(given))
    const kept = bytes.subarray(0, Math.min(mayWrite(bytes.length), this.room))
    this.room -= kept.length
    this.written += kept.length
    const file = this.files.get(this.#open.get(handle) ?? '')
    // What is written to a deleted file goes nowhere.
    if (file) {
      file.append(kept)
      file.touchedAt = now
    }
    if (kept.length < bytes.length) throw failure(this.room === 0 ? 'ENOSPC' : 'EINTR')
  }

  #rename(from: string, to: string): void {
    if (!this.dirs.has(from)) throw failure('ENOENT')
    const moved = (path: string) =>
      path === from || path.startsWith(`${from}/`) ? to + path.slice(from.length) : path
    for (const dir of [...this.dirs]) {
      this.dirs.delete(dir)
      this.dirs.add(moved(dir))
    }
    for (const [path, file] of [...this.files]) {
      this.files.delete(path)
      this.files.set(moved(path), file)
    }
    for (const [handle, path] of this.#open) this.#open.set(handle, moved(path))
  }

  #remove(path: string): void {
    const isInside = (each: string) => each === path || each.startsWith(`${path}/`)
    for (const dir of [...this.dirs]) if (isInside(dir)) this.dirs.delete(dir)
    for (const file of [...this.files.keys()]) if (isInside(file)) this.files.delete(file)
  }
}

/** Its bytes, put together only when they are asked for. */
class MemoryFile {
  touchedAt: number
  #parts: Buffer[] = []

  constructor(touchedAt: number) {
    this.touchedAt = touchedAt
  }

  get bytes(): Buffer {
    this.#parts = [Buffer.concat(this.#parts)]
    return this.#parts[0] ?? Buffer.alloc(0)
  }

  set bytes(bytes: Buffer) {
    this.#parts = [bytes]
  }

  append(bytes: Buffer): void {
    this.#parts.push(bytes)
  }
}

function failure(code: string): Error {
  return Object.assign(new Error(code), { code })
}
