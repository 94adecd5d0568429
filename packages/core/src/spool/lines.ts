import type { Clock } from '../clock.ts'
import type { Group } from '../group/group.ts'
import type { RobotParcel } from '../packer.ts'
import { frame, type LinePlace } from './frame.ts'
import type { Changes } from './image.ts'
import { readNotice } from './read-record.ts'
import type { Books, Counts, Entry, SavedGroup, SavedParcel } from './record.ts'
import { wallOf } from './times.ts'

/** A line holds so many groups, or the counts of so many, at most. */
const groupsPerLine = 50
const countsPerLine = 500

/** Changes as lines that count together, or not at all. They hold until others are made in the same place. */
export function linesOf(
  clock: Clock,
  place: LinePlace,
  { counts, folded, gone, groups, settled, taken }: Changes,
  { adopted, books, reset }: { adopted: readonly string[]; books: Books; reset: boolean },
): Uint8Array {
  const end: Entry = { books }
  if (gone.length > 0) end.gone = gone
  if (folded.length > 0) end.folded = folded.filter(([, total]) => total > 0)
  if (taken.length > 0) end.taken = taken
  if (settled.length > 0) end.settled = settled
  if (adopted.length > 0) end.adopted = adopted
  const isShort = groups.length <= groupsPerLine && counts.length <= countsPerLine && !reset
  if (isShort && groups.length > 0) end.groups = groups.map((group) => savedGroup(clock, group))
  if (isShort && counts.length > 0) end.counts = counts.map((group) => countsOf(clock, group))
  // Nearly always: a new kind waits for this.
  if (isShort) return place.frame(end)
  const parts: Entry[] = [
    ...(reset ? [{ reset }] : []),
    ...chunks(groups, groupsPerLine).map((some) => ({
      groups: some.map((group) => savedGroup(clock, group)),
    })),
    ...chunks(counts, countsPerLine).map((some) => ({ counts: some.map((group) => countsOf(clock, group)) })),
  ]
  return Buffer.concat([...parts.map((part) => frame({ ...part, part: true })), frame(end)])
}

/** A message as it is kept. */
export function savedParcel(clock: Clock, parcel: RobotParcel): SavedParcel {
  const { body, look, member, msgUuid, news, notices, number, other, shares } = parcel
  return {
    msgUuid,
    robot: member.line.name,
    number,
    postedAt: clock.now(),
    body,
    look,
    news,
    shares: shares.map(({ count, first, group, last, state, view }) => {
      const { fingerprint } = group
      return { fingerprint, count, first, last, state, shown: view.state, total: view.total }
    }),
    other,
    notices: notices.map(readNotice).filter((notice) => notice !== undefined),
  }
}

/** The message of the alert is nearly always the only sample: it is written once. */
function savedGroup(clock: Clock, group: Group): SavedGroup {
  const { alert, at, samples } = group
  const isSingle = samples.length === 1 && samples[0] === alert.message
  return { counts: countsOf(clock, group), alert, samples: isSingle ? [] : samples, at }
}

function countsOf(clock: Clock, group: Group): Counts {
  const { fingerprint, first, last, level, pending, quiet, shownTotal, state, total } = group
  const times = [first, last, wallOf(clock, group.heardAt)] as const
  const shown = [shownTotal, wallOf(clock, group.shownAt), quiet ? 1 : 0] as const
  return [fingerprint, level, total, pending, ...times, state, ...shown]
}

function chunks<Item>(items: readonly Item[], size: number): Item[][] {
  const count = Math.ceil(items.length / size)
  return Array.from({ length: count }, (_, index) => items.slice(index * size, (index + 1) * size))
}
