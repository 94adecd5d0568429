import type { Due } from './pace/due.ts'
import type { QuotaClass } from './pace/quota.ts'
import type { Slot, SlotRequest } from './pace/slots.ts'
import type { RobotParcel } from './packer.ts'

/** A place for one message at a time: in flight while `since` is set, else waiting for `retryAt`. */
export interface Lane {
  readonly name: 'fatal' | 'routine' | 'last-words'
  parcel: RobotParcel | undefined
  /** What the parcel needs of slots and quota, at its first attempt and at each retry. */
  request: SlotRequest | undefined
  quotaClass: QuotaClass
  since: number | undefined
  /** The slot of the message in flight. */
  slot: Slot | undefined
  retryAt: number
}

/** A fatal comes first, and the last words only say what the others leave. */
export function createLanes(): readonly Lane[] {
  return (['fatal', 'routine', 'last-words'] as const).map((name) => ({
    name,
    parcel: undefined,
    request: undefined,
    quotaClass: 'fatal' as const,
    since: undefined,
    slot: undefined,
    retryAt: Number.POSITIVE_INFINITY,
  }))
}

/** Gives a lane that is free the next of the messages that a dead process left; fatal ones wait for none of them. */
export function takeRevived(lane: Lane, revived: RobotParcel[], now: number): boolean {
  const parcel = lane.name === 'routine' ? revived.shift() : undefined
  if (!parcel) return false
  const load = { groups: [], news: true }
  const request = requestOf(lane, load, false, parcel.member.line.settings)
  Object.assign(lane, { parcel, request, quotaClass: 'first', retryAt: now })
  return true
}

/** The slot that a load asks for. `folded`: alerts without a group go along. */
export function requestOf(
  { name }: Pick<Lane, 'name'>,
  load: Due,
  folded: boolean,
  { perMinute }: { perMinute: number },
): SlotRequest {
  if (name === 'last-words') return { kind: 'last-words', perMinute }
  if (name === 'fatal') return { kind: 'first', perMinute, fatal: true }
  return { kind: load.news ? 'first' : load.groups.length > 0 || folded ? 'digest' : 'notice', perMinute }
}

/** How the month sees a load: what is fatal, and the last words, may use what is left of it. */
export function quotaClassOf({ name }: Lane, { groups, news }: Due): QuotaClass {
  const fatal = groups.some(({ group, state }) => group.level === 'fatal' && state !== 'ongoing')
  if (name !== 'routine' || fatal) return 'fatal'
  return news ? 'first' : groups.length > 0 ? 'digest' : 'notice'
}

/** A message in flight for longer counts as one that hangs. */
const hangsAfterMs = 500

/**
 * When a lane may say what is due. At the end (`lastWordsFrom` is set) the last words pass a routine message that hangs, or
 * the want of a slot; from `lastWordsFrom` on nothing else is begun.
 */
export function speaksFrom(
  lane: Lane,
  lanes: readonly Lane[],
  lastWordsFrom: number | undefined,
  now: number,
): number {
  const never = Infinity
  if (lane.name !== 'last-words') return lastWordsFrom !== undefined && now >= lastWordsFrom ? never : now
  if (lastWordsFrom === undefined) return never
  const since = lanes.find(({ name }) => name === 'routine')?.since
  return since === undefined ? now : Math.min(since + hangsAfterMs, lastWordsFrom)
}
