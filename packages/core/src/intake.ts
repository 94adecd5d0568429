import { type Alert, levels } from './alert/alert.ts'
import { isObject } from './alert/guard.ts'
import { createNormaliser } from './alert/normalise.ts'
import { isError } from './alert/read.ts'
import { createRedactor } from './alert/redact.ts'
import { type AlertView, readAlert } from './alert/view.ts'
import type { AlerterSettings } from './alerter-settings.ts'
import type { Clock } from './clock.ts'
import type { Arrived } from './group/arrival.ts'
import { createFingerprinter } from './group/fingerprint.ts'
import { inAppFirst } from './group/frames.ts'
import type { GroupTable } from './group/group-table.ts'
import type { Threshold } from './group/threshold.ts'
import { Hooks } from './hooks.ts'
import type { Ledger } from './ledger.ts'
import { createMatcher, type Matched } from './match.ts'
import { createSeen } from './seen.ts'

/** What the intake works with. */
export interface IntakeParts {
  clock: Clock
  ledger: Ledger
  /** The robots' tokens and secrets, which no message may show. */
  secrets: readonly string[]
  settings: AlerterSettings
  table: GroupTable
}

/** From the moment of a call to its place in the table. A repeat takes the short way: read, fingerprint, count. */
export class Intake {
  /** After `close`: what still comes is dropped. */
  closed = false
  readonly #parts: IntakeParts
  readonly #least: number
  /** Alerts that are being read: to read one may run code of the caller's, which reports another. */
  #reading = 0
  readonly #seen = createSeen()
  readonly #fingerprint = createFingerprinter()
  readonly #normalise: (input: unknown, now: number) => Alert
  readonly #hooks: Hooks
  readonly #thresholds: readonly (Threshold & {
    fits: (alert: Matched) => boolean
  })[]

  constructor(parts: IntakeParts) {
    const { ledger, secrets, settings } = parts
    this.#parts = parts
    this.#least = /* @__PURE__ */ levels.indexOf(settings.level)
    const redactor = createRedactor(settings.redact, secrets)
    this.#normalise = createNormaliser({ host: settings.frame.host, redactor, orderStack: inAppFirst })
    this.#hooks = new Hooks(settings, ledger, this.#normalise)
    this.#thresholds = settings.threshold.map(({ count, match, windowMs }) => ({
      count,
      windowMs,
      fits: createMatcher(match),
    }))
  }

  /** Takes an alert in. Returns what became of it, or nothing when it is none for the table. */
  accept(input: unknown): Arrived | undefined {
    // What reports itself whenever it is read would do so without end.
    if (this.#reading > 1) {
      this.#parts.ledger.hookErrors += 1
      return undefined
    }
    if (this.#isBelow(input)) return undefined
    this.#reading += 1
    try {
      return this.#book(input)
    } finally {
      this.#reading -= 1
    }
  }

  #book(input: unknown): Arrived | undefined {
    const { ledger } = this.#parts
    const thrown = thrownOf(input)
    // The same Error, reported by a filter and by a logger, is one alert.
    if (thrown && this.#seen.has(thrown)) return undefined
    ledger.accepted += 1
    try {
      const arrived = this.closed ? this.#drop('closed') : this.#place(input)
      if (thrown) this.#seen.add(thrown)
      return arrived
    } catch (error) {
      ledger.accepted -= 1
      throw error
    }
  }

  #place(input: unknown): Arrived | undefined {
    const { clock, ledger, table } = this.#parts
    const view = readAlert(input)
    const wall = clock.now()
    const judged = this.#hooks.judge(view, wall)
    if (typeof judged === 'string') return this.#drop(judged)
    const source = judged ?? view
    const arrived = table.add(
      {
        fingerprint: this.#fingerprint(source),
        level: source.level,
        time: source.time ?? wall,
        mentions: source.at !== undefined,
        raw: source.message,
        alert: () => judged ?? this.#normalise(view, wall),
        threshold: this.#thresholdOf(source),
      },
      clock.monotonic(),
    )
    ledger.drop('threshold', arrived.lapsed)
    return arrived
  }

  /** The cheapest question first: most of what a logger says is below the level. */
  #isBelow(input: unknown): boolean {
    if (!isObject(input)) return this.#least > errorRank
    let level: unknown
    this.#reading += 1
    try {
      if (!(input instanceof Error)) level = input.level
    } catch {
      // What cannot be read is taken for an error.
    }
    this.#reading -= 1
    return rankOf(level) < this.#least
  }

  #thresholdOf(source: Alert | AlertView): Threshold | undefined {
    return source.level === 'fatal' ? undefined : this.#thresholds.find((rule) => rule.fits(source))
  }

  #drop(reason: 'closed' | 'ignored' | 'before_send'): undefined {
    this.#parts.ledger.drop(reason, 1)
  }
}

const errorRank = /* @__PURE__ */ levels.indexOf('error')
/** Its place among `levels`. Comparing takes half of the time of looking it up, and this is asked for all that is logged. */
function rankOf(level: unknown): number {
  switch (level) {
    case 'trace':
      return 0
    case 'debug':
      return 1
    case 'info':
      return 2
    case 'warn':
      return 3
    case 'fatal':
      return 5
    default:
      return errorRank
  }
}

function thrownOf(input: unknown): object | undefined {
  if (!isObject(input)) return undefined
  try {
    if (input instanceof Error) return input
    const { error, message } = input
    if (isObject(error) && isError(error)) return error
    if (isObject(message) && isError(message)) return message
    // What most callers hand over needs no closer look.
    return Object.getPrototypeOf(input) === Object.prototype || !isError(input) ? undefined : input
  } catch {
    return undefined
  }
}
