import type { DenyStyle } from './answer/answer.ts'
import { type Clock, systemClock } from './clock.ts'
import type { ErrmsgStyle } from './judge/refusal.ts'
import { OptionError } from './option-error.ts'
import type { EmulatedRobot } from './robots/robot.ts'
import type { ReceivedRequest } from './store/records.ts'

/** How to start an emulator; `{}` gives one robot on a free loopback port. */
export interface EmulatorOptions {
  /** Default 0: a free one. */
  port?: number | undefined
  /** The address to listen on. Default `127.0.0.1`: nobody else on the network can reach it. */
  host?: string | undefined
  /** The robots of the group. Default: one named `default`, without security modes. */
  robots?: readonly EmulatedRobot[] | undefined
  /** Where time comes from. Default: the machine's clock. */
  clock?: Clock | undefined
  /** Messages kept; the oldest goes first. Default 1,000. */
  maxMessages?: number | undefined
  /** Requests kept, refused ones included. Default 1,000. */
  maxRequests?: number | undefined
  /** The most that is read of a body, in bytes. Default 1,048,576. */
  maxBodyBytes?: number | undefined
  /** How long a caller may take to send its request, in ms. Default 30,000. */
  requestTimeoutMs?: number | undefined
  /** The wording of every `errmsg`. Default `native`: each code as it is seen most. */
  errmsgStyle?: ErrmsgStyle | 'native' | undefined
  /** How calls are turned away during a ban. Default `alternate`: deny body, 302, deny body merged with 130101. */
  denyWith?: DenyStyle | 'alternate' | undefined
  /** Called with every request once it is decided. It must not throw. */
  onRequest?: ((request: ReceivedRequest) => void) | undefined
  /** Decides whether a fault with a `probability` hits. Default `Math.random`. */
  random?: (() => number) | undefined
}

/** The options with nothing left to decide. */
export interface EmulatorSettings {
  readonly port: number
  readonly host: string
  readonly robots: readonly EmulatedRobot[]
  readonly clock: Clock
  readonly maxMessages: number
  readonly maxRequests: number
  readonly maxBodyBytes: number
  readonly requestTimeoutMs: number
  readonly errmsgStyle: ErrmsgStyle | 'native'
  readonly denyWith: DenyStyle | 'alternate'
  readonly onRequest: ((request: ReceivedRequest) => void) | undefined
  readonly random: () => number
}

/** Every wording of an `errmsg` that can be asked for. */
export const errmsgStyles: readonly EmulatorSettings['errmsgStyle'][] = [
  'native',
  'plain',
  'more',
  'description',
  'chinese',
]

/** Every way to turn calls away that can be asked for. */
export const denyStyles: readonly EmulatorSettings['denyWith'][] = ['alternate', 'body', 'merged', 'redirect']

/** Fills the defaults in and checks every field. Throws `OptionError`. */
export function resolveOptions(options: EmulatorOptions): EmulatorSettings {
  const settings: EmulatorSettings = {
    port: options.port ?? 0,
    host: options.host ?? '127.0.0.1',
    robots: options.robots ?? [{}],
    clock: options.clock ?? systemClock,
    maxMessages: options.maxMessages ?? 1000,
    maxRequests: options.maxRequests ?? 1000,
    maxBodyBytes: options.maxBodyBytes ?? 1_048_576,
    requestTimeoutMs: options.requestTimeoutMs ?? 30_000,
    errmsgStyle: options.errmsgStyle ?? 'native',
    denyWith: options.denyWith ?? 'alternate',
    onRequest: options.onRequest,
    random: options.random ?? Math.random,
  }
  whole('port', settings.port, 0, 65_535)
  whole('maxMessages', settings.maxMessages, 0)
  whole('maxRequests', settings.maxRequests, 0)
  whole('maxBodyBytes', settings.maxBodyBytes, 1)
  whole('requestTimeoutMs', settings.requestTimeoutMs, 1)
  oneOf('errmsgStyle', settings.errmsgStyle, errmsgStyles)
  oneOf('denyWith', settings.denyWith, denyStyles)
  return settings
}

/** A whole number within bounds. */
function whole(field: string, value: number, least: number, most = Number.MAX_SAFE_INTEGER): void {
  if (!Number.isInteger(value) || value < least || value > most)
    throw new OptionError(field, `a whole number from ${least}${most < 1e9 ? ` to ${most}` : ''}`, value)
}

/** One of a closed list of words. */
function oneOf(field: string, value: string, values: readonly string[]): void {
  if (!values.includes(value)) throw new OptionError(field, values.join(' | '), value)
}
