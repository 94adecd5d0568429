import type { Clock } from '../clock.ts'
import { limits } from '../limits.ts'
import { classify, type Verdict } from './classify.ts'
import type { Endpoint } from './endpoint.ts'
import type { Answer, FetchLike } from './fetch.ts'
import { readBody } from './read-body.ts'

/** How one attempt ended. */
export interface Delivery extends Verdict {
  /** No answer was read: the request may still reach the server, at most one timeout later. */
  unanswered?: boolean
  /** The caller's signal ended it. */
  aborted?: boolean
  /** Why there was no answer; holds neither token nor secret. */
  cause?: Error
  /** Server clock minus local clock in ms, where the answer carried a date. */
  skewMs?: number
}

/** What one attempt needs. */
export interface Attempt {
  endpoint: Endpoint
  body: string
  fetch: FetchLike
  clock: Clock
  timeoutMs: number
  /** Added to the local clock before signing, in ms. */
  skewMs?: number
  signal?: AbortSignal | undefined
}

/** Signs and posts one body, and says what became of it. Never rejects. */
export async function deliver(attempt: Attempt): Promise<Delivery> {
  const { clock, endpoint, signal, timeoutMs } = attempt
  const abort = new AbortController()
  const stop = () => abort.abort()
  const cancelTimeout = clock.after(timeoutMs, stop)
  signal?.addEventListener('abort', stop, { once: true })
  if (signal?.aborted) stop()
  try {
    return await Promise.race([exchange(attempt, abort.signal), rejectOn(abort.signal)])
  } catch (error) {
    return withoutAnswer(error, abort.signal.aborted, signal?.aborted ?? false, endpoint)
  } finally {
    cancelTimeout()
    signal?.removeEventListener('abort', stop)
  }
}

async function exchange(attempt: Attempt, signal: AbortSignal): Promise<Delivery> {
  const { body, clock, endpoint, fetch, skewMs = 0 } = attempt
  signal.throwIfAborted()
  const answer = await fetch(endpoint.url(clock.now() + skewMs), {
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body,
    redirect: 'manual',
    signal,
  })
  const text = await readBody(answer.body, limits.answerBytes)
  const verdict = classify(answer.status, text)
  if (verdict.errmsg) verdict.errmsg = endpoint.scrub(verdict.errmsg)
  return { ...verdict, ...waitOf(answer, verdict, clock.now()), ...skewOf(answer, clock.now()) }
}

function rejectOn(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    // A fetch of the user's may ignore its signal; the race does not.
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
}

/** The server's own wait, where it names one, beside ours: the longer wins. */
function waitOf({ headers }: Answer, { waitMs = 0 }: Verdict, nowMs: number): { waitMs?: number } {
  const header = headers?.get?.('retry-after') ?? ''
  const asked = /^\d+$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - nowMs
  const longer = Math.max(waitMs, asked || 0)
  return longer > 0 ? { waitMs: longer } : {}
}

function skewOf({ headers }: Answer, nowMs: number): { skewMs?: number } {
  const date = Date.parse(headers?.get?.('date') ?? '')
  return Number.isNaN(date) ? {} : { skewMs: date - nowMs }
}

/** Failures that come before the request is written: nothing was delivered. */
const unsent =
  /^(ECONNREFUSED|ENOTFOUND|EAI_\w+|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|UND_ERR_CONNECT_TIMEOUT|ERR_(TLS|SSL)_\w+|ERR_INVALID_\w+|\w*CERT\w*|UNABLE_TO_\w+|EMFILE|ENFILE)$/

function withoutAnswer(error: unknown, stopped: boolean, byCaller: boolean, endpoint: Endpoint): Delivery {
  const cause = stopped && !byCaller ? new Error('no answer within timeoutMs') : scrubbed(error, endpoint)
  const neverSent = !stopped && codesOf(error).some((code) => unsent.test(code))
  if (neverSent) return { outcome: 'transient', cause }
  return { outcome: 'ambiguous', unanswered: true, cause, ...(byCaller && { aborted: true }) }
}

/** The codes along a chain of causes; Node hides the real one below "fetch failed". */
function codesOf(error: unknown, depth = 0): string[] {
  if (typeof error !== 'object' || error === null || depth > 4) return []
  const code = 'code' in error && typeof error.code === 'string' ? [error.code] : []
  const inner = 'errors' in error && Array.isArray(error.errors) ? error.errors[0] : undefined
  return [
    ...code,
    ...codesOf('cause' in error ? error.cause : inner, depth + 1),
    ...codesOf(inner, depth + 1),
  ]
}

/** A copy of the failure: the original may hold the URL anywhere, as axios' `config` does. */
function scrubbed(error: unknown, endpoint: Endpoint): Error {
  const chain = chainOf(error).map((each) =>
    each instanceof Error ? `${each.name}: ${each.message}` : String(each),
  )
  const copy = new Error(endpoint.scrub(chain.join(' ← ').slice(0, 1_000)))
  const [code] = codesOf(error)
  return code === undefined ? copy : Object.assign(copy, { code: endpoint.scrub(code) })
}

function chainOf(error: unknown, depth = 0): unknown[] {
  const cause = error instanceof Error ? error.cause : undefined
  return cause === undefined || depth > 4 ? [error] : [error, ...chainOf(cause, depth + 1)]
}
