import type { Clock } from './clock.ts'
import { check } from './errors.ts'
import { fieldsOf } from './fields.ts'
import type { Host } from './host/host.ts'
import * as limits from './limits.ts'
import { withKeyword } from './message/keyword.ts'
import type { Message } from './message/message.ts'
import type { Gate } from './pace/gate.ts'
import type { Registry } from './pace/registry.ts'
import type { Slot } from './pace/slots.ts'
import { type RobotOptions, type RobotSettings, resolveRobotOptions } from './robot-options.ts'
import { type Delivery, deliver } from './transport/deliver.ts'
import { Endpoint } from './transport/endpoint.ts'
import { failure } from './transport/failure.ts'

/** The world around a robot; the defaults are this process and its clock. */
export interface RobotPorts {
  clock: Clock
  registry: Registry
  /** A number from 0 up to 1. */
  random: () => number
}

/** One attempt's end, and whether the clock that it was signed by has just been corrected. */
export type LineDelivery = Delivery & { corrected: boolean }

/** The line to one robot: what both doors, `Robot` and `Alerter`, use of it. Holds the credential unprintably. */
export class RobotLine {
  readonly name: string
  readonly settings: RobotSettings
  readonly #endpoint: Endpoint
  readonly ports: RobotPorts
  /** What its slots are shared by with other processes; `false`: with none. Looked for when it is needed. */
  host: Host | false | undefined
  #skewMs = 0

  /** @throws DingTalkError `ERR_DINGTALK_OPTIONS` */
  constructor(options: RobotOptions, ports: RobotPorts) {
    this.settings = resolveRobotOptions(options)
    this.#endpoint = new Endpoint(options.webhook, options.secret, this.settings.allowHttp)
    this.name = this.settings.name ?? `robot-${this.#endpoint.identity.slice(0, 8)}`
    this.ports = ports
  }

  /** Slots, ban and line, shared with everybody who uses the same token. */
  get gate(): Gate {
    // Looked up each time: the registry forgets a gate once nothing is remembered of it.
    const { clock, registry } = this.ports
    const gate = registry.gate(this.#endpoint.identity, clock.monotonic())
    this.host ??= registry.host()
    if (this.host) gate.host ||= this.host.slots(this.#endpoint, this.settings)
    return gate
  }

  /** Where to post, signed by now, and what must not be shown of it. No getter: those are shown. */
  sign(): { url: string; secrets: readonly string[] } {
    return this.#endpoint.sign(this.ports.clock.now() + this.#skewMs)
  }

  /**
   * The body of a message: a keyword added where none is contained, the `msgUuid` beside it.
   * @throws DingTalkError `ERR_DINGTALK_OPTIONS`, or `ERR_DINGTALK_TOO_LARGE` over 20,000 bytes of UTF-8
   */
  encode(message: Message, msgUuid: string): string {
    const content = fieldsOf(message)[message?.msgtype]
    check(Object(content) === content, 'message', 'what a builder returns', message)
    const body = JSON.stringify({ ...withKeyword(message, this.settings.keywords), msgUuid })
    const bytes = Buffer.byteLength(body)
    if (bytes <= limits.bodyBytes) return body
    throw failure({ outcome: 'too-large' }, this.name, ` (${bytes} bytes of ${limits.bodyBytes})`)
  }

  /** Posts the body once and gives the slot back. */
  async attempt(body: string, slot: Slot, signal?: AbortSignal): Promise<LineDelivery> {
    const hold = slot.kind === 'direct'
    return this.complete(
      slot,
      await deliver({ ...this.settings, ...this.ports, ...this.sign(), body, hold, signal }),
    )
  }

  /** Gives the slot back after an attempt that ended so. */
  complete(slot: Slot, delivery: Delivery): LineDelivery {
    const { clock, random } = this.ports
    const extraMs = delivery.unanswered ? this.settings.timeoutMs : 0
    const completion = { extraMs, throttled: delivery.outcome === 'throttled' }
    this.gate.complete(slot, clock.monotonic(), completion, random())
    return { ...delivery, corrected: this.#correct(delivery) }
  }

  /** Takes the server's time over when a refused signature shows that the local clock is wrong. */
  #correct({ skewMs }: Delivery): boolean {
    if (!skewMs || Math.abs(skewMs - this.#skewMs) < limits.skewMs) return false
    this.#skewMs = skewMs
    return true
  }
}
