import type { Clock } from '../clock.ts'
import type { Group } from '../group/group.ts'
import type { GroupTable } from '../group/group-table.ts'
import type { SavedGroup } from './record.ts'
import type { Remains } from './replay.ts'
import { monotonicOf } from './times.ts'

const rememberedMs = 24 * 60 * 60_000

/** Alerts of a kind for which there is no group. */
interface Apart {
  fingerprint: string
  pending: number
  total: number
}

/** The groups of the table by fingerprint; those that were folded since are not here. */
export type Known = ReadonlyMap<string, Group>

/** Brings groups back, and counts under "other" what finds no room. */
export function reviveGroups(
  remains: Remains,
  clock: Clock,
  table: GroupTable,
): { known: Known; folded: string[] } {
  const known = new Map([...table.groups()].map((group) => [group.fingerprint, group]))
  const shares = [...remains.parcels.values()].flatMap((parcel) => parcel.shares)
  const carried = new Set(shares.map(({ fingerprint }) => fingerprint))
  const apart: Apart[] = []
  for (const saved of remains.groups.values()) apart.push(...reviveGroup(saved, known, carried, clock, table))
  for (const [fingerprint, , total, pending] of remains.strays.values()) {
    apart.push({ fingerprint, pending, total })
  }
  for (const [fingerprint, total] of remains.folded) apart.push({ fingerprint, pending: 0, total })
  for (const each of apart) countApart(each, known, table)
  const names = [...known.keys(), ...apart.map(({ fingerprint }) => fingerprint)]
  return { known, folded: names.filter((name) => !isHere(known.get(name))) }
}

/** Room for others may have been made of it meanwhile. */
export function isHere(group: Group | undefined): group is Group {
  return group !== undefined && !group.folded
}

function reviveGroup(
  saved: SavedGroup,
  known: Map<string, Group>,
  carried: ReadonlySet<string>,
  clock: Clock,
  table: GroupTable,
): Apart[] {
  const group = groupOf(saved, clock)
  const { fingerprint, pending, total } = group
  const here = known.get(fingerprint)
  if (isHere(here)) {
    merge(here, group, clock.monotonic())
    return []
  }
  const isForgotten = clock.monotonic() - group.heardAt > rememberedMs
  if (isForgotten && pending === 0 && !carried.has(fingerprint)) return []
  group.total += table.other.totalOf(fingerprint)
  if (!table.restore(group)) return [{ fingerprint, pending, total }]
  known.set(fingerprint, group)
  return []
}

/** A kind may have a group here after all: then its total goes on there. */
function countApart({ fingerprint, pending, total }: Apart, known: Known, { other }: GroupTable): void {
  const here = known.get(fingerprint)
  if (isHere(here) && pending === 0) here.total += total
  else other.fold(fingerprint, pending, total + other.totalOf(fingerprint))
}

function groupOf({ alert, at, counts, samples }: SavedGroup, clock: Clock): Group {
  const [fingerprint, level, total, pending, first, last, heardAt, state, shownTotal, shownAt, quiet] = counts
  const texts = samples.length > 0 ? [...samples] : [alert.message]
  const lastRaw = texts.at(-1)
  const isNews = pending > 0 && state !== 'ongoing'
  return {
    fingerprint,
    level,
    alert,
    samples: texts,
    lastRaw,
    rawLength: lastRaw?.length ?? 0,
    fruitless: 0,
    at: state === 'ongoing' ? undefined : at,
    total,
    pending,
    inFlight: 0,
    first,
    last,
    heardAt: monotonicOf(clock, heardAt),
    dueAt: isNews ? clock.monotonic() : Number.POSITIVE_INFINITY,
    state,
    shownTotal,
    shownAt: monotonicOf(clock, shownAt),
    quiet: quiet === 1,
    held: undefined,
    folded: false,
    bytes: 0,
  }
}

/** Two processes knew the same kind: their counts add up, and it goes on as the one that is here. */
function merge(here: Group, other: Group, now: number): void {
  const isWaiting = here.pending > 0
  if (other.pending > 0) {
    here.first = isWaiting ? Math.min(here.first, other.first) : other.first
    here.last = isWaiting ? Math.max(here.last, other.last) : other.last
    if (here.state !== 'ongoing') here.dueAt = Math.min(here.dueAt, now)
    // It was let through before.
    here.held = undefined
  }
  here.total += other.total
  here.pending += other.pending
  here.heardAt = Math.max(here.heardAt, other.heardAt)
  if (here.shownTotal > 0) here.shownTotal += other.shownTotal
}
