import type { Notice } from './message/compose.ts'

/** What the chat must still be told about messages of the past, until one that tells it has arrived. Bounded. */
export class Unsaid {
  #doubts: { from: number; to: number } | undefined
  #lostAlerts = 0
  #uncounted = 0
  #spoolCode: string | undefined

  /** As notices, the same until something changes. */
  get notices(): Notice[] {
    return [
      ...(this.#doubts ? [{ kind: 'may-repeat' as const, ...this.#doubts }] : []),
      ...(this.#lostAlerts > 0 ? [{ kind: 'content' as const, alerts: this.#lostAlerts }] : []),
      ...(this.#uncounted > 0 ? [{ kind: 'uncounted' as const, alerts: this.#uncounted }] : []),
      ...(this.#spoolCode ? [{ kind: 'spool' as const, code: this.#spoolCode }] : []),
    ]
  }

  /** Whether it is worth a message of its own. A doubt is not: what is doubtful comes again, and takes the notice along. */
  get isPressing(): boolean {
    return this.#lostAlerts > 0
  }

  /** Message `number` may have arrived, and its content will come again. */
  doubt(number: number): void {
    this.#doubts = {
      from: Math.min(number, this.#doubts?.from ?? number),
      to: Math.max(number, this.#doubts?.to ?? number),
    }
  }

  /** So many alerts were refused in every form. */
  lose(alerts: number): void {
    this.#lostAlerts += alerts
  }

  /** So many alerts of a process that died are in nobody's counts. */
  miss(alerts: number): void {
    this.#uncounted += alerts
  }

  /** The spool does not work. */
  spool(code: string): void {
    this.#spoolCode = code
  }

  /** What another process had not said yet. */
  resume(notices: readonly Notice[]): void {
    for (const notice of notices) {
      if (notice.kind === 'content') this.lose(notice.alerts)
      if (notice.kind === 'uncounted') this.miss(notice.alerts)
      if (notice.kind !== 'may-repeat') continue
      this.doubt(notice.from)
      this.doubt(notice.to)
    }
  }

  /** A message with these notices arrived; what came up meanwhile is still to be told. */
  told(notices: readonly Notice[]): void {
    for (const notice of notices) {
      if (notice.kind === 'content') this.#lostAlerts = Math.max(0, this.#lostAlerts - notice.alerts)
      if (notice.kind === 'uncounted') this.#uncounted = Math.max(0, this.#uncounted - notice.alerts)
      if (notice.kind === 'spool' && notice.code === this.#spoolCode) this.#spoolCode = undefined
      if (notice.kind === 'may-repeat' && notice.to === this.#doubts?.to) this.#doubts = undefined
    }
  }
}
