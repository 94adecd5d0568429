import type { Alert, Level } from '../alert/alert.ts'
import type { At } from '../message/at.ts'
import type { GroupState, GroupView } from './group-view.ts'

/** One group of equal alerts: its counts, its samples, and when it speaks next. Times are monotonic, but for `first` and `last`. */
export interface Group {
  readonly fingerprint: string
  level: Level
  /** The first alert, or the one since it came back; parts of it go under memory pressure. */
  alert: Alert
  /** Up to 3 distinct messages. */
  samples: string[]
  /** The latest sample as it came, where nothing had to be cut or redacted, and its length. */
  lastRaw: string | undefined
  rawLength: number
  /** Alerts that were made for one more sample and said nothing new. */
  fruitless: number
  /** Who the next message mentions for it. */
  at: At | undefined
  /** Alerts since it was first seen; how many of them are waiting, and how many a message carries just now. */
  total: number
  pending: number
  inFlight: number
  /** Wall clock of the first and last waiting alert. */
  first: number
  last: number
  /** When its latest alert came. */
  heardAt: number
  /** When its news is due; `Infinity` when there is none, or a threshold holds it back. */
  dueAt: number
  state: 'new' | 'again' | 'ongoing'
  /** Its total when it was last shown; 0 until then. */
  shownTotal: number
  /** When its whole sample was last shown. */
  shownAt: number
  /** Its quiet line was said. */
  quiet: boolean
  /** Arrival times that a threshold counts; `undefined` where none holds it back. */
  held: { times: number[]; windowMs: number } | undefined
  /** It left the table: its alerts are counted under "other" now. */
  folded: boolean
  /** Estimated bytes of alert and samples. */
  bytes: number
}

/** What one message carries of a group, so that a definite failure can give it back. */
export interface Share {
  readonly group: Group
  readonly count: number
  readonly first: number
  readonly last: number
  readonly state: Group['state']
  readonly view: GroupView
}

/** Takes what waits in a group for a message. `state` overrides how it is shown. */
export function take(group: Group, state: GroupState = group.state): Share {
  const { pending: count, first, last } = group
  const share = { group, count, first, last, state: group.state, view: view(group, state) }
  group.pending = 0
  group.inFlight += count
  group.dueAt = Number.POSITIVE_INFINITY
  return share
}

/** The message arrived: the group is announced and goes on from here. */
export function settle({ group, count, view }: Share, now: number): void {
  group.inFlight -= count
  if (view.state === 'quiet') {
    // It may have come back while its quiet line was on its way.
    if (group.state === 'ongoing' && group.pending === 0) group.quiet = true
    return
  }
  if (group.state !== 'ongoing' || view.state === 'repeat') group.shownAt = now
  group.state = 'ongoing'
  group.dueAt = Number.POSITIVE_INFINITY
  group.shownTotal = view.total
  group.at = undefined
}

/** The message did not arrive: its counts wait again, and news is due at once. */
export function giveBack({ group, count, first, last, state }: Share, now: number): void {
  group.inFlight -= count
  if (count === 0) return
  group.first = group.pending === 0 ? first : Math.min(first, group.first)
  group.last = group.pending === 0 ? last : Math.max(last, group.last)
  group.pending += count
  group.state = state
  if (state !== 'ongoing') group.dueAt = now
}

function view(group: Group, state: GroupState): GroupView {
  const { alert, fingerprint, first, last, level, pending, samples, total } = group
  return {
    fingerprint,
    state,
    level,
    name: alert.error?.name ?? '',
    message: samples[0] ?? alert.message,
    logger: alert.logger,
    count: pending,
    total,
    first,
    last: state === 'quiet' ? group.last : last,
    samples: [...samples],
    alert,
  }
}
