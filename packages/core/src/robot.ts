import { randomUUID } from 'node:crypto'
import { type Clock, systemClock } from './clock.ts'
import { DingTalkError, refused } from './errors.ts'
import type { Message } from './message/message.ts'
import type { Refusal } from './pace/gate.ts'
import { processRegistry } from './pace/registry.ts'
import { robotFromEnv } from './robot-env.ts'
import { type LineDelivery, RobotLine, type RobotPorts } from './robot-line.ts'
import type { RobotOptions } from './robot-options.ts'
import { backoffMs } from './transport/backoff.ts'
import { failure } from './transport/failure.ts'

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
  readonly #ports: RobotPorts
  readonly #closing = new AbortController()
  readonly #sending = new Set<Promise<unknown>>()

  /** @throws DingTalkError `ERR_DINGTALK_OPTIONS`; it never quotes the webhook or the secret */
  constructor(options: RobotOptions, ports: Partial<RobotPorts> = {}) {
    this.#ports = { clock: systemClock, registry: processRegistry, random: Math.random, ...ports }
    this.#line = new RobotLine(options, this.#ports)
    this.name = this.#line.name
  }

  /**
   * A robot from `DINGTALK_WEBHOOK`, `DINGTALK_SECRET` and `DINGTALK_KEYWORDS` (comma-separated).
   * @throws DingTalkError `ERR_DINGTALK_OPTIONS` when the webhook is missing or malformed
   */
  static fromEnv(env: NodeJS.ProcessEnv = process.env): Robot {
    const options = robotFromEnv(env)
    if (options) return new Robot(options)
    throw refused('DINGTALK_WEBHOOK', 'a webhook URL or an access token in the environment', 'nothing')
  }

  /**
   * Sends one message: waits for a slot, and retries what may succeed with the same body, the same `msgUuid` and a
   * fresh signature. While the promise is pending the process stays: its caller awaits it.
   * @throws DingTalkError (the promise rejects) saying what went wrong and, in `hint`, what to do
   */
  send(message: Message, options: SendOptions = {}): Promise<Receipt> {
    const sending = this.#send(message, options)
    const settled = sending.catch(() => {}).finally(() => this.#sending.delete(settled))
    this.#sending.add(settled)
    return sending
  }

  /** Rejects what waits; resolves when the message in flight has its answer, at the latest after `timeoutMs`. */
  async close(): Promise<void> {
    this.#closing.abort()
    await Promise.all(this.#sending)
  }

  /** For the alerter, which paces by itself. A symbol: not part of the public names. */
  [lineKey](): RobotLine {
    return this.#line
  }

  async #send(message: Message, { msgUuid = randomUUID(), signal }: SendOptions): Promise<Receipt> {
    const { perMinute, retry } = this.#line.settings
    const { clock, registry, random } = this.#ports
    const body = this.#line.encode(message, msgUuid)
    const stop = signal ? AbortSignal.any([signal, this.#closing.signal]) : this.#closing.signal
    const explain = (why: Refusal) => this.#refusal(why, signal)
    for (let attempts = 1, corrected = false; ; attempts += 1) {
      const slot = await this.#line.gate.acquire({ kind: 'direct', perMinute }, clock, stop, explain)
      registry.countDirectCall()
      const delivery = await this.#line.attempt(body, slot, signal)
      if (delivery.outcome === 'ok') {
        return { robot: this.name, msgUuid, attempts, bytes: Buffer.byteLength(body), sentAt: clock.now() }
      }
      if (delivery.aborted) throw this.#refusal('stopped', signal)
      const again = delivery.corrected ? !corrected : isRetried(delivery)
      if (!again || attempts >= retry.attempts) throw this.#failure(delivery)
      corrected ||= delivery.corrected ?? false
      const waitMs = delivery.corrected
        ? 0
        : Math.max(delivery.waitMs ?? 0, backoffMs(attempts, retry, random()))
      await pause(clock, waitMs, stop, explain)
    }
  }

  #failure(delivery: LineDelivery): DingTalkError {
    const bannedMs = this.#line.gate.bannedMs(this.#ports.clock.monotonic())
    return failure(bannedMs > 0 ? { ...delivery, waitMs: bannedMs } : delivery, this.name)
  }

  #refusal(why: Refusal, signal: AbortSignal | undefined): DingTalkError {
    const robot = this.name
    if (why !== 'stopped') return failure({ outcome: 'throttled', waitMs: why.bannedMs }, robot)
    if (signal?.aborted)
      return new DingTalkError('ERR_DINGTALK_ABORTED', `${robot}: send() was aborted`, { robot })
    return new DingTalkError('ERR_DINGTALK_CLOSED', `${robot}: closed before the message was sent`, { robot })
  }
}

function isRetried({ outcome }: LineDelivery): boolean {
  return outcome === 'transient' || outcome === 'ambiguous'
}

/** Waits between two attempts; ends early, with an error, when asked to stop. */
function pause(clock: Clock, ms: number, stop: AbortSignal, explain: (why: Refusal) => Error): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = () => {
      cancel()
      reject(explain('stopped'))
    }
    const cancel = clock.after(
      ms,
      () => {
        stop.removeEventListener('abort', end)
        resolve()
      },
      true,
    )
    stop.addEventListener('abort', end, { once: true })
    if (stop.aborted) end()
  })
}

/** The line of a Robot, whichever copy of this package made it; `undefined` for anything else. */
export function lineOf(robot: unknown): RobotLine | undefined {
  if (typeof robot !== 'object' || robot === null || !(lineKey in robot)) return undefined
  const open = robot[lineKey]
  return typeof open === 'function' ? open.call(robot) : undefined
}
