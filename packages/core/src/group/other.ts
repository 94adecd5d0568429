/** Fingerprints of folded kinds that are told apart; beyond, they are only counted as alerts. */
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
  #fingerprints = new Set<string>()
  #kinds = 0

  add(fingerprint: string, alerts: number): void {
    this.pending += alerts
    if (this.#fingerprints.has(fingerprint) || this.#fingerprints.size >= toldApart) return
    this.#fingerprints.add(fingerprint)
    this.#kinds += 1
    this.folded += 1
  }

  clear(): void {
    this.take()
    this.inFlight = 0
  }

  take(): OtherShare {
    const share = { kinds: this.#kinds, alerts: this.pending }
    this.#fingerprints.clear()
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
}
