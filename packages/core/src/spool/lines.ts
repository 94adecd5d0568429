import type { Clock } from '../clock.ts'
import type { Group } from '../group/group.ts'
import type { RobotParcel } from '../packer.ts'
import { frame } from './frame.ts'
import type { Changes } from './image.ts'
import { readNotice } from './read-record.ts'
import type { Books, Counts, Entry, SavedGroup, SavedParcel } from './record.ts'
import { wallOf } from './times.ts'

/** A line holds so many groups, or the counts of so many, at most. */
const groupsPerLine = 50
const countsPerLine = 500

/** Changes as lines that count together, or not at all. */
export function linesOf(
  clock: Clock,
  changes: Changes,
  rest: Pick<Entry, 'adopted' | 'reset'> & { books: Books },
): string {
  const { gone, settled, taken } = changes
  const parts: Entry[] = [
    ...chunks(changes.groups, groupsPerLine).map((some) => ({
      groups: some.map((group) => savedGroup(clock, group)),
    })),
    ...chunks(changes.counts, countsPerLine).map((some) => ({
      counts: some.map((group) => countsOf(clock, group)),
    })),
  ]
  const { books, adopted, reset } = rest
  const end = { books, ...filled({ adopted, gone, settled, taken }) }
  const last = parts.pop()
  const entries = [...parts.map((part) => ({ part: true, ...part })), { ...last, ...end }]
  if (reset) entries.unshift({ reset, part: true })
  return entries.map(frame).join('')
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

function savedGroup(clock: Clock, group: Group): SavedGroup {
  const { alert, at, samples } = group
  return { counts: countsOf(clock, group), alert, samples, at }
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

/** Without empty lists: most lines have none. */
function filled<Lists extends Record<string, readonly unknown[] | undefined>>(lists: Lists): Partial<Lists> {
  const entries = Object.entries(lists).filter(([, list]) => list !== undefined && list.length > 0)
  const some: Partial<Lists> = {}
  return Object.assign(some, Object.fromEntries(entries))
}
