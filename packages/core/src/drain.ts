import type { Dispatcher } from './dispatcher.ts'
import { listen } from './exit/at-exit.ts'
import type { Ending } from './exit/ending.ts'
import type { Group } from './group/group.ts'
import type { GroupTable } from './group/group-table.ts'
import type { Ledger } from './ledger.ts'
import type { RobotPorts } from './robot-line.ts'
import type { Journal } from './spool/journal.ts'

/** What the drain works with. */
export interface DrainParts {
  dispatcher: Dispatcher
  ledger: Ledger
  ports: RobotPorts
  table: GroupTable
  /** Where what is left may wait. */
  journal: Journal | undefined
}

/** Somebody waiting for the alerts that were pending when they asked. */
interface Goal {
  readonly deadline: number
  /** Totals that the groups must have settled. */
  readonly totals: ReadonlyMap<Group, number>
  readonly other: boolean
  /** When only the last words may still leave; never, where there are none. */
  readonly lastWordsFrom: number
  reach(delivered: boolean): void
}

const exitWaitMs = 2_000

/** Flush, close, and the natural end of the process: waits for what is pending, but never longer than it may. */
export class Drain {
  readonly #parts: DrainParts
  readonly #goals = new Set<Goal>()
  /** How the end of the process sees this alerter. */
  readonly #ending: Ending = {
    drain: () => void this.#drain(),
    lastWords: () => this.#parts.dispatcher.lastWords(() => this.#finish()),
  }
  #closing: Promise<boolean> | undefined
  #watching = false

  constructor(parts: DrainParts) {
    this.#parts = parts
    parts.dispatcher.onProgress = () => this.#check()
    listen(parts.ports.registry)
  }

  /** Makes sure that the end of the process finds what is pending. */
  watch(): void {
    if (this.#watching) return
    this.#watching = true
    const shared = this.#parts.ports.registry.shared()
    shared.endings ??= new Set()
    shared.endings.add(this.#ending)
    shared.speak?.()
  }

  flush(timeoutMs: number): Promise<boolean> {
    return this.#closing ?? this.#await(timeoutMs, false)
  }

  close(timeoutMs: number): Promise<boolean> {
    this.#closing ??= this.#close(timeoutMs)
    return this.#closing
  }

  async #close(timeoutMs: number): Promise<boolean> {
    const { ledger, ports, table } = this.#parts
    ledger.drop('threshold', table.lapse(ports.clock.monotonic(), true))
    const delivered = await this.#await(timeoutMs, true)
    this.#finish()
    this.#parts.dispatcher.hangUp()
    return delivered
  }

  /** The natural end of the process: what is in flight after that time does not hold it any longer. */
  async #drain(): Promise<void> {
    // An alert that still comes makes the end ask again.
    this.#watching = false
    if (!(await this.#await(exitWaitMs, true))) this.#parts.dispatcher.hangUp()
  }

  /** Nothing leaves any more: what is left waits on disk, or is dropped, here and nowhere else. */
  #finish(): void {
    const { dispatcher, journal, ledger, table } = this.#parts
    dispatcher.end()
    if (!journal?.close()) ledger.drop('shutdown', table.clear())
    this.#unwatch()
  }

  #await(timeoutMs: number, last: boolean): Promise<boolean> {
    const { ports, table } = this.#parts
    const asked = ports.clock.monotonic()
    const deadline = asked + Math.max(0, Number(timeoutMs) || 0)
    return new Promise((resolve) => {
      // Its caller waits for it, so the process stays for that long.
      const cancel = ports.clock.after(deadline - asked, () => goal.reach(false), true)
      const goal: Goal = {
        deadline,
        totals: new Map([...table.groups()].filter(isUnsettled).map((group) => [group, group.total])),
        other: table.other.pending + table.other.inFlight > 0,
        lastWordsFrom: last ? deadline - Math.min(1_000, (deadline - asked) / 2) : Number.POSITIVE_INFINITY,
        reach: (delivered) => {
          cancel()
          this.#goals.delete(goal)
          this.#setUrgency()
          resolve(delivered)
        },
      }
      this.#goals.add(goal)
      this.#setUrgency()
      this.#parts.dispatcher.pump()
      this.#check()
    })
  }

  #check(): void {
    const { dispatcher, ledger, table } = this.#parts
    for (const goal of [...this.#goals]) {
      const folded = goal.other || [...goal.totals.keys()].some((group) => group.folded)
      const open = [...goal.totals].some(
        ([group, total]) => group.total - group.pending - group.inFlight < total,
      )
      const done = !open && !(folded && table.other.pending + table.other.inFlight > 0)
      if (done) goal.reach(ledger.dropped.content === 0)
      // A ban of ten minutes is not over in two seconds.
      else if (dispatcher.stuckUntil > goal.deadline) goal.reach(false)
    }
    if (this.#watching && table.pending === 0) this.#unwatch()
  }

  #setUrgency(): void {
    const { dispatcher } = this.#parts
    const lastWordsFrom = Math.min(...[...this.#goals].map((goal) => goal.lastWordsFrom))
    const isLast = lastWordsFrom < Number.POSITIVE_INFINITY
    const urgency = isLast ? 'last-words' : this.#goals.size > 0 ? 'everything' : 'normal'
    dispatcher.hurry = { urgency, lastWordsFrom }
  }

  #unwatch(): void {
    this.#watching = false
    this.#parts.ports.registry.shared().endings?.delete(this.#ending)
  }
}

function isUnsettled({ inFlight, pending }: Group): boolean {
  return pending + inFlight > 0
}
