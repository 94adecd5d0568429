import type { Clock } from './clock.ts'
import type { DingTalkError } from './errors.ts'
import { publish } from './events.ts'
import { alertsIn } from './pace/parcel.ts'
import type { Registry } from './pace/registry.ts'
import type { RobotParcel } from './packer.ts'
import { say } from './stderr.ts'

/** Tells the outside what happens inside: on diagnostics channels, and of trouble at most one line a minute on stderr. */
export class Reporter {
  readonly #clock: Clock
  readonly #registry: Registry

  constructor(clock: Clock, registry: Registry) {
    this.#clock = clock
    this.#registry = registry
  }

  sent({ attempts, body, member, msgUuid, number, ...parcel }: RobotParcel): void {
    const robot = member.line.name
    const alerts = alertsIn(parcel)
    publish('dingbell:sent', { robot, number, msgUuid, alerts, bytes: Buffer.byteLength(body), attempts })
  }

  failed({ member, msgUuid, number }: RobotParcel, error: DingTalkError, final: boolean): void {
    const robot = member.line.name
    publish('dingbell:failed', { robot, number, msgUuid, error, final })
    if (error.code === 'ERR_DINGTALK_THROTTLED') {
      publish('dingbell:throttled', { robot, retryAfterMs: error.retryAfterMs ?? 0 })
    }
    if (final) this.say(`${error.message}. ${error.hint.replace('\n', ' ')}`)
  }

  /** A defect of ours, which must not become the host's. */
  defect(error: unknown): void {
    this.say(`a defect: ${error instanceof Error ? error.stack : String(error)}`)
  }

  /** One line on stderr, at most one a minute. */
  say(line: string): void {
    say(line, this.#clock.monotonic(), this.#registry.shared())
  }
}
