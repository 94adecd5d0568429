import type { Document } from './document.ts'

/** What a change came to: its result, and the text to keep; nothing is kept without one. */
export interface Change<Result> {
  result: Result
  text: string | undefined
}

/** How often it is tried anew when others change it at the same moment; each time one of them succeeded. */
const tries = 50

/**
 * Changes a document that several processes change: whoever was slower does it again, on what the other left, so `change`
 * may run more than once.
 * @throws Error of the file system
 */
export function update<Result>(document: Document, change: (text: string) => Change<Result>): Result {
  for (let left = tries; left > 0; left -= 1) {
    const edition = document.read()
    const changed = change(edition.text)
    if (changed.text === undefined || document.replace(edition, changed.text)) return changed.result
  }
  throw new Error('others change it all the time')
}
