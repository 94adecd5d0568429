import { Allowance } from './allowance.ts'
import { LastWords } from './exit/last-words.ts'
import type { Arrived } from './group/arrival.ts'
import type { GroupTable } from './group/group-table.ts'
import { createLanes, type Lane, quotaClassOf, requestOf, takeRevived } from './lane.ts'
import type { Ledger } from './ledger.ts'
import { type Hurry, loadOf } from './load.ts'
import type { Fleet } from './pace/fleet.ts'
import { mayRepeat } from './pace/parcel.ts'
import type { Quota } from './pace/quota.ts'
import type { Rhythm } from './pace/rhythm.ts'
import type { Slot } from './pace/slots.ts'
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

const never = Infinity
const lostAfterMs = 1_000

/** Brings together what is due and what may leave, one message a lane. Sleeps in between. */
export class Dispatcher {
  /** Called after every attempt. */
  onProgress = () => {}
  readonly #parts: DispatcherParts
  readonly #allowance: Allowance
  readonly #lanes = createLanes()
  readonly #unwatch: readonly (() => void)[]
  readonly #revived: RobotParcel[] = []
  #hurry: Hurry = { urgency: 'normal', lastWordsFrom: never }
  /** The last words arrived. */
  #said = false
  #inFlight = new AbortController()
  #wakeAt = never
  #cancelWake = () => {}
  #ended = false

  constructor(parts: DispatcherParts) {
    this.#parts = parts
    this.#allowance = new Allowance(parts.ports, parts.quota)
    this.#unwatch = parts.fleet.members.map(({ line }) => line.gate.watch(() => this.pump()))
  }

  /** How pressing things are. */
  set hurry(hurry: Hurry) {
    this.#hurry = hurry
    if (hurry.urgency !== 'last-words') this.#said = false
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
    else if (this.#hurry.urgency !== 'normal') this.wakeBy(ports.clock.monotonic())
    else this.wakeBy(group && group.state !== 'ongoing' ? group.dueAt : rhythm.dueAt)
  }

  /** A dead process had posted this, and nobody heard the answer: it goes out once more, as it was. */
  resume(parcel: RobotParcel): void {
    this.#revived.push(parcel)
    this.wakeBy(this.#parts.ports.clock.monotonic())
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

  /** Waits no longer for the answers to what is in flight, so that they keep no process. */
  hangUp(): void {
    this.#inFlight.abort()
    this.#inFlight = new AbortController()
  }

  /** Ends, and hands over what is still to be said to where no turn of the event loop is left. */
  lastWords(end: () => void): LastWords {
    this.end()
    const now = this.#parts.ports.clock.monotonic()
    for (const lane of this.#lanes) if (!lane.parcel) takeRevived(lane, this.#revived, now)
    return new LastWords({ ...this.#parts, allowance: this.#allowance, lanes: this.#lanes, end })
  }

  /** Lets a lane do what it can; returns when it can do more. */
  #advance(lane: Lane, now: number): number {
    if (lane.since !== undefined || this.#said) return never
    if (!lane.parcel) takeRevived(lane, this.#revived, now)
    if (lane.parcel) return this.#resend(lane, lane.parcel, now)
    const load = loadOf(lane, this.#lanes, this.#parts, this.#hurry, now)
    if (typeof load === 'number') return load
    const { fleet, packer, ports, table } = this.#parts
    fleet.noteBans(now, ports.clock.now())
    const member = fleet.choose(now, this.#hurry.urgency === 'last-words')
    if (!member) return fleet.freeAt(now)
    lane.request = requestOf(lane, load, table.other.pending > 0, member.line.settings)
    lane.quotaClass = quotaClassOf(lane, load)
    const slot = this.#allowance.take(lane.request, lane.quotaClass, member.line, now)
    if (typeof slot === 'number') return slot
    const last = lane.name === 'last-words' && this.#isLast(member.line, now)
    this.#launch(lane, packer.pack({ due: load, member, last, alone: lane.name === 'fatal' }), slot)
    return never
  }

  #resend(lane: Lane, parcel: RobotParcel, now: number): number {
    const { line } = parcel.member
    if (!mayRepeat(parcel, now)) {
      // Another message got the robot banned or set aside meanwhile: another robot, or a later message, carries this one.
      lane.parcel = undefined
      this.#parts.settler.giveBack(parcel, parcel.ambiguous > 0)
      return this.#advance(lane, now)
    }
    if (lane.retryAt > now || !lane.request) return lane.retryAt
    const slot = this.#allowance.take(lane.request, lane.quotaClass, line, now)
    if (typeof slot !== 'number') this.#launch(lane, parcel, slot)
    return typeof slot === 'number' ? slot : never
  }

  /** Whether nothing may follow a message that leaves now: time is up, or it has the last slot. */
  #isLast({ gate, settings }: RobotLine, now: number): boolean {
    return now >= this.#hurry.lastWordsFrom || gate.slotsInUse(now) >= settings.perMinute
  }

  #launch(lane: Lane, parcel: RobotParcel, slot: Slot): void {
    this.#send(lane, parcel, slot).catch((error: unknown) => this.#parts.reporter.defect(error))
  }

  async #send(lane: Lane, parcel: RobotParcel, slot: Slot): Promise<void> {
    const { ledger, ports, settler } = this.#parts
    Object.assign(lane, { parcel, slot, since: ports.clock.monotonic() })
    parcel.attempts += 1
    if (parcel.attempts > 1) ledger.messages.retried += 1
    this.#allowance.spend()
    const delivery = await parcel.member.line.attempt(parcel.body, slot, this.#inFlight.signal)
    if (this.#ended) return
    this.#allowance.note(slot, delivery.outcome)
    // Who hears that it arrived may end the process: nothing is on its way then.
    if (delivery.outcome === 'ok') lane.parcel = undefined
    const rest = settler.settle(parcel, delivery)
    lane.since = undefined
    lane.parcel = rest?.parcel
    lane.retryAt = rest?.retryAt ?? never
    this.#said ||= delivery.outcome === 'ok' && parcel.last && this.#hurry.urgency === 'last-words'
    this.pump()
    this.onProgress()
  }
}
