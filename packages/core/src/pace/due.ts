import type { Group } from '../group/group.ts'
import type { GroupTable } from '../group/group-table.ts'
import type { GroupState } from '../group/group-view.ts'

/** What a message may carry now, and what kind of message that makes it. */
export interface Due {
  groups: readonly { group: Group; state: GroupState }[]
  /** Something among it is new or has come back. */
  news: boolean
}

/** When things are due, beside what each group says for itself. Times are monotonic. */
export interface DueRules {
  /** When the next digest of what goes on is due. */
  digestAt: number
  repeatIntervalMs: number
  /** Everything that waits is due: a flush, or the end. */
  everything: boolean
}

/** Fatal news, which may pass other messages. */
export function dueFatal(table: GroupTable, now: number): Due {
  const groups = [...table.groups()].filter(
    (group) => group.level === 'fatal' && isNews(group) && group.dueAt <= now,
  )
  return { groups: groups.map((group) => ({ group, state: group.state })), news: groups.length > 0 }
}

/** All that is due: news that has waited, what goes on when its digest is due, and then who has fallen quiet. */
export function due(table: GroupTable, now: number, rules: DueRules): Due {
  const groups: { group: Group; state: GroupState }[] = []
  let news = false
  for (const group of table.groups()) {
    if (group.pending === 0 || group.held) continue
    const fresh = group.state !== 'ongoing'
    if (!rules.everything && (fresh ? group.dueAt : rules.digestAt) > now) continue
    const repeats = !fresh && now - group.shownAt >= rules.repeatIntervalMs
    groups.push({ group, state: repeats ? 'repeat' : group.state })
    news ||= fresh
  }
  return { groups: news ? [...groups, ...siblings(table, groups)] : groups, news }
}

/** News that still waits rides along with news that leaves: it may be of the same cascade. */
function siblings(table: GroupTable, taken: Due['groups']): Due['groups'] {
  const known = new Set(taken.map(({ group }) => group))
  const waiting = [...table.groups()].filter((group) => isNews(group) && !known.has(group))
  return waiting.map((group) => ({ group, state: group.state }))
}

/** When something will be due at the earliest, if nothing else happens. */
export function nextDueAt(table: GroupTable, { digestAt, everything }: DueRules): number {
  let next = table.other.pending > 0 ? digestAt : Number.POSITIVE_INFINITY
  for (const group of table.groups()) {
    if (group.held)
      next = Math.min(next, (group.held.times[0] ?? Number.POSITIVE_INFINITY) + group.held.windowMs)
    if (group.pending === 0 || group.held) continue
    const at = group.state === 'ongoing' ? digestAt : group.dueAt
    next = Math.min(next, everything ? Number.NEGATIVE_INFINITY : at)
  }
  return next
}

function isNews(group: Group): boolean {
  return group.pending > 0 && group.state !== 'ongoing' && group.held === undefined
}
