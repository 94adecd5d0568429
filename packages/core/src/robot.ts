import { nodeCrypto } from './builtins.ts'
import { systemClock } from './clock.ts'
import { check, type DingTalkError } from './errors.ts'
import type { Message } from './message/message.ts'
import { processRegistry } from './pace/registry.ts'
import { unlessAborted } from './pace/unless-aborted.ts'
import { robotFromEnv } from './robot-env.ts'
import { type LineDelivery, RobotLine, type RobotPorts } from './robot-line.ts'
import type { RobotOptions } from './robot-options.ts'
import { backoffMs } from './transport/backoff.ts'
import { type Failure, failure } from './transport/failure.ts'

/** What became of a message that arrived. */
export interface Receipt {
  /** Name of the robot. */
  robot: string
  msgUuid: string
  /** Requests that it took. */
  attempts: number
  /** Size of the request's body. */
  bytes: number
  /** Wall clock at the answer, in ms since 1970. */
  sentAt: number
}

/** How one message is sent. */
export interface SendOptions {
  /** Ends the wait for a slot, for a retry or for the answer. */
  signal?: AbortSignal | undefined
  /** Idempotency key of the message, kept over its retries. Default: a new UUID. */
  msgUuid?: string | undefined
}

const lineKey = Symbol.for('dingbell.line')

/** One robot of a DingTalk group: signs, paces and sends, one message at a time. */
export class Robot {
  /** Shown in errors and `stats()`. Default: `'robot-'` and 8 hex digits of the token's SHA-256. */
  readonly name: string
  readonly #line: RobotLine
  readonly #closing = new AbortController()
  readonly #sending = new Set<Promise<Receipt>>()

  /** @throws DingTalkError `ERR_DINGTALK_OPTIONS`; it never quotes the webhook or the secret */
  constructor(options: RobotOptions, ports: Partial<RobotPorts> = {}) {
    const defaults = { clock: systemClock, registry: processRegistry, random: Math.random }
    this.#line = new RobotLine(options, { ...defaults, ...ports })
    this.name = this.#line.name
  }

  /**
   * A robot from `DINGTALK_WEBHOOK`, `DINGTALK_SECRET` and `DINGTALK_KEYWORDS` (comma-separated).
   * @throws DingTalkError `ERR_DINGTALK_OPTIONS` when the webhook is missing or malformed
   */
  static fromEnv(env: NodeJS.ProcessEnv = process.env): Robot {
    const options = robotFromEnv(env)
    check(options !== undefined, 'DINGTALK_WEBHOOK', 'a webhook', options)
    return new Robot(options)
  }

  /**
   * Sends one message: waits for a slot, and retries what may succeed with the same body, the same `msgUuid` and a
   * fresh signature. While the promise is pending the process stays: its caller awaits it.
   * @throws DingTalkError (the promise rejects) saying what went wrong and, in `hint`, what to do
   */
  send(message: Message, options: SendOptions = {}): Promise<Receipt> {
    const sending = this.#send(message, options)
    const forget = () => this.#sending.delete(sending)
    this.#sending.add(sending)
    // Also spares the process where nobody waits for the promise.
    sending.then(forget, forget)
    return sending
  }

  /** Rejects what waits; resolves when the message in flight has its answer, at the latest after `timeoutMs`. */
  async close(): Promise<void> {
    this.#closing.abort()
    await Promise.allSettled(this.#sending)
  }

  /** For the alerter, which paces by itself. A symbol: not part of the public names. */
  [lineKey](): RobotLine {
    return this.#line
  }

  async #send(
    message: Message,
    { msgUuid = nodeCrypto().randomUUID(), signal }: SendOptions,
  ): Promise<Receipt> {
    const line = this.#line
    const { perMinute, retry } = line.settings
    const { clock, registry, random } = line.ports
    const body = line.encode(message, msgUuid)
    const signals = [this.#closing.signal, signal]
    for (let attempts = 1; ; attempts += 1) {
      const slot = await line.gate.acquire({ kind: 'direct', perMinute }, clock, signals)
      if (!slot) throw this.#failure(signal)
      registry.shared().directCalls += 1
      const delivery = await line.attempt(body, slot, signal)
      const { corrected, outcome, waitMs = 0 } = delivery
      if (outcome === 'ok')
        return { robot: line.name, msgUuid, attempts, bytes: Buffer.byteLength(body), sentAt: clock.now() }
      const again = corrected || /transient|ambiguous/.test(outcome)
      if (signal?.aborted || !again || attempts >= retry.attempts) throw this.#failure(signal, delivery)
      const pauseMs = Math.max(waitMs, backoffMs(attempts, retry, random()))
      await unlessAborted(signals, (resolve) => clock.after(pauseMs, resolve, true))
    }
  }

  /** Why a message ends here: its caller, what DingTalk answered, close(), or a ban. */
  #failure(signal?: AbortSignal, delivery?: LineDelivery): DingTalkError {
    const waitMs = this.#line.gate.bannedMs(this.#line.ports.clock.monotonic())
    const none = { outcome: this.#closing.signal.aborted ? 'closed' : 'throttled' } as const
    const why: Failure = signal?.aborted ? { outcome: 'aborted' } : (delivery ?? none)
    return failure(waitMs > 0 ? { ...why, waitMs } : why, this.name)
  }
}

/** The line of a Robot, whichever copy of this package made it; `undefined` for anything else. */
export function lineOf(robot: unknown): RobotLine | undefined {
  if (typeof robot !== 'object' || robot === null || !(lineKey in robot)) return undefined
  const open = robot[lineKey]
  return typeof open === 'function' ? open.call(robot) : undefined
}
