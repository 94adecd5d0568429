import type { Clock } from '../../src/clock.ts'
import type { FetchLike } from '../../src/transport/fetch.ts'
import { DingTalkModel } from './ding-talk-model.ts'
import type { Limits } from './rate-judge.ts'
import { lenient, type Reading } from './reading.ts'
import type { Trip } from './trip.ts'
import type { Time } from './virtual-clock.ts'

/** Messages that somebody wants to send at one moment. */
export interface Burst {
  /** Silence before it, in ms. */
  gapMs: number
  count: number
  /** The caller loses patience with them after this time, in ms. */
  abortAfterMs?: number | undefined
}

/** What a contender may use. */
export interface Ports {
  clock: Clock
  fetch: FetchLike
  /** Messages in any 60 s. */
  perMinute: number
  timeoutMs: number
}

/** Something that sends messages and promises not to send more than N in any 60 s. */
export type Contender = (ports: Ports) => (content: string, signal?: AbortSignal) => Promise<unknown>

/** One run of a storm through a contender. */
export interface Run {
  perMinute: number
  storm: readonly Burst[]
  /** The trips, in the order of the requests, again and again. */
  trips: readonly Trip[]
  reading?: Reading
  limits?: Partial<Limits>
  /** Messages that somebody else sends through the same robot with each burst. */
  foreign?: number
}

export const webhook = 'https://oapi.dingtalk.com/robot/send?access_token=fake-token-of-the-model'
export const token = 'fake-token-of-the-model'
export const timeoutMs = 10_000

/** What became of a message, as its sender heard it. */
export interface Sent {
  content: string
  error?: unknown
  receipt?: unknown
}

/** Lets the storm rage until every message has found its end, and returns the model for inspection. */
export async function rage(
  contender: Contender,
  { perMinute, storm, trips, reading = lenient, limits = { perMinute: 1_000_000 }, foreign = 0 }: Run,
  time: Time,
): Promise<{ model: DingTalkModel; sent: Sent[] }> {
  const { clock } = time
  const model = new DingTalkModel({ clock, reading, limits, timeoutMs, trip: inTurn(trips) })
  const send = contender({ clock, fetch: model.fetch, perMinute, timeoutMs })
  const sent: Sent[] = []
  let started = 0
  for (const { gapMs, count, abortAfterMs } of storm) {
    await time.advance(gapMs)
    for (let each = 0; each < foreign; each += 1) model.sendForeign(token)
    const signal = abortAfterMs === undefined ? undefined : abortAfter(clock, abortAfterMs)
    for (let each = 0; each < count; each += 1) {
      started += 1
      const content = `message ${started}`
      send(content, signal).then(
        (receipt) => sent.push({ content, receipt }),
        (error: unknown) => sent.push({ content, error }),
      )
    }
  }
  for (let minutes = 0; sent.length < started; minutes += 1) {
    if (minutes > 2 * started + 30) throw new Error(`${started - sent.length} messages never came to an end`)
    await time.advance(60_000)
  }
  // What nobody waits for any more may still arrive.
  await time.advance(2 * timeoutMs)
  return { model, sent }
}

/** The trips one after the other, and from the beginning again. */
export function inTurn(trips: readonly Trip[]): () => Trip {
  let next = 0
  return () => {
    const trip = trips[next++ % trips.length]
    if (!trip) throw new RangeError('a storm needs trips')
    return trip
  }
}

function abortAfter(clock: Clock, ms: number): AbortSignal {
  const abort = new AbortController()
  clock.after(ms, () => abort.abort())
  return abort.signal
}
