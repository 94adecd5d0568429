import type { Feed } from './feed.ts'
import type { History } from './history.ts'
import type { ReceivedMessage, ReceivedRequest } from './records.ts'

/** The most that a timer takes, 25 days; more, `Infinity` as well, would go off at once. */
const longestMs = 2 ** 31 - 1

/**
 * Resolves `true` once `done` holds, asked now and after every event; `false` when the time is over or `signal` aborts.
 * Rejects when `done` throws: a mistake in a test must not reach the caller of the robot.
 */
export function waitUntil(
  feed: Feed,
  done: () => boolean,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const ask = (last: boolean) => {
      try {
        const held = done()
        if (!held && !last) return
        resolve(held)
      } catch (error) {
        reject(error)
      }
      clearTimeout(timer)
      unsubscribe()
      signal.removeEventListener('abort', giveUp)
    }
    const giveUp = () => ask(true)
    const timer = setTimeout(giveUp, Math.min(timeoutMs, longestMs))
    const unsubscribe = feed.subscribe(() => ask(false))
    signal.addEventListener('abort', giveUp)
    ask(signal.aborted)
  })
}

/** The latest requests that brought no message, and why, one line each. */
export function refusals(requests: readonly ReceivedRequest[]): string[] {
  return requests
    .filter((request) => request.message === undefined)
    .slice(-5)
    .map(describe)
}

/** Why there are fewer messages than hoped for: what came instead, in words. */
export function shortfall(history: History, wanted: number, timeoutMs: number): string {
  const headline = `expected ${wanted} messages within ${timeoutMs} ms, got ${history.accepted}`
  return [headline, ...refusals(history.requests())].join('\n  ')
}

/** The messages, as soon as `n` were accepted since the last `clear`. */
export async function waitForMessages(
  history: History,
  wait: (done: () => boolean, timeoutMs: number) => Promise<boolean>,
  n: number,
  timeoutMs: number,
): Promise<ReceivedMessage[]> {
  if (await wait(() => history.accepted >= n, timeoutMs)) return history.messages()
  throw new Error(shortfall(history, n, timeoutMs))
}

/** One request in one line, as it stands in an error of a test. */
function describe({ id, verdict }: ReceivedRequest): string {
  const { outcome, fault, reason, fix, errcode } = verdict
  const why = reason ? `${reason.en}. ${fix?.en ?? ''}` : (fault ?? '')
  return `request ${id} was ${outcome}${errcode === undefined ? '' : ` (${errcode})`}: ${why}`
}
