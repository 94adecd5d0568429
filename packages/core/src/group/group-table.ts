import { type Arrival, type Arrived, addSample, createGroup, raise, revive, wantsSample } from './arrival.ts'
import type { Group } from './group.ts'
import { bytesOf, relieve, sampleBytes } from './memory.ts'
import { Other } from './other.ts'
import { hold, lapse, release } from './threshold.ts'

/** When groups speak, and how many there may be. */
export interface GroupRules {
  /** Wait after a first alert, so that its siblings ride along, in ms. */
  groupWaitMs: number
  /** Without an alert for this long a group is quiet, in ms. */
  quietAfterMs: number
  maxGroups: number
}

const rememberedMs = 24 * 60 * 60_000

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
    const group = this.#recall(arrival.fingerprint, now) ?? this.#create(arrival, now)
    if (!group) {
      this.other.add(arrival.fingerprint)
      return { group, lapsed: 0, stirs: this.other.pending === 1, jumps: false }
    }
    if (group.state === 'ongoing' && this.#hasFallenQuiet(group, now)) this.#comeBack(group, arrival, now)
    else if (wantsSample(group, arrival.raw)) this.#sample(group, arrival)
    if (arrival.level !== group.level) raise(group, arrival.level)
    if (arrival.mentions && !group.at && group.state !== 'ongoing') group.at = arrival.alert().at
    group.first = group.pending === 0 ? arrival.time : Math.min(group.first, arrival.time)
    group.last = group.pending === 0 ? arrival.time : Math.max(group.last, arrival.time)
    group.pending += 1
    group.total += 1
    group.heardAt = now
    const { held } = group
    const lapsed = held ? hold(group, arrival.threshold, now, this.#waitMs(arrival)) : 0
    const jumps = group.shownTotal > 0 && group.total === 10 * group.shownTotal
    return { group, lapsed, stirs: group.pending === 1 || held !== group.held, jumps }
  }

  /** Takes over a group that another process left; false where there is no room for it. */
  restore(group: Group): boolean {
    if (this.#groups.size >= this.#rules.maxGroups && !this.#fold()) return false
    this.#groups.set(group.fingerprint, group)
    this.#measure(group)
    return true
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
    const isGone = (group: Group) => now - group.heardAt > rememberedMs
    for (const group of silent.filter(isGone)) this.#remove(group)
    return silent.filter((group) => !isGone(group) && !group.quiet && group.shownTotal > 0)
  }

  /** After a message arrived: what it announced may be folded from now on. */
  announced(): void {
    this.#foldable = true
  }

  /** The known group, unless it has been silent for so long that its return is news of its own. */
  #recall(fingerprint: string, now: number): Group | undefined {
    const group = this.#groups.get(fingerprint)
    if (!group || now - group.heardAt <= rememberedMs || group.pending + group.inFlight > 0) return group
    this.#remove(group)
    return undefined
  }

  #create(arrival: Arrival, now: number): Group | undefined {
    const full = this.#groups.size >= this.#rules.maxGroups
    if (full && !this.#fold() && !(arrival.level === 'fatal' && this.#yield())) return undefined
    const before = this.other.totalOf(arrival.fingerprint)
    const group = createGroup(arrival, this.#dueAt(arrival, now), now, before)
    // To read an alert may run code of the caller's, which has reported the same meanwhile.
    const known = this.#groups.get(group.fingerprint)
    if (known) return known
    this.#groups.set(group.fingerprint, group)
    this.#measure(group)
    return group
  }

  #comeBack(group: Group, arrival: Arrival, now: number): void {
    revive(group, arrival, this.#dueAt(arrival, now))
    this.#measure(group)
  }

  #sample(group: Group, arrival: Arrival): void {
    if (addSample(group, arrival)) this.#measure(group)
  }

  /** A group that a threshold holds back is due when that says so. */
  #dueAt(arrival: Arrival, now: number): number {
    return arrival.threshold ? Number.POSITIVE_INFINITY : now + this.#waitMs(arrival)
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

  /** Makes room for a fatal kind, which is always told by itself: the coldest other one is only counted. */
  #yield(): boolean {
    const others = [...this.#groups.values()].filter(
      ({ inFlight, level }) => inFlight === 0 && level !== 'fatal',
    )
    const [coldest] = others.sort((a, b) => a.heardAt - b.heardAt)
    if (coldest) this.#foldOne(coldest)
    return coldest !== undefined
  }

  #foldOne(group: Group): void {
    this.other.fold(group.fingerprint, group.pending, group.total)
    group.pending = 0
    group.folded = true
    this.#remove(group)
  }

  /** Makes room by the batch: the coldest announced groups are counted under "other" from now on. */
  #fold(): boolean {
    if (!this.#foldable) return false
    const announced = [...this.#groups.values()].filter(isFoldable)
    const coldest = announced
      .sort((a, b) => a.heardAt - b.heardAt)
      .slice(0, Math.ceil(this.#rules.maxGroups / 16))
    for (const group of coldest) this.#foldOne(group)
    this.#foldable = coldest.length > 0
    return this.#foldable
  }
}

/** Announced, or with nothing to announce; what a message carries just now must stay. */
function isFoldable({ inFlight, pending, shownTotal }: Group): boolean {
  return inFlight === 0 && (shownTotal > 0 || pending === 0)
}
