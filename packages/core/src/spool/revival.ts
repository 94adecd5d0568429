import type { Clock } from '../clock.ts'
import type { Dispatcher } from '../dispatcher.ts'
import { type Group, type Share, take } from '../group/group.ts'
import type { GroupTable } from '../group/group-table.ts'
import type { Ledger } from '../ledger.ts'
import type { Fleet } from '../pace/fleet.ts'
import type { Rhythm } from '../pace/rhythm.ts'
import type { Packer, RobotParcel } from '../packer.ts'
import type { RobotLine } from '../robot-line.ts'
import type { SavedGroup, SavedParcel, SavedShare } from './record.ts'
import { missingIn, type Remains, waitingIn } from './replay.ts'
import { monotonicOf } from './times.ts'

/** The engine that takes remains over. */
export interface RevivalParts {
  clock: Clock
  dispatcher: Dispatcher
  fleet: Fleet<RobotLine>
  ledger: Ledger
  packer: Packer
  rhythm: Rhythm
  table: GroupTable
}

const rememberedMs = 24 * 60 * 60_000
/** So long after it was posted first a message goes out again as it was: DingTalk does not tell how long it knows a `msgUuid`. */
const youngMs = 2 * 60_000

/**
 * Brings remains back: groups with their counts, then the messages whose outcome nobody knows. Returns those that go out once
 * more.
 */
export function revive(remains: Remains, parts: RevivalParts): SavedParcel[] {
  const { clock, ledger, packer, rhythm, table } = parts
  book(remains, ledger)
  const known = new Map([...table.groups()].map((group) => [group.fingerprint, group]))
  const shares = [...remains.parcels.values()].flatMap((parcel) => parcel.shares)
  const carried = new Set(shares.map(({ fingerprint }) => fingerprint))
  for (const saved of remains.groups.values()) reviveGroup(saved, known, carried, parts)
  for (const [fingerprint, , total, pending] of remains.strays.values()) {
    table.other.fold(fingerprint, pending, total)
  }
  const { books } = remains
  if (books) {
    countAgain(table, books.other)
    packer.resume(books.number, books.unsaid)
    rhythm.resume(books.rhythm.step, monotonicOf(clock, books.rhythm.sentAt))
  }
  const missing = missingIn(remains)
  if (missing > 0) packer.unsaid.miss(missing)
  return reviveParcels(remains, known, parts)
}

/** What waits is accepted once more, here; the running totals that the chat knows go on without counting it twice. */
function book(remains: Remains, ledger: Ledger): void {
  const { books } = remains
  const [waiting, missing] = [waitingIn(remains), missingIn(remains)]
  ledger.accepted += waiting + missing
  ledger.drop('spool', missing)
  if (!books) return
  ledger.earlier.accepted += books.accepted - waiting - missing
  ledger.earlier.delivered += books.delivered
  ledger.earlier.dropped += books.dropped
}

function reviveGroup(
  saved: SavedGroup,
  known: Map<string, Group>,
  carried: ReadonlySet<string>,
  { clock, table }: RevivalParts,
): void {
  const group = groupOf(saved, clock)
  const { fingerprint, pending, total } = group
  const here = known.get(fingerprint)
  if (here) {
    merge(here, group, clock.monotonic())
    return
  }
  const isForgotten = clock.monotonic() - group.heardAt > rememberedMs
  if (isForgotten && pending === 0 && !carried.has(fingerprint)) return
  if (table.restore(group)) known.set(fingerprint, group)
  else table.other.fold(fingerprint, pending, total)
}

function groupOf({ alert, at, counts, samples }: SavedGroup, clock: Clock): Group {
  const [fingerprint, level, total, pending, first, last, heardAt, state, shownTotal, shownAt, quiet] = counts
  const texts = samples.length > 0 ? [...samples] : [alert.message]
  const lastRaw = texts.at(-1)
  const isNews = pending > 0 && state !== 'ongoing'
  return {
    fingerprint,
    level,
    alert,
    samples: texts,
    lastRaw,
    rawLength: lastRaw?.length ?? 0,
    at: state === 'ongoing' ? undefined : at,
    total,
    pending,
    inFlight: 0,
    first,
    last,
    heardAt: monotonicOf(clock, heardAt),
    dueAt: isNews ? clock.monotonic() : Number.POSITIVE_INFINITY,
    state,
    shownTotal,
    shownAt: monotonicOf(clock, shownAt),
    quiet: quiet === 1,
    held: undefined,
    folded: false,
    bytes: 0,
  }
}

/** Two processes knew the same kind: their counts add up, and it goes on as the one that is here. */
function merge(here: Group, other: Group, now: number): void {
  const isWaiting = here.pending > 0
  if (other.pending > 0) {
    here.first = isWaiting ? Math.min(here.first, other.first) : other.first
    here.last = isWaiting ? Math.max(here.last, other.last) : other.last
    if (here.state !== 'ongoing') here.dueAt = Math.min(here.dueAt, now)
    // It was let through before.
    here.held = undefined
  }
  here.total += other.total
  here.pending += other.pending
  here.heardAt = Math.max(here.heardAt, other.heardAt)
  if (here.shownTotal > 0) here.shownTotal += other.shownTotal
}

function reviveParcels(
  { parcels }: Remains,
  known: ReadonlyMap<string, Group>,
  parts: RevivalParts,
): SavedParcel[] {
  const { clock, dispatcher, fleet, ledger, packer } = parts
  const revived: SavedParcel[] = []
  for (const saved of parcels.values()) {
    const member = fleet.members.find(({ line }) => line.name === saved.robot)
    const [anybody] = fleet.members
    if (!anybody) continue
    const parcel = parcelOf(saved, known, member ?? anybody, parts)
    parcel.resendUntil = monotonicOf(clock, saved.postedAt) + youngMs
    const isYoung = Math.abs(clock.now() - saved.postedAt) <= youngMs
    if (member && isYoung) {
      dispatcher.resume(parcel)
      revived.push(saved)
      continue
    }
    ledger.messages.failed += 1
    packer.giveBack(parcel, true)
  }
  return revived
}

function parcelOf(
  saved: SavedParcel,
  known: ReadonlyMap<string, Group>,
  member: RobotParcel['member'],
  { ledger, table }: RevivalParts,
): RobotParcel {
  const { body, look, msgUuid, news, notices, number } = saved
  const shares: Share[] = []
  const other = { ...saved.other }
  for (const share of saved.shares) {
    const group = known.get(share.fingerprint)
    if (group) shares.push(shareOf(share, group))
    else {
      other.kinds += 1
      other.alerts += share.count
    }
  }
  table.other.inFlight += other.alerts
  const totals = { accepted: ledger.acceptedInAll, dropped: ledger.droppedInAll }
  const contents = { member, number, shares, other, notices, news, last: false, totals }
  // It may have arrived: nobody heard the answer.
  return { ...contents, look, body, msgUuid, attempts: 1, ambiguous: 1 }
}

/** What a message carries of a group, without touching what else waits in it. */
function shareOf({ count, first, last, shown, state, total }: SavedShare, group: Group): Share {
  const waiting = {
    pending: group.pending,
    first: group.first,
    last: group.last,
    state: group.state,
    dueAt: group.dueAt,
  }
  Object.assign(group, { pending: count, first, last, state })
  const share = take(group, shown)
  Object.assign(group, waiting)
  return { ...share, view: { ...share.view, total } }
}

function countAgain({ other }: GroupTable, waiting: { kinds: number; alerts: number }): void {
  other.inFlight += waiting.alerts
  other.giveBack(waiting)
}
