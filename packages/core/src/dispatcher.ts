import type { Arrived } from './group/arrival.ts'
import type { GroupTable } from './group/group-table.ts'
import { createLanes, type Lane, quotaClassOf, requestOf, speaksFrom } from './lane.ts'
import type { Ledger } from './ledger.ts'
import { type Due, due, dueFatal, nextDueAt } from './pace/due.ts'
import type { Fleet } from './pace/fleet.ts'
import type { Quota } from './pace/quota.ts'
import type { Rhythm } from './pace/rhythm.ts'
import type { Slot, SlotRequest } from './pace/slots.ts'
import type { Packer, RobotParcel } from './packer.ts'
import type { Reporter } from './reporter.ts'
import type { RobotLine, RobotPorts } from './robot-line.ts'
import type { Settler } from './settler.ts'

/** What the dispatcher drives. */
export interface DispatcherParts {
  fleet: Fleet<RobotLine>
  ledger: Ledger
  packer: Packer
  ports: RobotPorts
  quota: Quota | undefined
  repeatIntervalMs: number
  reporter: Reporter
  rhythm: Rhythm
  settler: Settler
  table: GroupTable
}

/** `everything`: a flush; `last-words`: the end, where one message may pass one that hangs. */
export type Urgency = 'normal' | 'everything' | 'last-words'

const never = Infinity
const quotaProbeMs = 24 * 60 * 60_000
const lostAfterMs = 1_000
/** Brings together what is due and what may leave, one message a lane. Sleeps in between. */
export class Dispatcher {
  urgency: Urgency = 'normal'
  /** From then on, on the monotonic clock, only the last words may still leave. */
  lastWordsFrom = never
  /** Called after every attempt. */
  onProgress = () => {}
  readonly #parts: DispatcherParts
  readonly #lanes = createLanes()
  readonly #unwatch: readonly (() => void)[]
  /** Wall clock of the last message that arrived. */
  #lastSentAt = Number.NEGATIVE_INFINITY
  #quotaRefusedUntil = Number.NEGATIVE_INFINITY
  #wakeAt = never
  #cancelWake = () => {}
  #ended = false

  constructor(parts: DispatcherParts) {
    this.#parts = parts
    this.#unwatch = parts.fleet.members.map(({ line }) => line.gate.watch(() => this.pump()))
  }

  /** Until when nothing can happen: in the past while a message is in flight. */
  get stuckUntil(): number {
    return this.#lanes.some((lane) => lane.since !== undefined) ? Number.NEGATIVE_INFINITY : this.#wakeAt
  }

  /** An alert came: sees to it that it leaves in time. */
  heard({ group, jumps, stirs }: Arrived): void {
    const { ports, rhythm } = this.#parts
    if (jumps) rhythm.quicken()
    if (!stirs && !jumps) return
    if (group?.held) this.wakeBy((group.held.times[0] ?? never) + group.held.windowMs)
    else if (this.urgency !== 'normal') this.wakeBy(ports.clock.monotonic())
    else this.wakeBy(group && group.state !== 'ongoing' ? group.dueAt : rhythm.dueAt)
  }

  /** Makes sure that the pump runs at `at` (monotonic) or before. */
  wakeBy(at: number): void {
    const { clock } = this.#parts.ports
    const now = clock.monotonic()
    // A wake-up that never came, as after fake timers, is made up for at once.
    const isLost = this.#wakeAt < now - lostAfterMs
    if (this.#ended || (at >= this.#wakeAt && !isLost)) return
    this.#cancelWake()
    this.#wakeAt = isLost ? now : Math.max(at, now)
    this.#cancelWake = clock.after(Math.ceil(this.#wakeAt - now), () => this.pump())
  }

  /** Starts all that may start now, and sleeps until more may. Runs in timers: what it threw would end the host. */
  pump(): void {
    if (this.#ended) return
    try {
      this.#pump()
    } catch (error) {
      this.#parts.reporter.defect(error)
    }
  }

  #pump(): void {
    const { ledger, ports, table } = this.#parts
    const now = ports.clock.monotonic()
    ledger.drop('threshold', table.lapse(now))
    this.#cancelWake()
    this.#wakeAt = never
    this.wakeBy(Math.min(...this.#lanes.map((lane) => this.#advance(lane, now))))
  }

  /** Nothing leaves any more, and answers that still come are not heard. */
  end(): void {
    this.#ended = true
    this.#cancelWake()
    for (const unwatch of this.#unwatch) unwatch()
  }

  /** Lets a lane do what it can; returns when it can do more. */
  #advance(lane: Lane, now: number): number {
    if (lane.since !== undefined) return never
    if (lane.parcel) return this.#resend(lane, lane.parcel, now)
    const load = this.#loadOf(lane, now)
    if (typeof load === 'number') return load
    const { fleet, packer, ports, table } = this.#parts
    fleet.noteBans(now, ports.clock.now())
    const member = fleet.choose(now)
    if (!member) return fleet.freeAt(now)
    lane.request = requestOf(lane, load, table.other.pending > 0, member.line.settings)
    lane.quotaClass = quotaClassOf(lane, load)
    const slot = this.#takeSlot(lane, lane.request, member.line, now)
    if (typeof slot === 'number') return slot
    const packing = { due: load, member, last: lane.name === 'last-words', alone: lane.name === 'fatal' }
    this.#launch(lane, packer.pack(packing), slot)
    return never
  }

  #resend(lane: Lane, parcel: RobotParcel, now: number): number {
    const { line } = parcel.member
    if (line.gate.bannedMs(now) > 0) {
      // Somebody else's message got the robot banned meanwhile: another robot, or a later message, carries this one.
      lane.parcel = undefined
      this.#parts.settler.giveBack(parcel, parcel.ambiguous > 0)
      return this.#advance(lane, now)
    }
    if (lane.retryAt > now || !lane.request) return lane.retryAt
    const slot = this.#takeSlot(lane, lane.request, line, now)
    if (typeof slot !== 'number') this.#launch(lane, parcel, slot)
    return typeof slot === 'number' ? slot : never
  }

  /** What the lane would carry now, or when it will have something to carry. */
  #loadOf(lane: Lane, now: number): Due | number {
    const { packer, repeatIntervalMs, rhythm, table } = this.#parts
    if (lane.name === 'fatal') {
      const fatal = dueFatal(table, now)
      return fatal.groups.length > 0 ? fatal : never
    }
    const speaksAt = speaksFrom(
      lane,
      this.#lanes,
      this.urgency === 'last-words' ? this.lastWordsFrom : undefined,
      now,
    )
    if (speaksAt > now) return speaksAt
    const everything = this.urgency !== 'normal'
    const rules = { digestAt: rhythm.dueAt, everything, repeatIntervalMs }
    const load = due(table, now, rules)
    const aside = table.other.pending > 0 || packer.hasNotices
    if (load.groups.length > 0 || (aside && (everything || rhythm.dueAt <= now))) return load
    return Math.min(nextDueAt(table, rules), aside ? rhythm.dueAt : never)
  }

  /** A slot, if quota and gate both let the message go now; else when they will. */
  #takeSlot({ quotaClass }: Lane, request: SlotRequest, { gate }: RobotLine, now: number): Slot | number {
    const { ports, quota } = this.#parts
    const wall = ports.clock.now()
    quota?.count(0, ports.registry.shared().directCalls, wall)
    const quotaWaitMs = quota ? quota.freeAt(quotaClass, wall, this.#lastSentAt) - wall : 0
    const at = Math.max(now + quotaWaitMs, this.#quotaRefusedUntil, gate.freeAt(request, now))
    // Another process may have been faster.
    return at > now ? at : (gate.take(request, now) ?? Math.max(now + 1, gate.freeAt(request, now)))
  }

  #launch(lane: Lane, parcel: RobotParcel, slot: Slot): void {
    this.#send(lane, parcel, slot).catch((error: unknown) => this.#parts.reporter.defect(error))
  }

  async #send(lane: Lane, parcel: RobotParcel, slot: Slot): Promise<void> {
    const { ledger, ports, quota, settler } = this.#parts
    const { clock } = ports
    lane.parcel = parcel
    lane.since = clock.monotonic()
    parcel.attempts += 1
    if (parcel.attempts > 1) ledger.messages.retried += 1
    quota?.count(1, ports.registry.shared().directCalls, clock.now())
    const delivery = await parcel.member.line.attempt(parcel.body, slot)
    if (this.#ended) return
    const rest = settler.settle(parcel, delivery)
    lane.since = undefined
    lane.parcel = rest?.parcel
    lane.retryAt = rest?.retryAt ?? never
    if (delivery.outcome === 'ok') {
      this.#lastSentAt = clock.now()
      this.#quotaRefusedUntil = -never
    }
    if (delivery.outcome === 'quota') this.#quotaRefusedUntil = clock.monotonic() + quotaProbeMs
    this.pump()
    this.onProgress()
  }
}
