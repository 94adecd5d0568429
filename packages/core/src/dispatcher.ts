import type { Arrived, GroupTable } from './group/group-table.ts'
import type { Ledger } from './ledger.ts'
import { type Due, type DueRules, due, dueFatal, nextDueAt } from './pace/due.ts'
import type { Fleet } from './pace/fleet.ts'
import { type Fate, fateOf } from './pace/parcel.ts'
import type { Quota, QuotaClass } from './pace/quota.ts'
import type { Rhythm } from './pace/rhythm.ts'
import type { Slot, SlotRequest } from './pace/slots.ts'
import type { Packer, RobotParcel } from './packer.ts'
import type { Reporter } from './reporter.ts'
import type { LineDelivery, RobotLine, RobotPorts } from './robot-line.ts'
import { backoffMs } from './transport/backoff.ts'
import { failure } from './transport/failure.ts'

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
  table: GroupTable
}

/** `everything`: a flush; `last-words`: the end, where one message may pass one that hangs. */
export type Urgency = 'normal' | 'everything' | 'last-words'

/** A place for one message at a time: in flight while `since` is set, else waiting for `retryAt`. */
interface Lane {
  readonly name: 'fatal' | 'routine' | 'last-words'
  parcel: RobotParcel | undefined
  request: SlotRequest | undefined
  quotaClass: QuotaClass
  since: number | undefined
  retryAt: number
}

const never = Number.POSITIVE_INFINITY
const quotaProbeMs = 24 * 60 * 60_000
/** A message in flight for longer counts as one that hangs. */
const hangsAfterMs = 500
const retry = { baseDelayMs: 1_000, maxDelayMs: 60_000 }

/** Brings together what is due and what may leave, and decides what becomes of each attempt. */
export class Dispatcher {
  urgency: Urgency = 'normal'
  /** Called after every attempt. */
  onProgress: () => void = () => {}
  readonly #parts: DispatcherParts
  readonly #lanes: readonly Lane[]
  readonly #unwatch: readonly (() => void)[]
  #lastSentAt = Number.NEGATIVE_INFINITY
  #quotaRefusedUntil = Number.NEGATIVE_INFINITY
  #wakeAt = never
  #cancelWake = () => {}
  #ended = false

  constructor(parts: DispatcherParts) {
    this.#parts = parts
    const names = ['fatal', 'routine', 'last-words'] as const
    this.#lanes = names.map((name) => ({
      name,
      parcel: undefined,
      request: undefined,
      quotaClass: 'fatal' as const,
      since: undefined,
      retryAt: never,
    }))
    this.#unwatch = parts.fleet.members.map(({ line }) => line.gate.watch(() => this.pump()))
  }

  /** Until when nothing can happen: in the past while a message is in flight. */
  get stuckUntil(): number {
    return this.#lanes.some((lane) => lane.since !== undefined) ? Number.NEGATIVE_INFINITY : this.#wakeAt
  }

  /** An alert came: sees to it that it leaves in time. */
  heard({ group, jumps, stirs }: Arrived): void {
    const { rhythm } = this.#parts
    if (jumps) rhythm.quicken()
    if (!stirs && !jumps) return
    const { clock } = this.#parts.ports
    if (this.urgency !== 'normal') this.wakeBy(clock.monotonic())
    else if (group?.held) this.wakeBy((group.held.times[0] ?? never) + group.held.windowMs)
    else this.wakeBy(group && group.state !== 'ongoing' ? group.dueAt : rhythm.dueAt)
  }

  /** Makes sure that the pump runs at `at` (monotonic) or before. */
  wakeBy(at: number): void {
    if (this.#ended || at >= this.#wakeAt) return
    const { clock } = this.#parts.ports
    this.#cancelWake()
    this.#wakeAt = at
    this.#cancelWake = clock.after(Math.ceil(at - clock.monotonic()), () => this.pump())
  }

  /** Starts all that may start now, and sleeps until more may. */
  pump(): void {
    if (this.#ended) return
    const { clock } = this.#parts.ports
    const now = clock.monotonic()
    this.#parts.ledger.drop('threshold', this.#parts.table.lapse(now))
    this.#cancelWake()
    this.#wakeAt = never
    const next = this.#lanes.map((lane) => this.#advance(lane, now))
    this.wakeBy(Math.min(...next))
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
    const member = this.#parts.fleet.choose(now)
    if (!member) return this.#parts.fleet.freeAt(now)
    lane.request = this.#requestOf(lane, load, member.line)
    lane.quotaClass = quotaClassOf(lane, load)
    const slot = this.#takeSlot(lane, lane.request, member.line, now)
    if (typeof slot === 'number') return slot
    const { packer } = this.#parts
    const last = lane.name === 'last-words'
    void this.#send(lane, packer.pack({ due: load, member, last, notices: lane.name !== 'fatal' }), slot)
    return never
  }

  #resend(lane: Lane, parcel: RobotParcel, now: number): number {
    const { line } = parcel.member
    if (line.gate.bannedMs(now) > 0) {
      // Somebody else's message got the robot banned meanwhile: others may carry this one.
      this.#giveBack(lane, parcel, parcel.ambiguous > 0)
      return this.#advance(lane, now)
    }
    if (lane.retryAt > now || !lane.request) return lane.retryAt
    const slot = this.#takeSlot(lane, lane.request, line, now)
    if (typeof slot === 'number') return slot
    void this.#send(lane, parcel, slot)
    return never
  }

  /** What the lane would carry now, or when it will have something to carry. */
  #loadOf(lane: Lane, now: number): Due | number {
    const { packer, repeatIntervalMs, rhythm, table } = this.#parts
    if (lane.name === 'fatal') {
      const fatal = dueFatal(table, now)
      return fatal.groups.length > 0 ? fatal : never
    }
    const wait = lane.name === 'last-words' ? this.#lastWordsAt(now) : now
    if (wait > now) return wait
    const rules: DueRules = {
      digestAt: rhythm.dueAt,
      everything: this.urgency !== 'normal',
      repeatIntervalMs,
    }
    const load = due(table, now, rules)
    const aside = table.other.pending > 0 || packer.hasNotices
    if (load.groups.length > 0 || (aside && (rules.everything || rhythm.dueAt <= now))) return load
    return Math.min(nextDueAt(table, rules), aside ? rhythm.dueAt : never)
  }

  /** Last words pass a message that hangs, or the want of a slot; otherwise the routine lane says everything. */
  #lastWordsAt(now: number): number {
    if (this.urgency !== 'last-words') return never
    const routine = this.#lanes.find((lane) => lane.name === 'routine')
    return routine?.since === undefined ? now : routine.since + hangsAfterMs
  }

  #requestOf(lane: Lane, load: Due, { settings: { perMinute } }: RobotLine): SlotRequest {
    if (lane.name === 'last-words') return { kind: 'last-words', perMinute }
    if (lane.name === 'fatal') return { kind: 'first', perMinute, fatal: true }
    const goesOn = load.groups.length > 0 || this.#parts.table.other.pending > 0
    return { kind: load.news ? 'first' : goesOn ? 'digest' : 'notice', perMinute }
  }

  /** A slot, if quota and gate both let the message go now; else when they will. */
  #takeSlot({ quotaClass }: Lane, request: SlotRequest, { gate }: RobotLine, now: number): Slot | number {
    const { ports, quota } = this.#parts
    const wall = ports.clock.now()
    const quotaWaitMs = quota ? quota.freeAt(quotaClass, wall, this.#lastSentAt) - wall : 0
    const at = Math.max(now + quotaWaitMs, this.#quotaRefusedUntil, gate.freeAt(request, now))
    return at > now ? at : (gate.take(request, now) ?? never)
  }

  async #send(lane: Lane, parcel: RobotParcel, slot: Slot): Promise<void> {
    const { ledger, ports, quota } = this.#parts
    lane.parcel = parcel
    lane.since = ports.clock.monotonic()
    parcel.attempts += 1
    if (parcel.attempts > 1) ledger.messages.retried += 1
    quota?.count(1, ports.registry.shared().directCalls, ports.clock.now())
    const delivery = await parcel.member.line.attempt(parcel.body, slot)
    if (this.#ended) return
    lane.since = undefined
    this.#conclude(lane, parcel, delivery)
    this.pump()
    this.onProgress()
  }

  #conclude(lane: Lane, parcel: RobotParcel, delivery: LineDelivery): void {
    const { fleet, ports, reporter } = this.#parts
    const now = ports.clock.monotonic()
    const { outcome } = delivery
    if (outcome === 'ambiguous' || parcel.ambiguous > 0) parcel.ambiguous += 1
    const fate: Fate = delivery.corrected ? 'resend' : fateOf(parcel, outcome)
    const waitMs = Math.max(
      delivery.waitMs ?? 0,
      backoffMs(parcel.member.failures + parcel.ambiguous + 1, retry, ports.random()),
    )
    if (!delivery.corrected) fleet.note(parcel.member, outcome, now, ports.clock.now(), waitMs)
    if (outcome === 'quota') this.#quotaRefusedUntil = now + quotaProbeMs
    if (fate === 'delivered') {
      this.#deliver(lane, parcel)
      return
    }
    const final = fate !== 'resend' && fate !== 'reduce'
    reporter.failed(parcel, failure(withBan(delivery, parcel, now), parcel.member.line.name), final)
    this.#fail(lane, parcel, fate, outcome === 'too-large')
    lane.retryAt = fate === 'resend' && !delivery.corrected ? now + waitMs : now
  }

  #deliver(lane: Lane, parcel: RobotParcel): void {
    const { ledger, packer, ports, reporter, rhythm } = this.#parts
    lane.parcel = undefined
    this.#lastSentAt = ports.clock.now()
    this.#quotaRefusedUntil = Number.NEGATIVE_INFINITY
    packer.deliver(parcel)
    ledger.messages.sent += 1
    rhythm.sent(ports.clock.monotonic(), parcel.news)
    reporter.sent(parcel)
  }

  #fail(lane: Lane, parcel: RobotParcel, fate: Fate, tooLarge: boolean): void {
    const { ledger, packer } = this.#parts
    if (fate === 'reduce') lane.parcel = packer.reduce(parcel, tooLarge)
    else if (fate === 'return' || fate === 'return-doubtful')
      this.#giveBack(lane, parcel, fate === 'return-doubtful')
    else if (fate === 'give-up') {
      lane.parcel = undefined
      ledger.messages.failed += 1
      packer.giveUp(parcel)
    }
  }

  #giveBack(lane: Lane, parcel: RobotParcel, doubtful: boolean): void {
    lane.parcel = undefined
    this.#parts.ledger.messages.failed += 1
    this.#parts.packer.giveBack(parcel, doubtful)
  }
}

function quotaClassOf({ name }: Lane, { groups, news }: Due): QuotaClass {
  if (name !== 'routine' || groups.some(({ group, state }) => group.level === 'fatal' && state !== 'ongoing'))
    return 'fatal'
  return news ? 'first' : groups.length > 0 ? 'digest' : 'notice'
}

/** A throttled attempt tells how long the robot is left alone. */
function withBan(delivery: LineDelivery, { member }: RobotParcel, now: number): LineDelivery {
  const bannedMs = member.line.gate.bannedMs(now)
  return bannedMs > 0 ? { ...delivery, waitMs: bannedMs } : delivery
}
