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

const capacity = 300
const thirtyDaysMs = 30 * 24 * 60 * 60_000
const shanghaiMs = 8 * 60 * 60_000
/** A quarter and a twentieth of it: below, digests stretch and notices stop, or news joins the digests as well. */
const low = 75
const veryLow = 15

/** The quota by the rules; alerters with the same key share one meter. None without rules. */
export function openQuota(
  rules: (QuotaRules & { key: string }) | undefined,
  shared: { meters?: Map<string, Meter> },
  now: number,
): Quota | undefined {
  if (!rules) return undefined
  shared.meters ??= new Map()
  const { meters } = shared
  const meter = meters.get(rules.key) ?? createMeter(now)
  meters.set(rules.key, meter)
  return new Quota(rules, meter)
}

/** A full meter. */
function createMeter(now: number): Meter {
  return { month: monthOf(now), used: 0, bucket: capacity, at: now, directSeen: 0, announced: 0 }
}

/** The month's meter: a bucket of 300 messages, refilled evenly over the month. Times are wall clock. */
export class Quota {
  readonly #meter: Meter
  readonly #rules: QuotaRules

  constructor(rules: QuotaRules, meter: Meter) {
    this.#rules = rules
    this.#meter = meter
  }

  /** Time in which one message is refilled, in ms. */
  get refillMs(): number {
    return thirtyDaysMs / (this.#rules.perMonth * this.#rules.share)
  }

  /** Messages a month that alerts may use. */
  get share(): number {
    return Math.floor(this.#rules.perMonth * this.#rules.share)
  }

  /** When a message of that class may leave at the earliest, given when the last one left. */
  freeAt(kind: QuotaClass, now: number, lastAt: number): number {
    const { bucket, used } = this.#turn(now)
    if (used >= this.#rules.perMonth) return startOfNextMonth(now)
    if (kind === 'fatal') return now
    if (bucket < 1) return now + (1 - bucket) * this.refillMs
    if (kind === 'first' && bucket >= veryLow) return now
    if (bucket >= low) return now
    return kind === 'notice' ? now + (low - bucket) * this.refillMs : Math.max(now, lastAt + this.refillMs)
  }

  /** Counts messages of the alerter, and beside them the direct ones of this process. */
  count(messages: number, directCalls: number, now: number): void {
    const meter = this.#turn(now)
    const calls = messages + Math.max(0, directCalls - meter.directSeen)
    meter.directSeen = directCalls
    meter.used += calls
    meter.bucket = Math.max(0, meter.bucket - calls)
  }

  /** 80 or 95 when that percentage of the share is newly passed. */
  announcement(now: number): number | undefined {
    const { announced, used } = this.#turn(now)
    const percent = (100 * used) / (this.#rules.perMonth * this.#rules.share)
    return [95, 80].find((mark) => percent >= mark && announced < mark)
  }

  announced(percent: number): void {
    this.#meter.announced = Math.max(this.#meter.announced, percent)
  }

  stats(now: number): { usedThisMonth: number; perMonth: number; bucket: number } {
    const { bucket, used } = this.#turn(now)
    return { usedThisMonth: used, perMonth: this.#rules.perMonth, bucket: Math.floor(bucket) }
  }

  /** Refills, and begins a new month where one has begun. */
  #turn(now: number): Meter {
    const meter = this.#meter
    const month = monthOf(now)
    if (month > meter.month) Object.assign(meter, { month, used: 0, announced: 0 })
    meter.bucket = Math.min(capacity, meter.bucket + Math.max(0, now - meter.at) / this.refillMs)
    meter.at = now
    return meter
  }
}

function monthOf(now: number): number {
  const shanghai = new Date(now + shanghaiMs)
  return shanghai.getUTCFullYear() * 12 + shanghai.getUTCMonth()
}

function startOfNextMonth(now: number): number {
  const shanghai = new Date(now + shanghaiMs)
  return Date.UTC(shanghai.getUTCFullYear(), shanghai.getUTCMonth() + 1) - shanghaiMs
}
