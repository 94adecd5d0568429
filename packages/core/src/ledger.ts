/** Why an accepted alert was never shown. */
export type DropReason = 'ignored' | 'before_send' | 'threshold' | 'content' | 'shutdown' | 'closed' | 'spool'

/** Every reason, for whoever lists them. */
export const dropReasons: readonly DropReason[] = [
  'ignored',
  'before_send',
  'threshold',
  'content',
  'shutdown',
  'closed',
  'spool',
]

/** The books: accepted = delivered + pending + dropped, at every moment. */
export class Ledger {
  accepted = 0
  delivered = 0
  readonly dropped: Record<DropReason, number> = {
    ignored: 0,
    before_send: 0,
    threshold: 0,
    content: 0,
    shutdown: 0,
    closed: 0,
    spool: 0,
  }
  readonly messages = { sent: 0, failed: 0, retried: 0 }
  /** Exceptions in the user's own functions. */
  hookErrors = 0
  #telling = false
  readonly #onDrop: (reason: DropReason, alerts: number) => void

  constructor(onDrop: (reason: DropReason, alerts: number) => void = () => {}) {
    this.#onDrop = onDrop
  }

  drop(reason: DropReason, alerts: number): void {
    if (alerts === 0) return
    this.dropped[reason] += alerts
    // A listener that is dropped itself for what it captures would hear of that, and so on.
    if (this.#telling) return
    this.#telling = true
    try {
      this.#onDrop(reason, alerts)
    } finally {
      this.#telling = false
    }
  }

  get droppedInAll(): number {
    return dropReasons.reduce((sum, reason) => sum + this.dropped[reason], 0)
  }
}
