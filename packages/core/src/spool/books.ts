import type { Books } from './record.ts'
import type { RevivalParts } from './revival.ts'
import { wallOf } from './times.ts'

/** The running totals as they stand, those of the predecessors included. `held`: alerts that a threshold holds back. */
export function booksOf({ clock, ledger, packer, rhythm, table }: RevivalParts, held: number): Books {
  const { other } = table
  return {
    accepted: ledger.acceptedInAll,
    delivered: ledger.deliveredInAll,
    dropped: ledger.droppedInAll,
    held,
    other: { kinds: other.kinds, alerts: other.pending },
    number: packer.number,
    unsaid: packer.unsaid.notices,
    rhythm: { step: rhythm.step, sentAt: wallOf(clock, rhythm.lastAt) },
  }
}
