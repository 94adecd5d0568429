import type { Clock } from '../../src/clock.ts'
import { planOf, type Trip } from './trip.ts'

/** What a journey needs. */
export interface Journey<Verdict> {
  trip: Trip
  clock: Clock
  /** How long after its abort a request may still arrive, in ms. */
  timeoutMs: number
  signal: AbortSignal
  /** The server counts the call and judges it. */
  arrive(): Verdict
}

/**
 * Brings one request to the server and its verdict back. Rejects when the line breaks, or with the signal's reason when
 * the client gives up; the request itself may arrive all the same, at most `timeoutMs` later.
 */
export function travel<Verdict>(journey: Journey<Verdict>): Promise<Verdict> {
  const { clock, signal, timeoutMs, trip } = journey
  const { arrivesMs, endsMs, mayComeLate } = planOf(trip, clock.monotonic(), timeoutMs)
  return new Promise((resolve, reject) => {
    let verdict: Verdict | undefined
    const arrive = () => {
      verdict ??= journey.arrive()
    }
    const cancelArrival = arrivesMs === undefined ? () => {} : clock.after(arrivesMs, arrive)
    const end = () => {
      signal.removeEventListener('abort', giveUp)
      const broken = brokenLine(trip)
      if (broken) return reject(broken)
      arrive()
      if (verdict !== undefined) resolve(verdict)
    }
    const cancelEnd = endsMs === undefined ? () => {} : clock.after(endsMs, end)
    const giveUp = () => {
      cancelEnd()
      cancelArrival()
      if (mayComeLate && verdict === undefined) clock.after(trip.stamp * timeoutMs, arrive)
      reject(signal.reason)
    }
    signal.addEventListener('abort', giveUp, { once: true })
    if (signal.aborted) giveUp()
  })
}

/** The failure that a client sees, in the shape that Node's `fetch` gives it. */
function brokenLine({ fault }: Trip): Error | undefined {
  if (fault === 'unreachable') return fetchFailed('ECONNREFUSED')
  return fault?.startsWith('reset') ? fetchFailed('ECONNRESET') : undefined
}

function fetchFailed(code: string): Error {
  return new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) })
}
