import type { Clock } from '../clock.ts'
import type { Dispatcher } from '../dispatcher.ts'
import type { GroupTable } from '../group/group-table.ts'
import type { Ledger } from '../ledger.ts'
import type { Fleet } from '../pace/fleet.ts'
import type { Rhythm } from '../pace/rhythm.ts'
import type { Packer } from '../packer.ts'
import type { RobotLine } from '../robot-line.ts'
import type { SavedParcel } from './record.ts'
import { missingIn, type Remains, waitingIn } from './replay.ts'
import { reviveGroups } from './revive-groups.ts'
import { reviveParcels } from './revive-parcels.ts'
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

/** What came back, beside groups. */
interface Revived {
  /** Messages that go out once more. */
  parcels: SavedParcel[]
  /** Kinds without a group whose totals count. */
  folded: string[]
}

/** Brings remains back: groups with their counts, then the messages whose outcome nobody knows. */
export function revive(remains: Remains, parts: RevivalParts): Revived {
  const { clock, ledger, packer, rhythm, table } = parts
  book(remains, ledger)
  const { folded, known } = reviveGroups(remains, clock, table)
  const { books } = remains
  if (books) {
    countAgain(table, books.other)
    packer.resume(books.number, books.unsaid)
    rhythm.resume(books.rhythm.step, monotonicOf(clock, books.rhythm.sentAt))
  }
  const missing = missingIn(remains)
  if (missing > 0) packer.unsaid.miss(missing)
  return { parcels: reviveParcels(remains, known, parts), folded }
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

function countAgain({ other }: GroupTable, waiting: { kinds: number; alerts: number }): void {
  other.inFlight += waiting.alerts
  other.giveBack(waiting)
}
