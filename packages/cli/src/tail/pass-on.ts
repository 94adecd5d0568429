import type { Writable } from 'node:stream'
import type { Piece } from './follow.ts'

/** More than this is passed on without waiting for the end of its line. */
const mostHeldBytes = 1_048_576

/** Writes what was read to stdout, no faster than it is taken there. */
export class PassOn {
  readonly #out: Writable | undefined
  readonly #halt: AbortSignal

  /** @param out nothing: lines are not passed on */
  constructor(out: Writable | undefined, halt: AbortSignal) {
    this.#out = out
    this.#halt = halt
  }

  /**
   * Resolves when more may be read: when stdout has room again, is gone, or nothing shall be read any more. Never rejects:
   * what stdout meets is the business of whoever listens to it.
   */
  write(bytes: Buffer): Promise<void> {
    const out = this.#out
    if (!out?.writable || this.#halt.aborted || out.write(bytes)) return Promise.resolve()
    return new Promise((resolve) => {
      const done = () => {
        for (const event of ['drain', 'error', 'close']) out.off(event, done)
        this.#halt.removeEventListener('abort', done)
        resolve()
      }
      for (const event of ['drain', 'error', 'close']) out.once(event, done)
      this.#halt.addEventListener('abort', done)
    })
  }
}

/**
 * The same bytes, cut behind line breaks: so the lines of several files do not mix. What follows the last line break is
 * held, and released at a cut, at the end, or when it becomes too much.
 */
export async function* wholeLines(pieces: AsyncIterable<Piece>): AsyncGenerator<Piece, void, undefined> {
  let held: Buffer[] = []
  let bytes = 0
  const release = () => {
    const whole = Buffer.concat(held)
    held = []
    bytes = 0
    return whole
  }
  for await (const piece of pieces) {
    if (piece === 'cut') {
      if (bytes > 0) yield release()
      yield piece
      continue
    }
    // A line feed is never a part of another character of UTF-8.
    const end = piece.lastIndexOf(10) + 1
    held.push(piece.subarray(0, end))
    if (end > 0) yield release()
    held.push(piece.subarray(end))
    bytes += piece.length - end
    if (bytes > mostHeldBytes) yield release()
  }
  if (bytes > 0) yield release()
}
