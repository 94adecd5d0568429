import type { Ledger } from './ledger.ts'
import type { Fleet } from './pace/fleet.ts'
import { type Fate, fateOf } from './pace/parcel.ts'
import type { Rhythm } from './pace/rhythm.ts'
import type { Packer, RobotParcel } from './packer.ts'
import type { Reporter } from './reporter.ts'
import type { LineDelivery, RobotLine, RobotPorts } from './robot-line.ts'
import { backoffMs } from './transport/backoff.ts'
import { failure } from './transport/failure.ts'

/** What the settler keeps in order. */
export interface SettlerParts {
  fleet: Fleet<RobotLine>
  ledger: Ledger
  packer: Packer
  ports: RobotPorts
  reporter: Reporter
  rhythm: Rhythm
}

/** What is left of a parcel after an attempt: the one to send next, and when. */
export interface Rest {
  parcel: RobotParcel
  retryAt: number
}

const retry = { baseDelayMs: 1_000, maxDelayMs: 60_000 }

/** Decides what becomes of a parcel after an attempt, and tells everybody whom it concerns. */
export class Settler {
  readonly #parts: SettlerParts

  constructor(parts: SettlerParts) {
    this.#parts = parts
  }

  /** Books an attempt. Returns what is to be sent again, if anything is. */
  settle(parcel: RobotParcel, delivery: LineDelivery): Rest | undefined {
    const { fleet, ports } = this.#parts
    const now = ports.clock.monotonic()
    const { corrected, outcome } = delivery
    // What fails after a doubtful attempt does not make that one certain: it stays doubtful.
    if (outcome === 'ambiguous' || parcel.ambiguous > 0) parcel.ambiguous += 1
    const fate: Fate = corrected ? 'resend' : fateOf(parcel, outcome)
    const failures = parcel.member.failures + parcel.ambiguous + 1
    const waitMs = Math.max(delivery.waitMs ?? 0, backoffMs(failures, retry, ports.random()))
    const rests = outcome === 'transient' || fate === 'return-doubtful'
    if (!corrected) fleet.note(parcel.member, outcome, now, ports.clock.now(), rests ? waitMs : 0)
    if (fate === 'delivered') return this.#deliver(parcel)
    this.#report(parcel, delivery, fate, now)
    if (fate === 'resend') return { parcel, retryAt: corrected ? now : now + waitMs }
    if (fate === 'reduce')
      return { parcel: this.#parts.packer.reduce(parcel, outcome === 'too-large'), retryAt: now }
    if (fate === 'give-up') this.#giveUp(parcel)
    else this.giveBack(parcel, fate === 'return-doubtful')
    return undefined
  }

  /** The parcel ends here, and a later message carries what it held. */
  giveBack(parcel: RobotParcel, doubtful: boolean): void {
    this.#parts.ledger.messages.failed += 1
    this.#parts.packer.giveBack(parcel, doubtful)
  }

  #deliver(parcel: RobotParcel): undefined {
    const { ledger, packer, ports, reporter, rhythm } = this.#parts
    packer.deliver(parcel)
    ledger.messages.sent += 1
    rhythm.sent(ports.clock.monotonic(), parcel.news)
    reporter.sent(parcel)
  }

  #giveUp(parcel: RobotParcel): void {
    this.#parts.ledger.messages.failed += 1
    this.#parts.packer.giveUp(parcel)
  }

  #report(parcel: RobotParcel, delivery: LineDelivery, fate: Fate, now: number): void {
    const { line } = parcel.member
    const bannedMs = line.gate.bannedMs(now)
    const told = bannedMs > 0 ? { ...delivery, waitMs: bannedMs } : delivery
    this.#parts.reporter.failed(parcel, failure(told, line.name), fate !== 'resend' && fate !== 'reduce')
  }
}
