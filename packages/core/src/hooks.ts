import type { Alert } from './alert/alert.ts'
import type { AlertView } from './alert/view.ts'
import type { AlerterOptions } from './alerter-options.ts'
import type { AlerterSettings } from './alerter-settings.ts'
import type { Ledger } from './ledger.ts'
import { createMatcher } from './match.ts'

/** The user's own say about an alert: `ignore` and `beforeSend`. What they throw is counted and changes nothing. */
export class Hooks {
  readonly #ignore: readonly ((alert: Alert) => unknown)[]
  readonly #beforeSend: AlerterOptions['beforeSend']
  readonly #ledger: Ledger
  readonly #normalise: (input: unknown, now: number) => Alert
  readonly #needsAlert: boolean
  #running = false

  constructor(
    { beforeSend, ignore, threshold }: AlerterSettings,
    ledger: Ledger,
    normalise: (input: unknown, now: number) => Alert,
  ) {
    // A function gets a copy: what it may change is not the alert.
    this.#ignore = ignore.map((rule) =>
      typeof rule === 'function' ? (alert) => rule(structuredClone(alert)) : createMatcher(rule),
    )
    this.#beforeSend = beforeSend
    this.#ledger = ledger
    this.#normalise = normalise
    this.#needsAlert = ignore.length > 0 || beforeSend !== undefined || threshold.some((rule) => rule.match)
  }

  /** The alert as they leave it, the reason why it is dropped, or nothing where there is nobody to ask. */
  judge(view: AlertView, now: number): Alert | 'ignored' | 'before_send' | undefined {
    if (!this.#needsAlert) return undefined
    const alert = this.#normalise(view, now)
    // A hook that logs an error would otherwise be asked about that, and log again, without end.
    if (this.#running) return alert
    this.#running = true
    try {
      if (this.#ignore.some((rule) => this.#call(() => verdictOf(rule(alert))))) return 'ignored'
      return this.#transform(alert, now)
    } finally {
      this.#running = false
    }
  }

  #transform(alert: Alert, now: number): Alert | 'before_send' {
    const beforeSend = this.#beforeSend
    if (!beforeSend) return alert
    const returned = this.#call(() => beforeSend(structuredClone(alert)))
    if (returned === null) return 'before_send'
    if (returned === undefined) return alert
    const isAlert = typeof returned === 'object' && !('then' in returned)
    const adopted = isAlert ? this.#call(() => this.#adopt(returned, alert, now)) : undefined
    if (!isAlert) this.#ledger.hookErrors += 1
    return adopted ?? alert
  }

  /** What came back is anybody's: it is bounded and redacted like everything else. */
  #adopt(returned: Alert, alert: Alert, now: number): Alert {
    const { error, ...adopted } = this.#normalise({ ...returned }, now)
    const { requestId, traceId } = returned
    // Ids are read from a context, and bounded there.
    const ids = this.#normalise({ context: { requestId, traceId } }, now)
    return {
      ...adopted,
      traceId: ids.traceId ?? adopted.traceId,
      requestId: ids.requestId ?? adopted.requestId,
      ...(error && { error: { ...error, causes: alert.error?.causes ?? error.causes } }),
    }
  }

  /** `undefined` when it threw; a hook that returns nothing is as good as one. */
  #call<Value>(hook: () => Value): Value | undefined {
    try {
      const value = unrejected(hook())
      if (value === undefined) this.#ledger.hookErrors += 1
      return value
    } catch {
      this.#ledger.hookErrors += 1
      return undefined
    }
  }
}

/** Yes or no; `undefined` for what is neither, such as a promise: in doubt the alert goes out. */
function verdictOf(answer: unknown): boolean | undefined {
  if (!answer) return false
  return answer === true || void unrejected(answer)
}

/** The same value; a promise where none belongs must not end the host by its rejection. */
export function unrejected<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null && 'then' in value) Promise.resolve(value).catch(() => {})
  return value
}
