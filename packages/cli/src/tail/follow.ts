import { type FileHandle, open, stat } from 'node:fs/promises'
import { codeOf } from '../usage-error.ts'

/** Bytes of a source, or `cut`: another file begins, and with it another line. */
export type Piece = Buffer | 'cut'

/** How a file is followed. */
export interface FollowOptions {
  /** Also what stands in the file already. */
  fromStart: boolean
  /** Ends it: what stands in the file at that moment is still read. */
  ending: AbortSignal
  /** Waits for more; resolves early when `ending` comes. */
  pause(): Promise<void>
  /** Called once when there is no such file yet. */
  onMissing(): void
  /** Called once for a file that has come and cannot be opened yet; it is tried again and again. */
  onUnreadable(error: unknown): void
}

/** What is read at once. */
const chunkBytes = 65_536

/**
 * What is appended to a file. When another file takes its place, the old one is read to its end first; when it was
 * truncated, reading starts over. A file that is missing is waited for.
 */
export async function* follow(path: string, options: FollowOptions): AsyncGenerator<Piece, void, undefined> {
  const { ending, fromStart, onMissing, onUnreadable, pause } = options
  let handle = await openIfThere(path)
  let position = handle && !fromStart ? (await handle.stat()).size : 0
  let isTold = false
  if (!handle) onMissing()
  // Whoever rotates logs makes the new file first, and then lets others read it: no reason to end.
  const later = (error: unknown) => {
    if (!isTold) onUnreadable(error)
    isTold = true
    return undefined
  }
  try {
    for (;;) {
      // Asked before reading: what is written until then is still read.
      const isLast = ending.aborted
      if (handle) position = yield* readOn(handle, position, isLast)
      if (isLast) return
      const next = await successor(path, handle).catch(later)
      if (next) {
        // Whoever renamed the file may have written to it until a moment ago.
        if (handle) yield* readOn(handle, position, true)
        await handle?.close()
        handle = next
        position = 0
        isTold = false
        yield 'cut'
      } else await pause()
    }
  } finally {
    await handle?.close()
  }
}

/**
 * Reads to the end of the file as it is now; returns the new position. A file is taken for truncated when it is shorter than
 * what was read of it: one that was truncated and has outgrown that between two looks cannot be told from one that grew.
 */
async function* readOn(
  handle: FileHandle,
  from: number,
  bounded: boolean,
): AsyncGenerator<Piece, number, undefined> {
  const { size } = await handle.stat()
  let position = from
  if (size < from) {
    position = 0
    yield 'cut'
  }
  for (;;) {
    // A writer that never rests must not keep the end from coming.
    if (bounded && position >= size) return position
    const { buffer, bytesRead } = await handle.read(Buffer.allocUnsafe(chunkBytes), 0, chunkBytes, position)
    if (bytesRead === 0) return position
    position += bytesRead
    yield buffer.subarray(0, bytesRead)
  }
}

/**
 * The file that has the name now, opened, where it is another one than `handle`. Told by its inode, which no other file can
 * get while this one is open. As bigint: the numbers of some file systems are wider than a double is exact.
 */
async function successor(path: string, handle: FileHandle | undefined): Promise<FileHandle | undefined> {
  const named = await stat(path, { bigint: true }).catch(() => undefined)
  if (!named) return undefined
  const own = await handle?.stat({ bigint: true })
  const isSame = own !== undefined && own.ino === named.ino && own.dev === named.dev
  return isSame ? undefined : openIfThere(path)
}

async function openIfThere(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}
