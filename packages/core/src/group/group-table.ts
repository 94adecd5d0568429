import { type Alert, type Level, levels } from '../alert/alert.ts'
import type { Group } from './group.ts'
import { bytesOf, relieve, sampleBytes } from './memory.ts'
import { Other } from './other.ts'
import { heldBy, hold, lapse, release, type Threshold } from './threshold.ts'

/** When groups speak, and how many there may be. */
export interface GroupRules {
  /** Wait after a first alert, so that its siblings ride along, in ms. */
  groupWaitMs: number
  /** Without an alert for this long a group is quiet, in ms. */
  quietAfterMs: number
  maxGroups: number
}

/** An alert on its way into the table. */
export interface Arrival {
  fingerprint: string
  level: Level
  /** Wall clock, in ms since 1970. */
  time: number
  /** The message as it came: tells cheaply whether a sample would be a new one. */
  raw: string
  /** Makes the whole alert; called only where a sample is wanted. */
  alert(): Alert
  threshold?: Threshold | undefined
}

/** What became of an alert. */
export interface Arrived {
  /** None when it was folded. */
  group: Group | undefined
  /** Alerts of its group that a threshold let lapse. */
  lapsed: number
  /** Whether something is to be done at another time than before; a jump to the tenfold is news of its own. */
  stirs: boolean
  jumps: boolean
}

const rememberedMs = 24 * 60 * 60_000
const maxSamples = 3
const longRaw = 1_000

/** What happened, grouped: bounded in kinds and bytes, exact in counts. */
export class GroupTable {
  /** Kinds that found no room, counted together. */
  readonly other = new Other()
  readonly #groups = new Map<string, Group>()
  readonly #rules: GroupRules
  #bytes = 0
  #relieveAt = sampleBytes
  #foldable = true

  constructor(rules: GroupRules) {
    this.#rules = rules
  }

  get size(): number {
    return this.#groups.size
  }

  /** Alerts that wait or are on their way. */
  get pending(): number {
    let sum = this.other.pending + this.other.inFlight
    for (const group of this.#groups.values()) sum += group.pending + group.inFlight
    return sum
  }

  groups(): Iterable<Group> {
    return this.#groups.values()
  }

  /** Counts an alert, grouped or folded. */
  add(arrival: Arrival, now: number): Arrived {
    const group = this.#groups.get(arrival.fingerprint) ?? this.#create(arrival, now)
    if (!group) {
      this.other.add(arrival.fingerprint, 1)
      return { group, lapsed: 0, stirs: this.other.pending === 1, jumps: false }
    }
    if (group.state === 'ongoing' && this.#hasFallenQuiet(group, now)) this.#comeBack(group, arrival, now)
    else if (wantsSample(group, arrival.raw)) this.#sample(group, arrival)
    if (group.pending === 0) group.first = arrival.time
    group.pending += 1
    group.total += 1
    group.last = arrival.time
    group.heardAt = now
    const { held } = group
    const lapsed = held && arrival.threshold ? hold(group, arrival.threshold, now, this.#waitMs(arrival)) : 0
    const jumps = group.shownTotal > 0 && group.total === 10 * group.shownTotal
    return { group, lapsed, stirs: group.pending === 1 || held !== group.held, jumps }
  }

  /** Lets thresholds lapse whose window passed unfilled, or all of them; returns the alerts that were held. */
  lapse(now: number, all = false): number {
    let lapsed = 0
    for (const group of this.#groups.values())
      if (group.held) lapsed += all ? release(group) : lapse(group, now)
    return lapsed
  }

  /** Forgets everything, and returns the alerts that waited or were on their way. */
  clear(): number {
    const left = this.pending
    this.#groups.clear()
    this.other.clear()
    this.#bytes = 0
    return left
  }

  /** Announced groups that fell silent and have not said so; forgets those that are silent for a day. */
  quiet(now: number): Group[] {
    const silent = [...this.#groups.values()].filter((group) => this.#hasFallenQuiet(group, now))
    const [gone, here] = partition(silent, (group) => now - group.heardAt > rememberedMs)
    for (const group of gone) this.#remove(group)
    return here.filter((group) => !group.quiet && group.shownTotal > 0)
  }

  /** After a message arrived: what it announced may be folded from now on. */
  announced(): void {
    this.#foldable = true
  }

  #create(arrival: Arrival, now: number): Group | undefined {
    if (this.#groups.size >= this.#rules.maxGroups && !this.#fold()) return undefined
    const alert = arrival.alert()
    const group: Group = {
      fingerprint: arrival.fingerprint,
      level: arrival.level,
      alert,
      samples: [alert.message],
      lastRaw: arrival.raw.length > longRaw ? '' : arrival.raw,
      rawLength: arrival.raw.length,
      at: alert.at,
      total: 0,
      pending: 0,
      inFlight: 0,
      first: arrival.time,
      last: arrival.time,
      heardAt: now,
      dueAt: arrival.threshold ? Number.POSITIVE_INFINITY : now + this.#waitMs(arrival),
      state: 'new',
      shownTotal: 0,
      shownAt: Number.NEGATIVE_INFINITY,
      quiet: false,
      held: heldBy(arrival.threshold),
      bytes: 0,
    }
    this.#groups.set(group.fingerprint, group)
    this.#measure(group)
    return group
  }

  #comeBack(group: Group, arrival: Arrival, now: number): void {
    const alert = arrival.alert()
    Object.assign(group, { alert, at: alert.at, samples: [alert.message], state: 'again', quiet: false })
    group.held = heldBy(arrival.threshold)
    group.dueAt = arrival.threshold ? Number.POSITIVE_INFINITY : now + this.#waitMs(arrival)
    this.#measure(group)
  }

  #sample(group: Group, arrival: Arrival): void {
    const alert = arrival.alert()
    group.lastRaw = arrival.raw.length > longRaw ? '' : arrival.raw
    group.rawLength = arrival.raw.length
    group.at ??= alert.at
    if (levels.indexOf(alert.level) > levels.indexOf(group.level)) group.level = alert.level
    if (group.samples.includes(alert.message)) return
    group.samples.push(alert.message)
    this.#measure(group)
  }

  #waitMs({ level }: Arrival): number {
    return level === 'fatal' ? 0 : this.#rules.groupWaitMs
  }

  #hasFallenQuiet(group: Group, now: number): boolean {
    return group.pending + group.inFlight === 0 && now - group.heardAt >= this.#rules.quietAfterMs
  }

  #measure(group: Group): void {
    const bytes = bytesOf(group)
    this.#bytes += bytes - group.bytes
    group.bytes = bytes
    if (this.#bytes <= this.#relieveAt) return
    this.#bytes = relieve([...this.#groups.values()])
    // What cannot go is not looked through again for every new group.
    this.#relieveAt = Math.max(sampleBytes, 1.25 * this.#bytes)
  }

  #remove(group: Group): void {
    this.#groups.delete(group.fingerprint)
    this.#bytes -= group.bytes
  }

  /** Makes room by the batch: the coldest announced groups are counted under "other" from now on. */
  #fold(): boolean {
    if (!this.#foldable) return false
    const announced = [...this.#groups.values()].filter(isFoldable)
    const coldest = announced
      .sort((a, b) => a.heardAt - b.heardAt)
      .slice(0, Math.ceil(this.#rules.maxGroups / 16))
    for (const group of coldest) {
      if (group.pending > 0) this.other.add(group.fingerprint, group.pending)
      group.pending = 0
      this.#remove(group)
    }
    this.#foldable = coldest.length > 0
    return this.#foldable
  }
}

/** Announced, or with nothing to announce; what a message carries just now must stay. */
function isFoldable({ inFlight, pending, shownTotal }: Group): boolean {
  return inFlight === 0 && (shownTotal > 0 || pending === 0)
}

function wantsSample(group: Group, raw: string): boolean {
  if (group.samples.length >= maxSamples) return false
  return raw.length > longRaw ? raw.length !== group.rawLength : raw !== group.lastRaw
}

function partition<Item>(items: readonly Item[], test: (item: Item) => boolean): [Item[], Item[]] {
  return [items.filter(test), items.filter((item) => !test(item))]
}
