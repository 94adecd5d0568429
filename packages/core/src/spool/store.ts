import type { Group, Share } from '../group/group.ts'
import type { GroupTable } from '../group/group-table.ts'
import { LinePlace } from './frame.ts'
import { type Changes, Image } from './image.ts'
import { linesOf } from './lines.ts'
import type { Books, SavedParcel } from './record.ts'
import { Segments, type SegmentsParts, segmentBytes } from './segments.ts'

/** What the store works with. */
export interface StoreParts extends SegmentsParts {
  table: GroupTable
  /** The running totals as they stand; `held` of the alerts are held back by a threshold. */
  books(held: number): Books
}

/** So many groups are written again at a time to get rid of an old file. */
const refreshedAtOnce = 200
/** Beyond, all of the oldest file at once: the files together are bounded. */
const crowdedBytes = 24 * 1024 * 1024

/** The files of one alerter and what they are known to hold: writes what differs, and starts over after trouble. */
export class Store {
  /** Messages without an outcome. */
  readonly parcels = new Map<string, SavedParcel>()
  /** Names of remains that are part of the table; told with every line until they are deleted. */
  readonly adopted = new Set<string>()
  /** The last attempt to write failed: only starting over helps. */
  isBroken = false
  readonly #parts: StoreParts
  readonly #segments: Segments
  readonly #place = new LinePlace()
  #image = new Image()
  #held = 0
  /** The books as they were written last. */
  #written: Books

  constructor(parts: StoreParts) {
    this.#parts = parts
    this.#segments = new Segments({ ...parts, onTrouble: (error) => this.#fail(error) })
    this.#written = parts.books(0)
  }

  /** Makes sure that there is a file. Throws. */
  open(): void {
    this.#segments.open()
  }

  /** Whether the files hold little that is of no use any more. */
  get isTidy(): boolean {
    const { bytes } = this.#segments
    if (bytes <= 2 * segmentBytes) return true
    let used = 0
    for (const group of this.#parts.table.groups()) used += group.bytes
    return bytes <= 2 * used
  }

  /** Whether all of the group is to be written at once. */
  wants(group: Group): boolean {
    return !this.isBroken && !group.held && this.#image.wants(group)
  }

  /** Writes what these groups have that is not on disk yet, and what a message has become. */
  save(
    shares: readonly Pick<Share, 'group'>[],
    messages: Partial<Pick<Changes, 'taken' | 'settled'>> = {},
  ): void {
    if (this.isBroken) return
    const changes = this.#image.changesOf(shares.map(({ group }) => group))
    this.#save({ ...changes, ...messages }, !messages.settled)
  }

  /** A kind has no group, but a total that counts. */
  fold(fingerprint: string): void {
    this.#image.fold(fingerprint)
  }

  /** Writes all that is not on disk yet, and gets rid of a file that is hardly needed. */
  checkpoint(): void {
    if (this.isBroken) return
    try {
      this.#segments.touch()
    } catch (error) {
      this.#fail(error)
      this.startOver()
      return
    }
    const changes = this.#changes(this.#image, this.isTidy ? 0 : this.#segments.oldest + 1)
    const isSame = this.adopted.size === 0 && Object.values(changes).every((list) => list.length === 0)
    const [books, written] = [this.#parts.books(this.#held), this.#written].map((each) =>
      JSON.stringify(each),
    )
    if (!isSame || books !== written) this.#save(changes, false)
    this.#segments.removeBefore(Math.min(this.#image.oldest, this.#segments.newest))
  }

  /** After trouble nobody knows what the files hold: all that counts is written anew, and only then the old ones go. */
  startOver(): void {
    this.#write(
      new Image(this.#image.folded),
      (image) => this.#changes(image, 0),
      (lines) => this.#segments.startOver(lines),
      true,
    )
  }

  /** Forces what was written onto the disk, at once; false where that, or writing, does not work. */
  force(): boolean {
    if (this.isBroken) return false
    try {
      this.#segments.force()
    } catch (error) {
      this.#fail(error)
    }
    return !this.isBroken
  }

  close(): void {
    this.#segments.close()
  }

  #changes(image: Image, before: number): Changes {
    const groups = [...this.#parts.table.groups()]
    this.#held = groups.reduce((sum, { held, pending }) => (held ? sum + pending : sum), 0)
    const refresh = this.#segments.bytes > crowdedBytes ? Number.POSITIVE_INFINITY : refreshedAtOnce
    const { other } = this.#parts.table
    return image.changes(groups, this.parcels, (fingerprint) => other.totalOf(fingerprint), before, refresh)
  }

  #save(changes: Changes, urgent: boolean): void {
    this.#write(
      this.#image,
      () => changes,
      (lines) => this.#segments.append(lines, urgent),
      false,
    )
  }

  #write(
    image: Image,
    find: (image: Image) => Changes,
    put: (lines: Uint8Array) => void,
    reset: boolean,
  ): void {
    try {
      const changes = find(image)
      const books = this.#parts.books(this.#held)
      put(linesOf(this.#parts.clock, this.#place, changes, { books, adopted: [...this.adopted], reset }))
      image.note(changes, this.#segments.newest)
      this.#image = image
      this.#written = books
      this.isBroken = false
    } catch (error) {
      this.#fail(error)
    }
  }

  #fail(error: unknown): void {
    if (!this.isBroken) this.#parts.onTrouble(error)
    this.isBroken = true
  }
}
