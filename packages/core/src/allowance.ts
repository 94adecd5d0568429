import type { Quota, QuotaClass } from './pace/quota.ts'
import type { Slot, SlotRequest } from './pace/slots.ts'
import type { RobotLine, RobotPorts } from './robot-line.ts'
import type { Outcome } from './transport/classify.ts'

const never = Infinity
const quotaProbeMs = 24 * 60 * 60_000

/** Says when a message may go: what the month leaves, what DingTalk said of it, and the robot's slots. */
export class Allowance {
  readonly #ports: RobotPorts
  readonly #quota: Quota | undefined
  /** Wall clock of the last message that arrived. */
  #lastSentAt = Number.NEGATIVE_INFINITY
  /** After the answer `quota` no message leaves before, and then a single one finds out whether that is over. */
  #refusedUntil = -never
  #probe: Slot | undefined

  constructor(ports: RobotPorts, quota: Quota | undefined) {
    this.#ports = ports
    this.#quota = quota
  }

  /** A slot, if all let the message go now; else when they will. */
  take(request: SlotRequest, quotaClass: QuotaClass, { gate }: RobotLine, now: number): Slot | number {
    const { clock, registry } = this.#ports
    const wall = clock.now()
    this.#quota?.count(0, registry.shared().directCalls, wall)
    const quotaWaitMs = this.#quota ? this.#quota.freeAt(quotaClass, wall, this.#lastSentAt) - wall : 0
    const at = Math.max(now + quotaWaitMs, this.#refusedUntil, gate.freeAt(request, now))
    if (at > now) return at
    const slot = gate.take(request, now)
    // Another process may have been faster.
    if (!slot) return Math.max(now + 1, gate.freeAt(request, now))
    if (this.#refusedUntil > -never) {
      this.#probe = slot
      this.#refusedUntil = now + quotaProbeMs
    }
    return slot
  }

  /** A message leaves: the month counts it. */
  spend(): void {
    const { clock, registry } = this.#ports
    this.#quota?.count(1, registry.shared().directCalls, clock.now())
  }

  /** How the message in that slot went. */
  note(slot: Slot, outcome: Outcome): void {
    const { clock } = this.#ports
    const isProbe = slot === this.#probe
    if (isProbe) this.#probe = undefined
    if (outcome === 'ok') {
      this.#lastSentAt = clock.now()
      this.#refusedUntil = -never
    } else if (outcome === 'quota') this.#refusedUntil = clock.monotonic() + quotaProbeMs
    // A probe that found nothing out may be repeated.
    else if (isProbe) this.#refusedUntil = clock.monotonic()
  }
}
