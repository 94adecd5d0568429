import type { Group } from './group.ts'

/** How many alerts within which time let a group speak. */
export interface Threshold {
  count: number
  windowMs: number
}

/** Where a threshold applies, a group begins like this. */
export function heldBy(threshold: Threshold | undefined): Group['held'] {
  return threshold && { times: [], windowMs: threshold.windowMs }
}

/**
 * Counts one more alert of a group that is held back, and frees it once the window is full. Returns how many of its
 * waiting alerts fell out of the window unfilled.
 */
export function hold(group: Group, threshold: Threshold | undefined, now: number, waitMs: number): number {
  const lapsed = lapse(group, now)
  group.held?.times.push(now)
  // An alert of the group that no threshold is meant for speaks for all of it.
  if (group.held && group.held.times.length >= (threshold?.count ?? 0)) {
    group.held = undefined
    group.dueAt = now + waitMs
  }
  return lapsed
}

/** Takes what fell out of the window off the group, and returns how many alerts that were. */
export function lapse(group: Group, now: number): number {
  if (!group.held) return 0
  const { times, windowMs } = group.held
  const kept = times.findIndex((time) => time > now - windowMs)
  const lapsed = kept < 0 ? times.length : kept
  times.splice(0, lapsed)
  group.pending -= lapsed
  group.total -= lapsed
  if (lapsed > 0 && times[0] !== undefined) group.first = group.last - (group.heardAt - times[0])
  return lapsed
}

/** Gives up on a group's window: all that it held. */
export function release(group: Group): number {
  const lapsed = lapse(group, Number.POSITIVE_INFINITY)
  group.held = undefined
  return lapsed
}
