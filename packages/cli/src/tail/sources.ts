import { createReadStream } from 'node:fs'
import { access, constants, stat } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import type { Terminal } from '../terminal.ts'
import { codeOf, unreadable } from '../usage-error.ts'
import type { Ending } from './ending.ts'
import type { TailValues } from './flags.ts'
import { follow, type Piece } from './follow.ts'
import { wholeLines } from './pass-on.ts'

/** How often a followed file is looked at, in ms. Watching by events misses network drives and containers. */
const pollMs = 250

/** One thing to read, from its beginning to its end. */
export type Source = AsyncIterable<Piece>

/** What is read, and whether all at once or one after the other. Throws `UsageError` for a file that cannot be read. */
export async function openSources(
  terminal: Terminal,
  files: readonly string[],
  { follow: isFollowing = false, fromStart = false }: TailValues,
  ending: Ending,
): Promise<Source[]> {
  const paths = files.length === 0 ? ['-'] : files
  const named = paths.filter((path) => path !== '-')
  await Promise.all(named.map((path) => checkReadable(path, isFollowing)))
  return paths.map((path) => {
    if (path === '-') return untilHalted(() => terminal.world.stdin, ending.hard)
    if (!isFollowing) return untilHalted(() => createReadStream(path), ending.soft)
    const onMissing = () => terminal.complain(`[dingbell] ${terminal.say(missing(path))}`)
    const onUnreadable = (error: unknown) =>
      terminal.complain(`[dingbell] ${terminal.say(unreadable(path, error).says)}`)
    const waits = { ending: ending.soft, pause: () => pause(ending.soft) }
    return wholeLines(follow(path, { fromStart, ...waits, onMissing, onUnreadable }))
  })
}

/** Reads a stream; when it is halted, it ends as if there were no more. It is opened when its turn comes. */
async function* untilHalted(open: () => Readable, halt: AbortSignal): AsyncGenerator<Piece, void, undefined> {
  if (halt.aborted) return
  const stream = open()
  const stop = () => void stream.destroy()
  halt.addEventListener('abort', stop)
  try {
    for await (const chunk of stream) yield Buffer.from(chunk)
  } catch (error) {
    if (!halt.aborted) throw error
  } finally {
    halt.removeEventListener('abort', stop)
  }
}

/** All files are checked before the first is read: a typing mistake shall not show after hours. */
async function checkReadable(path: string, mayBeMissing: boolean): Promise<void> {
  try {
    await access(path, constants.R_OK)
    if ((await stat(path)).isDirectory()) throw Object.assign(new Error('a folder'), { code: 'EISDIR' })
  } catch (error) {
    // A file that is followed may come later.
    if (!mayBeMissing || codeOf(error) !== 'ENOENT') throw unreadable(path, error)
  }
}

/** Waits for the next look, or for the end. The timer keeps the process: there may be nothing else that does. */
function pause(ending: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      ending.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, pollMs)
    ending.addEventListener('abort', done)
  })
}

function missing(path: string) {
  return { zh: `${path} 还不存在，等它出现`, en: `${path} does not exist yet; waiting for it` }
}
