import type { Clock } from '../clock.ts'
import { type Fields, fieldsOf } from '../fields.ts'
import * as limits from '../limits.ts'
import { unlessAborted } from '../pace/unless-aborted.ts'
import { classify, type Verdict } from './classify.ts'
import type { Answer, FetchLike } from './fetch.ts'
import { readBody } from './read-body.ts'

/** How one attempt ended. */
export interface Delivery extends Verdict {
  /** No answer was read: the request may still reach the server, at most one timeout later. */
  unanswered?: boolean
  /** It was refused for the wrong clock, which has just been corrected. */
  corrected?: boolean
  /** Why there was no answer; holds neither token nor secret. */
  cause?: Error
  /** Server clock minus local clock in ms, where a refused signature carried a date. */
  skewMs?: number
}

/** What one attempt needs. */
export interface Attempt {
  url: string
  body: string
  /** What must not be shown. */
  secrets: readonly string[]
  fetch: FetchLike
  clock: Clock
  timeoutMs: number
  /** Whether the wait for the answer keeps the process alive. */
  hold: boolean
  signal: AbortSignal | undefined
}

/** The longest wait that a server can ask for: one hour. */
const longestWaitMs = 3_600_000
/** Failures that come before the request is written: nothing was delivered. */
const unsent = /NOTFOUND|EAI_|REFUSED|UNREACH|CONNECT_TIMEOUT|CERT|SSL|UNABLE_TO/

/** Posts one body, and says what became of it. Never rejects. */
export async function deliver(attempt: Attempt): Promise<Delivery> {
  const { clock, hold, signal, timeoutMs } = attempt
  const abort = new AbortController()
  const delivery = await unlessAborted<Delivery>([signal], (end) => {
    const cancelTimeout = clock.after(timeoutMs, end, hold)
    exchange(attempt, abort.signal)
      .catch((error) => unanswered(error, attempt))
      .then(end, () => end())
      .finally(cancelTimeout)
    return cancelTimeout
  })
  // Whatever is on its way is not waited for; a fetch of the user's may even ignore its signal.
  abort.abort()
  return delivery ?? unanswered(new Error('no answer in time'), attempt)
}

async function exchange(attempt: Attempt, signal: AbortSignal): Promise<Delivery> {
  const { body, fetch, url } = attempt
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
    redirect: 'manual',
    signal,
  })
  return understand(answer, await readBody(answer, limits.answerBytes), attempt)
}

/** What an answer with that body says. */
export function understand(
  answer: Pick<Answer, 'headers' | 'status'>,
  text: string,
  attempt: Pick<Attempt, 'clock' | 'secrets'>,
): Delivery {
  const header = (name: string) => answer.headers?.get?.(name) ?? ''
  const verdict = classify(answer.status, text)
  if (verdict.errmsg) verdict.errmsg = scrub(verdict.errmsg, attempt)
  const now = attempt.clock.now()
  // The server's own wait: seconds or a date. A slip of a proxy's must not silence the robot for ever.
  const asked = Number(header('retry-after')) * 1_000 || Date.parse(header('retry-after')) - now
  const waitMs = Math.max(verdict.waitMs ?? 0, Math.min(asked || 0, longestWaitMs))
  const skewMs = /sign|timestamp/.test(`${verdict.reason}`) && Date.parse(header('date')) - now
  return { ...verdict, waitMs, ...(skewMs && { skewMs }) }
}

/** What a failure says. Only words are kept of it: the original may hold the URL anywhere, as axios' `config` does. */
export function unanswered(error: unknown, attempt: Pick<Attempt, 'secrets'>): Delivery {
  const chain: Fields[] = []
  for (let each = error; each && chain.length < 5; each = fieldsOf(each).cause) chain.push(fieldsOf(each))
  const words = chain.map((each) => each.message || each.code || each).join(': ')
  const cause = new Error(scrub(words, attempt).slice(0, 1_000))
  if (chain.some(({ code }) => unsent.test(`${code}`))) return { outcome: 'transient', cause }
  return { outcome: 'ambiguous', unanswered: true, cause }
}

function scrub(text: string, { secrets }: Pick<Attempt, 'secrets'>): string {
  return secrets.reduce((rest, secret) => rest.replaceAll(secret, '[redacted]'), text)
}
