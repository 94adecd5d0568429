import type { AnswerStyle } from './answer/answer.ts'
import type { Clock } from './clock.ts'
import type { Fault } from './faults/fault.ts'
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

/** Adds a fault behind the others and tells whoever watches. Throws `OptionError`. */
export function addFault({ faults, feed }: Pick<Group, 'faults' | 'feed'>, fault: Fault): void {
  faults.add(fault)
  feed.publish({ type: 'faults' })
}

/** As if the server had just started, with the robots it has now: no records, no faults, fresh meters. */
export function reset({ history, registry, faults, feed }: Group): void {
  history.clear()
  faults.replace([])
  registry.forget()
  feed.publish({ type: 'faults' })
  feed.publish({ type: 'robots' })
}
