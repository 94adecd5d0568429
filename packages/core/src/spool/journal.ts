import type { Arrived } from '../group/arrival.ts'
import type { RobotParcel } from '../packer.ts'

/** What the engine tells whoever keeps its books on disk. Every call is synchronous and none throws. */
export interface Journal {
  /** An alert is in the table. A new kind, and one that is back, are on disk when this returns. */
  heard(arrived: Arrived): void
  /** A message is about to be posted for the first time: it is on disk when this returns. */
  taken(parcel: RobotParcel): void
  /** The outcome of a message is booked; `next` takes its place. */
  settled(parcel: RobotParcel, next?: RobotParcel): void
  /** Ends. True when all that waits is on disk for the next process. */
  close(): boolean
}
