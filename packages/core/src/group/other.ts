/** Kinds whose totals are remembered, and kinds of one message that are told apart; beyond, only alerts are counted. */
const toldApart = 16_384

/** What a message carries of "other". */
export interface OtherShare {
  kinds: number
  alerts: number
}

/** Kinds that found no room in the table, counted together: alerts exactly, kinds as long as they are told apart. */
export class Other {
  /** Waiting, and carried by a message just now. */
  pending = 0
  inFlight = 0
  /** Kinds folded since the start. */
  folded = 0
  /** Alerts of each folded kind, so that its total goes on should it find room again. */
  readonly #totals = new Map<string, number>()
  readonly #waiting = new Set<string>()
  #kinds = 0

  /** An alert of a kind without a group. */
  add(fingerprint: string): void {
    this.#count(fingerprint, 1, this.totalOf(fingerprint) + 1)
  }

  /** A group leaves the table with what waits in it. */
  fold(fingerprint: string, pending: number, total: number): void {
    this.#count(fingerprint, pending, total)
  }

  /** Kinds that wait. */
  get kinds(): number {
    return this.#kinds + this.#waiting.size
  }

  /** Alerts of a kind so far, where it was folded before. */
  totalOf(fingerprint: string): number {
    return this.#totals.get(fingerprint) ?? 0
  }

  take(): OtherShare {
    const share = { kinds: this.kinds, alerts: this.pending }
    this.#waiting.clear()
    this.#kinds = 0
    this.pending = 0
    this.inFlight += share.alerts
    return share
  }

  settle({ alerts }: OtherShare): void {
    this.inFlight -= alerts
  }

  giveBack({ alerts, kinds }: OtherShare): void {
    this.inFlight -= alerts
    this.pending += alerts
    this.#kinds += kinds
  }

  clear(): void {
    this.take()
    this.inFlight = 0
  }

  #count(fingerprint: string, alerts: number, total: number): void {
    this.pending += alerts
    if (alerts > 0 && this.#waiting.size < toldApart) this.#waiting.add(fingerprint)
    if (!this.#totals.has(fingerprint)) {
      // A group that leaves with nothing waiting was shown in full: it is forgotten, not folded.
      if (alerts > 0) this.folded += 1
      const [oldest] = this.#totals.size >= toldApart ? this.#totals.keys() : []
      if (oldest !== undefined) this.#totals.delete(oldest)
    }
    this.#totals.set(fingerprint, total)
  }
}
