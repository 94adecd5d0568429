import type { Group } from '../group/group.ts'
import type { SavedParcel } from './record.ts'

/** What the disk does not know yet. */
export interface Changes {
  /** To be written in full. */
  groups: Group[]
  /** Known, but their counts are not. */
  counts: Group[]
  gone: string[]
  /** Totals of kinds that are counted under "other" since they had a group. */
  folded: [fingerprint: string, total: number][]
  taken: SavedParcel[]
  settled: string[]
}

/** A group as the disk knows it. `segment`: number of the file that holds all of it. */
interface Known extends Pick<Group, 'level' | 'total' | 'pending' | 'state' | 'shownTotal' | 'quiet'> {
  group: Group
  samples: number
  mentions: boolean
  segment: number
}

/** What stands in the files: so that only what differs is written, and a failed write is made up for by a later one. */
export class Image {
  readonly #groups = new Map<string, Known>()
  readonly #parcels = new Map<string, number>()
  /** Kinds that had a group, and the file that holds their total; 0 where none does. */
  readonly #folded = new Map<string, number>()

  /** `folded`: kinds whose totals count, although they have no group any more. */
  constructor(folded: Iterable<string> = []) {
    for (const fingerprint of folded) this.#folded.set(fingerprint, 0)
  }

  get folded(): Iterable<string> {
    return this.#folded.keys()
  }

  /** Number of the oldest file that is still needed; `Infinity` when none is. */
  get oldest(): number {
    let oldest = Number.POSITIVE_INFINITY
    for (const { segment } of this.#groups.values()) oldest = Math.min(oldest, segment)
    for (const segment of this.#parcels.values()) oldest = Math.min(oldest, segment)
    for (const segment of this.#folded.values()) oldest = Math.min(oldest, segment)
    return oldest
  }

  /** A kind without a group came from elsewhere. */
  fold(fingerprint: string): void {
    this.#folded.set(fingerprint, 0)
  }

  /** Whether a group is to be written in full: it is new, is back, or says more than before. */
  wants(group: Group): boolean {
    const known = this.#groups.get(group.fingerprint)
    if (known?.group !== group) return true
    const isBack = group.state === 'again' && known.state === 'ongoing'
    return isBack || group.samples.length > known.samples || (group.at !== undefined && !known.mentions)
  }

  /** Of some groups. What a threshold holds back is not for the disk. */
  changesOf(groups: Iterable<Group>): Changes {
    const changes: Changes = { groups: [], counts: [], gone: [], folded: [], taken: [], settled: [] }
    for (const group of groups) {
      if (group.held) continue
      if (this.wants(group)) changes.groups.push(group)
      else if (this.#hasChanged(group)) changes.counts.push(group)
    }
    return changes
  }

  /** Of everything; up to `refresh` groups and messages of files before `before` are written again. */
  changes(
    groups: readonly Group[],
    parcels: ReadonlyMap<string, SavedParcel>,
    totalOf: (fingerprint: string) => number,
    before: number,
    refresh: number,
  ): Changes {
    const changes = this.changesOf(groups)
    const rewritten = new Set(changes.groups)
    const old = groups.filter((group) => !rewritten.has(group) && this.#segmentOf(group) < before)
    changes.groups.push(...old.slice(0, refresh))
    const here = new Set(groups.map(({ fingerprint }) => fingerprint))
    for (const fingerprint of this.#groups.keys()) if (!here.has(fingerprint)) changes.gone.push(fingerprint)
    const left = [...this.#folded].flatMap(([fingerprint, segment]) =>
      segment < Math.max(before, 1) ? [fingerprint] : [],
    )
    changes.folded = [...changes.gone, ...left].map((fingerprint) => [fingerprint, totalOf(fingerprint)])
    for (const parcel of parcels.values()) {
      if ((this.#parcels.get(parcel.msgUuid) ?? 0) < Math.max(before, 1)) changes.taken.push(parcel)
    }
    for (const msgUuid of this.#parcels.keys()) if (!parcels.has(msgUuid)) changes.settled.push(msgUuid)
    return changes
  }

  /** The changes are in the file `segment` now. */
  note({ counts, folded, gone, groups, settled, taken }: Changes, segment: number): void {
    for (const group of groups) {
      this.#groups.set(group.fingerprint, knownOf(group, segment))
      this.#folded.delete(group.fingerprint)
    }
    for (const [fingerprint, total] of folded) {
      // Nobody knows it any more: it was silent for a day, or is one of too many.
      if (total === 0) this.#folded.delete(fingerprint)
      else this.#folded.set(fingerprint, segment)
    }
    for (const group of counts) {
      const known = this.#groups.get(group.fingerprint)
      if (known) this.#groups.set(group.fingerprint, knownOf(group, known.segment))
    }
    for (const fingerprint of gone) this.#groups.delete(fingerprint)
    for (const { msgUuid } of taken) this.#parcels.set(msgUuid, segment)
    for (const msgUuid of settled) this.#parcels.delete(msgUuid)
  }

  #segmentOf({ fingerprint, held }: Group): number {
    const known = this.#groups.get(fingerprint)
    return known && !held ? known.segment : Number.POSITIVE_INFINITY
  }

  #hasChanged(group: Group): boolean {
    const known = this.#groups.get(group.fingerprint)
    return (
      known === undefined ||
      known.total !== group.total ||
      known.pending !== group.pending ||
      known.state !== group.state ||
      known.shownTotal !== group.shownTotal ||
      known.quiet !== group.quiet ||
      known.level !== group.level
    )
  }
}

function knownOf(group: Group, segment: number): Known {
  const { at, level, pending, quiet, samples, shownTotal, state, total } = group
  return {
    group,
    level,
    total,
    pending,
    state,
    shownTotal,
    quiet,
    samples: samples.length,
    mentions: at !== undefined,
    segment,
  }
}
