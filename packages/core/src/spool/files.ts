/** What the spool needs of a file system; tests bring one in memory. Every call may throw. */
export interface SpoolFiles {
  /** Makes the directory and those above it, for this user only. */
  makeDir(path: string): void
  /** Names in a directory: of directories, or of files. Only what belongs to this user, and no links. */
  dirsIn(path: string): string[]
  filesIn(path: string): string[]
  read(path: string): Uint8Array
  /** Makes a new file for this user only, to be appended to. */
  open(path: string): number
  /** Appends all of it. */
  append(file: number, bytes: Uint8Array): void
  /** Forces what was written onto the disk: at once, or without making anybody wait. */
  sync(file: number): void
  syncSoon(file: number, done: (error: Error | null) => void): void
  close(file: number): void
  /** Atomic; throws when somebody else was faster. */
  rename(from: string, to: string): void
  remove(path: string): void
  /** Marks a file as one that somebody still writes; throws when it is gone. */
  touch(path: string): void
  /** When it was touched or written last. */
  touchedAt(path: string): number
}

/** More than this is no file of ours. */
const longestBytes = 64 * 1024 * 1024

/** The host's file system. */
export function systemFiles(): SpoolFiles {
  const fs = process.getBuiltinModule('node:fs')
  return {
    makeDir: (path) => void fs.mkdirSync(path, { recursive: true, mode: 0o700 }),
    dirsIn: (path) => namesIn(path, true),
    filesIn: (path) => namesIn(path, false),
    read(path) {
      const { size } = fs.statSync(path)
      if (size > longestBytes) throw new RangeError(`a file of ${size} bytes is none of a spool`)
      return fs.readFileSync(path)
    },
    open: (path) => fs.openSync(path, 'ax', 0o600),
    append(file, bytes) {
      for (let done = 0; done < bytes.length; ) done += fs.writeSync(file, bytes, done)
    },
    sync: (file) => fs.fdatasyncSync(file),
    syncSoon: (file, done) => fs.fdatasync(file, done),
    close: (file) => fs.closeSync(file),
    rename: (from, to) => fs.renameSync(from, to),
    remove: (path) => fs.rmSync(path, { recursive: true, force: true }),
    touch(path) {
      const now = new Date()
      fs.utimesSync(path, now, now)
    },
    touchedAt: (path) => fs.statSync(path).mtimeMs,
  }
}

/** Whatever somebody else put into a shared directory is not ours to send. */
function namesIn(path: string, directories: boolean): string[] {
  const { lstatSync, readdirSync } = process.getBuiltinModule('node:fs')
  const user = process.getuid?.()
  return readdirSync(path)
    .filter((name) => {
      const stat = lstatSync(`${path}/${name}`, { throwIfNoEntry: false })
      if (!stat || (user !== undefined && stat.uid !== user)) return false
      return directories ? stat.isDirectory() : stat.isFile()
    })
    .sort()
}

/** The system's word for what went wrong. */
export function codeOf(error: unknown): string {
  const code: unknown = error instanceof Error ? (Reflect.get(error, 'code') ?? error.name) : undefined
  return typeof code === 'string' ? code : 'ERROR'
}
