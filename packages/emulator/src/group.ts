import type { AnswerStyle } from './answer/answer.ts'
import type { Clock } from './clock.ts'
import type { FaultList } from './faults/fault-list.ts'
import type { Registry } from './robots/registry.ts'
import type { Feed } from './store/feed.ts'
import type { History } from './store/history.ts'

/** The emulated group: what all doors of the server share. */
export interface Group {
  clock: Clock
  registry: Registry
  faults: FaultList
  feed: Feed
  history: History
  style: AnswerStyle
  /** Aborts when the server closes; whatever waits gives up. */
  closing: AbortSignal
}
