import { unframe } from './frame.ts'
import { readEntry } from './read-record.ts'
import type { Books, Counts, Entry, SavedGroup, SavedParcel } from './record.ts'

/** What the files of one alerter say. */
export interface Remains {
  books: Books | undefined
  groups: Map<string, SavedGroup>
  /** Counts of groups whose text cannot be read. */
  strays: Map<string, Counts>
  /** Totals of kinds that had a group and have none any more. */
  folded: Map<string, number>
  /** Messages whose outcome is unknown. */
  parcels: Map<string, SavedParcel>
  /** Remains of others that are part of these files. */
  adopted: Set<string>
  /** Lines after the last one that can be read. */
  damaged: number
}

/** Reads files, the oldest first. Whatever they hold, it never throws. */
export function replay(files: Iterable<Uint8Array>): Remains {
  const remains: Remains = {
    books: undefined,
    groups: new Map(),
    strays: new Map(),
    folded: new Map(),
    parcels: new Map(),
    adopted: new Set(),
    damaged: 0,
  }
  for (const bytes of files) {
    // A step that was not finished in its file was begun anew in the next one.
    let parts: Entry[] = []
    for (const line of unframe(bytes)) {
      if (!line) {
        remains.damaged += 1
        continue
      }
      const entry = readEntry(line.payload)
      parts.push(entry)
      if (entry.part) continue
      for (const part of parts) apply(remains, part)
      parts = []
    }
  }
  return remains
}

/** Alerts that wait, or that a message of unknown outcome carries. */
export function waitingIn({ books, groups, parcels, strays }: Remains): number {
  let sum = books?.other.alerts ?? 0
  for (const { counts } of groups.values()) sum += counts[pending]
  for (const counts of strays.values()) sum += counts[pending]
  for (const { other, shares } of parcels.values()) {
    sum += shares.reduce((alerts, { count }) => alerts + count, other.alerts)
  }
  return sum
}

/**
 * Alerts of which the books tell, but nothing else: those of the second before a process was killed, and what stood in
 * damaged lines. A damaged line after the last readable one counts as one.
 */
export function missingIn(remains: Remains): number {
  const { books, damaged } = remains
  if (!books) return damaged
  const expected = books.accepted - books.delivered - books.dropped - books.held
  return Math.max(0, expected - waitingIn(remains)) + damaged
}

const pending = 3

function apply(remains: Remains, entry: Entry): void {
  const { folded, groups, parcels, strays } = remains
  if (entry.reset) for (const each of [groups, strays, folded, parcels]) each.clear()
  if (entry.books) {
    remains.books = entry.books
    remains.damaged = 0
  }
  for (const group of entry.groups ?? []) {
    groups.set(group.counts[0], group)
    strays.delete(group.counts[0])
    folded.delete(group.counts[0])
  }
  for (const counts of entry.counts ?? []) {
    const group = groups.get(counts[0])
    if (group) groups.set(counts[0], { ...group, counts })
    else strays.set(counts[0], counts)
  }
  for (const fingerprint of entry.gone ?? []) {
    groups.delete(fingerprint)
    strays.delete(fingerprint)
  }
  for (const [fingerprint, total] of entry.folded ?? []) folded.set(fingerprint, total)
  for (const parcel of entry.taken ?? []) parcels.set(parcel.msgUuid, parcel)
  for (const msgUuid of entry.settled ?? []) parcels.delete(msgUuid)
  for (const name of entry.adopted ?? []) remains.adopted.add(name)
}
