/** How many messages a month the alerter may use. */
export interface QuotaRules {
  /** Webhook calls that the organisation has a month. */
  perMonth: number
  /** The part of them that alerters may use, above 0 up to 1. */
  share: number
}

/** What a message is for, as far as the month is concerned. */
export type QuotaClass = 'fatal' | 'first' | 'digest' | 'notice'

/** The meter's state; shared by all alerters with the same key. */
export interface Meter {
  /** Months since year 0 in Asia/Shanghai. */
  month: number
  used: number
  /** What was left in the bucket at `at`, on the wall clock. */
  bucket: number
  at: number
  /** Direct calls of this process that were counted already. */
  directSeen: number
  /** The highest percentage that was announced. */
  announced: number
}

/** Shows a meter as all processes of the host see it; without one, a process counts its own messages alone. */
export interface HostMeter {
  /** Where the messages go: a local server has a month of its own. */
  readonly place: string
  /** Runs `change` on what the host knows now, and lets the host know what it did. It may run more than once. */
  share<Result>(meter: Meter, change: () => Result): Result
}

/** The bucket's size: so many messages, or an eighth of a small share. */
const mostCapacity = 300
const capacityShare = 0.125
const thirtyDaysMs = 30 * 24 * 60 * 60_000
const shanghaiMs = 8 * 60 * 60_000
/** Parts of the bucket: below, digests stretch and notices stop, or news joins the digests as well. */
const low = 0.25
const veryLow = 0.05

/** The quota by the rules; alerters with the same key share one meter. None without rules. */
export function openQuota(
  rules: (QuotaRules & { key: string }) | undefined,
  shared: { meters?: Map<string, Meter> },
  now: number,
  share: (key: string) => HostMeter | undefined = () => undefined,
): Quota | undefined {
  if (!rules) return undefined
  shared.meters ??= new Map()
  const { meters } = shared
  const host = share(rules.key)
  const id = `${rules.key} ${host?.place ?? ''}`
  const meter = meters.get(id) ?? createMeter(now)
  meters.set(id, meter)
  return new Quota(rules, meter, host)
}

/** A full meter. */
export function createMeter(now: number): Meter {
  return { month: monthOf(now), used: 0, bucket: mostCapacity, at: now, directSeen: 0, announced: 0 }
}

/** The month's meter: a bucket of messages, refilled evenly over the month. Times are wall clock. */
export class Quota {
  /** Messages a month that alerts may use. */
  readonly share: number
  readonly #capacity: number
  readonly #host: HostMeter | undefined
  readonly #meter: Meter
  readonly #rules: QuotaRules

  constructor(rules: QuotaRules, meter: Meter, host?: HostMeter) {
    this.#rules = rules
    this.#meter = meter
    this.#host = host
    this.share = Math.max(1, Math.floor(rules.perMonth * rules.share))
    this.#capacity = Math.min(mostCapacity, Math.max(1, this.share * capacityShare))
  }

  /** Time in which one message is refilled, in ms. */
  get refillMs(): number {
    return thirtyDaysMs / (this.#rules.perMonth * this.#rules.share)
  }

  /** When a message of that class may leave at the earliest, given when the last one left. */
  freeAt(kind: QuotaClass, now: number, lastAt: number): number {
    const { bucket, used } = this.#turn(now)
    if (used >= this.#rules.perMonth) return startOfNextMonth(now)
    if (kind === 'fatal') return now
    // A month of 31 days refills a little more than the share.
    if (used >= this.share + this.#capacity) return startOfNextMonth(now)
    if (bucket < 1) return now + (1 - bucket) * this.refillMs
    if (kind === 'first' && bucket >= veryLow * this.#capacity) return now
    const enough = low * this.#capacity
    if (bucket >= enough) return now
    return kind === 'notice' ? now + (enough - bucket) * this.refillMs : Math.max(now, lastAt + this.refillMs)
  }

  /** Counts messages of the alerter, and beside them the direct ones of this process. */
  count(messages: number, directCalls: number, now: number): void {
    this.#turn(now, (meter) => {
      const calls = messages + Math.max(0, directCalls - meter.directSeen)
      meter.directSeen = directCalls
      meter.used += calls
      meter.bucket = Math.max(0, meter.bucket - calls)
    })
  }

  /** 80 or 95 when that percentage of the share is newly passed. */
  announcement(now: number): number | undefined {
    const { announced, used } = this.#turn(now)
    return [95, 80].find((mark) => 100 * used >= mark * this.share && announced < mark)
  }

  announced(percent: number, now: number): void {
    this.#turn(now, (meter) => {
      meter.announced = Math.max(meter.announced, percent)
    })
  }

  stats(now: number): { usedThisMonth: number; perMonth: number; bucket: number } {
    const { bucket, used } = this.#turn(now)
    return { usedThisMonth: used, perMonth: this.#rules.perMonth, bucket: Math.floor(bucket) }
  }

  /** Refills, begins a new month where one has begun, and makes a change. */
  #turn(now: number, change: (meter: Meter) => void = () => {}): Meter {
    const meter = this.#meter
    const turn = () => {
      const month = monthOf(now)
      // Two months back: the clock had been wrong before, and must not keep the meter from turning for years.
      if (month > meter.month || month < meter.month - 1)
        Object.assign(meter, { month, used: 0, announced: 0 })
      const refilled = meter.bucket + Math.max(0, now - meter.at) / this.refillMs
      meter.bucket = Math.min(this.#capacity, refilled)
      meter.at = now
      change(meter)
    }
    if (this.#host) this.#host.share(meter, turn)
    else turn()
    return meter
  }
}

/** Months since year 0 in Asia/Shanghai. */
export function monthOf(now: number): number {
  const shanghai = new Date(now + shanghaiMs)
  return shanghai.getUTCFullYear() * 12 + shanghai.getUTCMonth()
}

function startOfNextMonth(now: number): number {
  const shanghai = new Date(now + shanghaiMs)
  return Date.UTC(shanghai.getUTCFullYear(), shanghai.getUTCMonth() + 1) - shanghaiMs
}
