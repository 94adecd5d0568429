import { DocumentFiles } from './document-files.ts'
import { type Entry, follow, lineOf, none } from './editions.ts'

/** What was read: the text, and which edition of the document it is. 0: there is none yet. */
export interface Edition extends Entry {
  text: string
  /** Number of the file that it stands in, or is to stand in. */
  file: number
  /** When it was read, in nanoseconds of the monotonic clock. */
  readAt: bigint
}

/** Files that vanish while they are read, since newer ones took their place, are looked for again so many times. */
const tries = 20
/** So long the highest file that was found counts as that: it cannot have been swept away meanwhile. */
const freshNs = 5_000_000_000n
/** An edition that begins beyond is the last one of its file. All who share must agree on it: it is part of the format. */
const fullBytes = 128 * 1024
/** What nobody understands. */
const damaged = '?'

/**
 * A small text that several processes change, without a lock that one of them could die with. Editions are appended to a
 * file, and of those that were made from the same one only the first counts. Why that is safe:
 *
 * - The system appends one piece after the other, and what stands there is never changed. So all agree which one is the
 *   first; its writer, too, only knows once he has read what stands behind the edition that he began with.
 * - Whoever is killed while he writes leaves a piece that is not whole. It counts for nobody, and spoils no other one.
 * - Nothing is made from the last edition of a full file there. It is copied to the next file, which is made complete under
 *   another name and then linked to its number: that fails if somebody else was faster.
 * - The highest file holds. A file goes when a higher one is full, too, and was not written for 10 s: whoever took it for
 *   the highest is in doubt after 5 s, and looks again. Whoever was stopped for longer may make a low file once more: nobody
 *   looks for it there, and where somebody remembers one of that number it does not hold what he remembers.
 */
export class Document {
  readonly #files: DocumentFiles
  /** The newest edition that was seen: what stands before it need not be read again. */
  #known: Edition | undefined
  #made = 0

  /** `open` makes sure that there is a place for the document, and names its path. `room`: what is read goes there first. */
  constructor(open: () => string, room?: Buffer) {
    this.#files = new DocumentFiles(open, room)
  }

  /**
   * The newest edition.
   * @throws Error of the file system
   */
  read(): Edition {
    const { hrtime } = process
    const known = this.#known && this.#newestSince({ ...this.#known, readAt: hrtime.bigint() })
    // Of a full file, the next one may have gone on.
    if (known && !isLast(known)) return this.#keep(known)
    for (let left = tries; left > 0; left -= 1) {
      const readAt = hrtime.bigint()
      const file = this.#files.list().at(-1)
      const start = { number: 0, tag: none, text: '', offset: 0, file: file ?? 1, readAt }
      const found = file === undefined ? start : this.#newestSince(start)
      if (found && isFresh(found)) return this.#keep(found)
    }
    throw new Error('its files vanish while they are read')
  }

  /**
   * Puts a text in the place of the edition that it was made from; false if somebody else did so first.
   * @throws Error of the file system
   */
  replace(edition: Edition, text: string): boolean {
    if (!isFresh(edition)) return false
    const last = isLast(edition) ? this.#turn(edition) : edition
    return last !== undefined && this.#append(last, text)
  }

  #keep(edition: Edition): Edition {
    this.#known = edition.number > 0 ? edition : undefined
    return edition
  }

  /** The newest edition of the same file; `undefined` where the file is gone, or is another one by now. */
  #newestSince(edition: Edition): Edition | undefined {
    const { file, number, offset, readAt } = edition
    const bytes = this.#files.read(file, offset)
    if (!bytes) return undefined
    const entries = follow(bytes, offset)
    const newest = entries.at(-1)
    const text = bytes.toString('utf8', newest?.from, newest?.to)
    // Somebody wrote something: that is not the same as nothing.
    // Nor is a next file that lost what was in it: none is ever made without.
    if (!newest && number === 0) return { ...edition, text: bytes.length > 0 || file > 1 ? damaged : '' }
    return newest && isPartOf(entries, edition) ? editionOf(newest, text, file, readAt) : undefined
  }

  #append(last: Edition, text: string): boolean {
    const { file, number, offset, readAt } = last
    const tag = this.#nextTag()
    const isFirst = number === 0
    const line = lineOf({ number: number + 1, tag }, last.tag, text)
    const bytes = this.#files.append(file, line, offset, isFirst)
    if (!bytes) return false
    const entries = follow(bytes, offset)
    const next = entries[isFirst ? 0 : 1]
    if (next?.tag !== tag || !isPartOf(entries, last)) return false
    // Stopped in between, for so long that the file may have been passed and swept away: then it does not count.
    if (isFirst && !isFresh(last) && this.#files.list().at(-1) !== file) return false
    this.#known = editionOf(next, text, file, readAt)
    return true
  }

  /** Copies the last edition of a full file to the next one; `undefined` where somebody went on from there already. */
  #turn(edition: Edition): Edition | undefined {
    const { file, number, text } = edition
    const tag = this.#nextTag()
    this.#files.prepare()
    // Whoever deletes the full file from now on deletes that place, too. If he did already, the others begin anew elsewhere.
    if (!this.#newestSince(edition)) return undefined
    if (this.#files.publish(file + 1, lineOf({ number, tag }, none, text), tag)) this.#files.sweep(file)
    const next = this.read()
    return next.number === number && !isLast(next) ? next : undefined
  }

  /** What nobody else calls an edition of his, in another thread or container neither: there the rest may be the same. */
  #nextTag(): string {
    this.#made += 1
    const chance = Math.floor(Math.random() * 2 ** 52)
    return [process.pid, process.hrtime.bigint(), this.#made, chance]
      .map((each) => each.toString(36))
      .join('-')
  }
}

function editionOf({ number, tag, offset }: Entry, text: string, file: number, readAt: bigint): Edition {
  return { number, tag, offset, text, file, readAt }
}

function isLast({ offset }: Edition): boolean {
  return offset >= fullBytes
}

function isFresh({ readAt }: Edition): boolean {
  return process.hrtime.bigint() - readAt <= freshNs
}

/** Whether what was read begins with the edition that it was to begin with. */
function isPartOf([first]: readonly Entry[], { number, tag }: Edition): boolean {
  return number === 0 || first?.tag === tag
}
