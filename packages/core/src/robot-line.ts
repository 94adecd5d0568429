import type { Clock } from './clock.ts'
import { DingTalkError, optionError } from './errors.ts'
import { limits } from './limits.ts'
import { withKeyword } from './message/keyword.ts'
import type { Message } from './message/message.ts'
import type { Gate } from './pace/gate.ts'
import type { Registry } from './pace/registry.ts'
import type { Slot } from './pace/slots.ts'
import { type RobotOptions, type RobotSettings, resolveRobotOptions } from './robot-options.ts'
import { type Delivery, deliver } from './transport/deliver.ts'
import { Endpoint } from './transport/endpoint.ts'

/** The world around a robot; the defaults are this process and its clock. */
export interface RobotPorts {
  clock: Clock
  registry: Registry
  /** A number from 0 up to 1. */
  random: () => number
}

/** One attempt's end, and whether the clock that it was signed by has just been corrected. */
export interface LineDelivery extends Delivery {
  corrected?: boolean
}

/** The line to one robot: what both doors, `Robot` and `Alerter`, use of it. Holds the credential unprintably. */
export class RobotLine {
  readonly name: string
  readonly settings: RobotSettings
  readonly gate: Gate
  readonly #endpoint: Endpoint
  readonly #ports: RobotPorts
  #skewMs = 0

  /** @throws DingTalkError `ERR_DINGTALK_OPTIONS` */
  constructor(options: RobotOptions, ports: RobotPorts) {
    this.settings = resolveRobotOptions(options)
    this.#endpoint = new Endpoint(options.webhook, options.secret, this.settings.allowHttp)
    this.name = this.settings.name ?? `robot-${this.#endpoint.identity.slice(0, 8)}`
    this.gate = ports.registry.gate(this.#endpoint.identity, ports.clock.monotonic())
    this.#ports = ports
  }

  /** What must not be shown in any message or error. */
  get secrets(): readonly string[] {
    return this.#endpoint.secrets
  }

  /**
   * The body of a message: a keyword added where none is contained, the `msgUuid` beside it.
   * @throws DingTalkError `ERR_DINGTALK_OPTIONS`, or `ERR_DINGTALK_TOO_LARGE` over 20,000 bytes of UTF-8
   */
  encode(message: Message, msgUuid: string): string {
    const body = stringify({ ...withKeyword(checkMessage(message), this.settings.keywords), msgUuid })
    const bytes = Buffer.byteLength(body)
    if (bytes <= limits.bodyBytes) return body
    const words = `the message has ${bytes} bytes, at most ${limits.bodyBytes} are taken`
    throw new DingTalkError('ERR_DINGTALK_TOO_LARGE', words, { robot: this.name })
  }

  /** Posts the body once and gives the slot back. */
  async attempt(body: string, slot: Slot, signal?: AbortSignal): Promise<LineDelivery> {
    const { clock, random } = this.#ports
    const { fetch, timeoutMs } = this.settings
    const delivery = await deliver({
      endpoint: this.#endpoint,
      body,
      fetch,
      clock,
      timeoutMs,
      skewMs: this.#skewMs,
      signal,
    })
    const completion = {
      throttled: delivery.outcome === 'throttled',
      extraMs: delivery.unanswered ? timeoutMs : 0,
    }
    this.gate.complete(slot, clock.monotonic(), completion, random())
    return { ...delivery, corrected: this.#correct(delivery) }
  }

  /** Takes the server's time over when a refused signature shows that the local clock is wrong. */
  #correct({ reason, skewMs = 0 }: Delivery): boolean {
    const refusedForTime = reason === 'sign' || reason === 'timestamp'
    if (!refusedForTime || Math.abs(skewMs - this.#skewMs) < limits.skewMs) return false
    this.#skewMs = skewMs
    return true
  }
}

const kinds: ReadonlySet<unknown> = new Set(['text', 'markdown', 'link', 'actionCard', 'feedCard'])

function checkMessage(message: Message): Message {
  const kind: unknown = typeof message === 'object' && message !== null ? message.msgtype : undefined
  if (kinds.has(kind) && Reflect.get(message, String(kind))) return message
  throw optionError('message', 'what text(), markdown(), link(), actionCard() or feedCard() return', message)
}

function stringify(value: unknown): string {
  try {
    return JSON.stringify(value)
  } catch {
    throw optionError('message', 'plain data that JSON can hold', value)
  }
}
