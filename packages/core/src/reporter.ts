import type { Clock } from './clock.ts'
import type { DingTalkError } from './errors.ts'
import { publish } from './events.ts'
import { alertsIn } from './pace/parcel.ts'
import type { Registry } from './pace/registry.ts'
import type { RobotParcel } from './packer.ts'

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

  /** One line on stderr, at most one a minute in this process; never stdout, which belongs to the host. */
  say(line: string): void {
    const shared = this.#registry.shared()
    const now = this.#clock.monotonic()
    if (shared.spokeAt !== undefined && now - shared.spokeAt < 60_000) return
    shared.spokeAt = now
    try {
      write(`[dingbell] ${line.replace(/\s+/g, ' ').slice(0, 600)}\n`)
    } catch {
      // A closed stderr is nobody's problem.
    }
  }
}

/** A worker's stderr goes through the main thread, which may be at its end. */
function write(line: string): void {
  const { isMainThread } = process.getBuiltinModule('node:worker_threads')
  if (isMainThread) process.stderr.write(line)
  else process.getBuiltinModule('node:fs').writeSync(2, line)
}
