import type { Alert, Level } from '../alert/alert.ts'
import type { Group } from '../group/group.ts'
import type { GroupState } from '../group/group-view.ts'
import type { OtherShare } from '../group/other.ts'
import type { At } from '../message/at.ts'
import type { Notice } from '../message/compose.ts'
import type { Look } from '../pace/parcel.ts'

/*
 * What stands in a spool file. All values are absolute, so that a line may be read twice, and all times are wall clock in
 * ms since 1970. Texts are those of the table: bounded and redacted.
 */

/** Changes when an older version could not read what a newer one wrote. */
export const version = 1

/** One line: everything in it happened at once. */
export interface Entry {
  /** Only in the first line of a file. */
  version?: number | undefined
  /** Nothing that was said before holds any more; all of it follows. */
  reset?: boolean | undefined
  /** Counts only once a line without `part` follows: together they are one step. */
  part?: boolean | undefined
  books?: Books | undefined
  groups?: readonly SavedGroup[] | undefined
  counts?: readonly Counts[] | undefined
  /** Groups that left the table. */
  gone?: readonly string[] | undefined
  /** Totals of kinds that had a group and have none any more. */
  folded?: readonly (readonly [fingerprint: string, total: number])[] | undefined
  /** Messages that are about to be posted, and those whose outcome is known. */
  taken?: readonly SavedParcel[] | undefined
  settled?: readonly string[] | undefined
  /** Remains of other processes that are part of this file now. */
  adopted?: readonly string[] | undefined
}

/** The alerter's running totals, those of its predecessors included. */
export interface Books {
  accepted: number
  delivered: number
  dropped: number
  /** Alerts that a threshold holds back; they are not in the file. */
  held: number
  /** Alerts and kinds without a group that wait. */
  other: OtherShare
  /** Number of the last message. */
  number: number
  /** What the chat must still be told of messages of the past. */
  unsaid: readonly Notice[]
  /** How many digests without news there were in a row, and when the last message arrived. */
  rhythm: { step: number; sentAt: number }
}

/** A group's counts, in this order to keep lines short. */
export type Counts = readonly [
  fingerprint: string,
  level: Level,
  total: number,
  pending: number,
  first: number,
  last: number,
  heardAt: number,
  state: Group['state'],
  shownTotal: number,
  shownAt: number,
  quiet: 0 | 1,
]

/** All of a group. */
export interface SavedGroup {
  counts: Counts
  alert: Alert
  /** None: the alert's own message is the only one. */
  samples: readonly string[]
  at?: At | undefined
}

/** What a message carries of a group. `state`: before it; `shown`: how the message tells it. */
export interface SavedShare {
  fingerprint: string
  count: number
  first: number
  last: number
  state: Group['state']
  shown: GroupState
  total: number
}

/** A message that was about to be posted: body and `msgUuid` as they went out. */
export interface SavedParcel {
  msgUuid: string
  robot: string
  number: number
  /** When it was posted first. */
  postedAt: number
  body: string
  look: Look
  news: boolean
  shares: readonly SavedShare[]
  other: OtherShare
  notices: readonly Notice[]
}
