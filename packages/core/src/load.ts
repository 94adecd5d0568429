import type { GroupTable } from './group/group-table.ts'
import { type Lane, speaksFrom } from './lane.ts'
import { type Due, due, dueFatal, nextDueAt } from './pace/due.ts'
import type { Rhythm } from './pace/rhythm.ts'
import type { Packer } from './packer.ts'

/** How pressing things are. */
export interface Hurry {
  /** `everything`: a flush; `last-words`: the end, where one message may pass one that hangs. */
  urgency: 'normal' | 'everything' | 'last-words'
  /** From then on, on the monotonic clock, only the last words may still leave. */
  lastWordsFrom: number
}

/** What waits, and when it speaks. */
export interface LoadParts {
  packer: Packer
  repeatIntervalMs: number
  rhythm: Rhythm
  table: GroupTable
}

const never = Infinity

/** What the lane would carry now, or when it will have something to carry. */
export function loadOf(
  lane: Lane,
  lanes: readonly Lane[],
  { packer, repeatIntervalMs, rhythm, table }: LoadParts,
  { lastWordsFrom, urgency }: Hurry,
  now: number,
): Due | number {
  if (lane.name === 'fatal') {
    const fatal = dueFatal(table, now)
    return fatal.groups.length > 0 ? fatal : never
  }
  const speaksAt = speaksFrom(lane, lanes, urgency === 'last-words' ? lastWordsFrom : undefined, now)
  if (speaksAt > now) return speaksAt
  const everything = urgency !== 'normal'
  const rules = { digestAt: rhythm.dueAt, everything, repeatIntervalMs }
  const load = due(table, now, rules)
  const aside = table.other.pending > 0 || packer.hasNotices
  if (load.groups.length > 0 || (aside && (everything || rhythm.dueAt <= now))) return load
  return Math.min(nextDueAt(table, rules), aside ? rhythm.dueAt : never)
}
