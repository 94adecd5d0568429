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
  /** What processes had counted whose alerts were taken over; what still waited of them is accepted here once more. */
  readonly earlier = { accepted: 0, delivered: 0, dropped: 0 }
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

  /** The running totals that the chat is told, over the ends of processes where there is a spool. */
  get acceptedInAll(): number {
    return this.earlier.accepted + this.accepted
  }

  get deliveredInAll(): number {
    return this.earlier.delivered + this.delivered
  }

  get droppedInAll(): number {
    return dropReasons.reduce((sum, reason) => sum + this.dropped[reason], this.earlier.dropped)
  }
}
