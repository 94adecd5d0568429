import { type Group, type Share, take } from '../group/group.ts'
import type { RobotParcel } from '../packer.ts'
import type { SavedParcel, SavedShare } from './record.ts'
import type { Remains } from './replay.ts'
import type { RevivalParts } from './revival.ts'
import { isHere, type Known } from './revive-groups.ts'
import { monotonicOf } from './times.ts'

/** So long after it was posted first a message goes out again as it was: DingTalk does not tell how long it knows a `msgUuid`. */
const youngMs = 2 * 60_000

/** Sends messages again whose outcome nobody knows, and returns them; those that cannot go out as they were give back what they held. */
export function reviveParcels({ parcels }: Remains, known: Known, parts: RevivalParts): SavedParcel[] {
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
  known: Known,
  member: RobotParcel['member'],
  { ledger, table }: RevivalParts,
): RobotParcel {
  const { body, look, msgUuid, news, notices, number } = saved
  const shares: Share[] = []
  const other = { ...saved.other }
  for (const share of saved.shares) {
    const group = known.get(share.fingerprint)
    if (isHere(group)) shares.push(shareOf(share, group))
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
