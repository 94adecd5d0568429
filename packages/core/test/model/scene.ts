import type { Level } from '../../src/alert/alert.ts'
import type { AlerterOptions } from '../../src/alerter-options.ts'
import type { Registry } from '../../src/pace/registry.ts'
import type { RobotPorts } from '../../src/robot-line.ts'
import type { Stats } from '../../src/stats.ts'
import type { FetchLike } from '../../src/transport/fetch.ts'
import type { Limits } from './rate-judge.ts'
import type { Reading } from './reading.ts'
import type { Trip } from './trip.ts'
import type { Witness } from './witness.ts'

/** Something that happens to an alerter. */
export type Act =
  /** Every one of `kinds` from `from` on, `times` times over, within `spreadMs`. */
  | { act: 'alerts'; from: number; kinds: number; times: number; level: Level; spreadMs: number }
  /** What nobody expects to be thrown. */
  | { act: 'oddities' }
  | { act: 'wait'; ms: number }
  | { act: 'flush'; ms: number }
  /** Somebody else sends through the first robot. */
  | { act: 'foreign'; count: number }
  /** The application itself sends through the first robot. */
  | { act: 'direct'; count: number }
  /** The wall clock is set, forward or back. */
  | { act: 'jump'; ms: number }

/** A story to be played to an alerter, and the world in which it plays. */
export interface Scene {
  acts: readonly Act[]
  /** The trips, in the order of the requests, again and again, until the acts are over; then the way is free. */
  trips: readonly Trip[]
  /** Other trips for requests that tell of a fatal alert. */
  fatalTrips?: readonly Trip[] | undefined
  /** Whether the trips are those of the first robot only; the way to the others is free. */
  onlyFirstRobot?: boolean | undefined
  /** Whether it stays like this until the end. */
  neverHeals?: boolean | undefined
  reading: Reading
  limits?: Partial<Limits> | undefined
  perMinute?: number | undefined
  /** How many robots, in order of preference. */
  robots?: number | undefined
  /** More alerters in the same process that hear the same and use the same robots. */
  companions?: number | undefined
  options?: AlerterOptions | undefined
  /** How late the timers of the process are, in turn, in ms: it is busy. */
  lateMs?: readonly number[] | undefined
  /** What `random()` gives, in turn. */
  randoms?: readonly number[] | undefined
  /** Wall clock at the start. */
  wall?: number | undefined
  /** What DingTalk does not want. */
  refuse?: ((call: { text: string; token: string }) => number | undefined) | undefined
  /** Quiet time between the acts and the end, in ms. */
  settleMs?: number | undefined
  /** Time for the end, in ms. */
  closeMs?: number | undefined
}

/** An alerter as its users see it; what tampers with it for a control has the same face. */
export interface Ringing {
  capture(input: unknown): void
  flush(timeoutMs?: number): Promise<boolean>
  close(timeoutMs?: number): Promise<boolean>
  stats(): Stats
}

/** How a scene is staged: with our alerter on a healthy registry, unless a control says otherwise. */
export interface Staging {
  makeRegistry?(): Registry
  /** Tampers with the way to DingTalk. */
  tamperFetch?(fetch: FetchLike): FetchLike
  /** Tampers with the alerter. */
  tamper?(alerter: Ringing, ports: RobotPorts): Ringing
  /** Called at every step of virtual time. */
  onStep?(witness: Witness): void
}

/** The token of one of a scene's robots. */
export function tokenOfRobot(robot: number): string {
  return `fake-token-${robot}`
}

export const hourMs = 3_600_000
