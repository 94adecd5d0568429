import { type Alert, type Level, levels } from '../alert/alert.ts'
import type { Group } from './group.ts'
import { heldBy, type Threshold } from './threshold.ts'

/** An alert on its way into the table. */
export interface Arrival {
  fingerprint: string
  level: Level
  /** Wall clock, in ms since 1970. */
  time: number
  /** Whether it names somebody to be mentioned. */
  mentions: boolean
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

const maxSamples = 3
/** Messages that differ only in what is cut or redacted say nothing new: after so many no further one is looked at. */
const maxFruitless = 10
/** The group of a first alert; its counts are still to be made. `before`: alerts of its kind that were folded. */
export function createGroup(arrival: Arrival, dueAt: number, now: number, before: number): Group {
  const alert = arrival.alert()
  const { lastRaw, rawLength } = rawOf(arrival, alert)
  return {
    fingerprint: arrival.fingerprint,
    level: arrival.level,
    alert,
    samples: [alert.message],
    lastRaw,
    rawLength,
    fruitless: 0,
    at: alert.at,
    total: before,
    pending: 0,
    inFlight: 0,
    first: arrival.time,
    last: arrival.time,
    heardAt: now,
    dueAt,
    state: before > 0 ? 'again' : 'new',
    shownTotal: 0,
    shownAt: Number.NEGATIVE_INFINITY,
    quiet: false,
    held: heldBy(arrival.threshold),
    folded: false,
    bytes: 0,
  }
}

/** The group had fallen quiet, and begins anew with this alert. */
export function revive(group: Group, arrival: Arrival, dueAt: number): void {
  const alert = arrival.alert()
  const held = heldBy(arrival.threshold)
  Object.assign(group, {
    alert,
    level: arrival.level,
    at: alert.at,
    dueAt,
    held,
    samples: [alert.message],
    fruitless: 0,
    state: 'again',
    quiet: false,
  })
}

/** Whether the alert may say something that the samples do not; asked for every repeat, so it must be cheap. */
export function wantsSample(group: Group, raw: string): boolean {
  if (group.samples.length >= maxSamples || group.fruitless >= maxFruitless) return false
  if (group.samples.includes(raw)) return false
  return group.lastRaw !== undefined || raw.length !== group.rawLength
}

/** A group is as bad as the worst of its alerts. */
export function raise(group: Group, level: Level): void {
  if (levels.indexOf(level) > levels.indexOf(group.level)) group.level = level
}

/** Adds the alert's message to the samples; false when it is among them already. */
export function addSample(group: Group, arrival: Arrival): boolean {
  const alert = arrival.alert()
  Object.assign(group, rawOf(arrival, alert))
  group.at ??= alert.at
  if (group.samples.includes(alert.message)) {
    group.fruitless += 1
    return false
  }
  group.samples.push(alert.message)
  return true
}

/** What was cut or redacted is not kept as it came: the next one is told from it by its length alone. */
function rawOf({ raw }: Arrival, { message }: Alert): Pick<Group, 'lastRaw' | 'rawLength'> {
  // The alert's own copy: a slice of what came would keep the whole of it alive.
  return { lastRaw: message === raw ? message : undefined, rawLength: raw.length }
}
