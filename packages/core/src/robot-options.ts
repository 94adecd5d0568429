import { check } from './errors.ts'
import * as limits from './limits.ts'
import { checkFlag, checkText } from './message/check.ts'
import type { Retry } from './transport/backoff.ts'
import { type FetchLike, globalFetch } from './transport/fetch.ts'

/** How to reach one robot. */
export interface RobotOptions {
  /** The full webhook URL, or the bare access token. */
  webhook: string | URL
  /** The signing secret (`SEC…`), when the robot's security settings ask for a signature. */
  secret?: string | undefined
  /** The robot's custom keywords, at most 10. The first is added to a message that holds none of them. */
  keywords?: readonly string[] | undefined
  /** Shown in errors and `stats()`. Default: `'robot-'` and 8 hex digits of the token's SHA-256. */
  name?: string | undefined
  /** Messages a minute, 1 to 20. Default 18: two are left to people and other tools. */
  perMinute?: number | undefined
  /** Time for one request, its answer included, in ms. Default 10,000. */
  timeoutMs?: number | undefined
  /** Attempts in all (default 3; 0 or 1: no retry), first delay (default 1,000 ms), longest delay (default 60,000 ms). */
  retry?: Partial<{ [field in keyof Retry]: Retry[field] | undefined }> | undefined
  /** Instead of the global `fetch`: a proxy, a test. */
  fetch?: FetchLike | undefined
  /** Whether a host that is not loopback may be reached by plain http. Default false. */
  allowHttp?: boolean | undefined
}

/** The same, checked and complete; webhook and secret live in the endpoint. */
export interface RobotSettings {
  keywords: readonly string[]
  name: string | undefined
  perMinute: number
  timeoutMs: number
  retry: Retry
  fetch: FetchLike
  allowHttp: boolean | undefined
}

/** @throws DingTalkError `ERR_DINGTALK_OPTIONS` for the first field that does not fit */
export function resolveRobotOptions(options: RobotOptions): RobotSettings {
  check(Object(options) === options, 'options', 'an object', options)
  const { keywords = [], name, perMinute, timeoutMs, retry = {}, fetch, allowHttp } = options
  // What is added to a message must leave room for the message.
  const short = Array.isArray(keywords) && keywords.every((keyword) => String(keyword).length <= 100)
  check(
    short && keywords.length <= limits.keywords,
    'keywords',
    `${limits.keywords} texts of 100 characters at most`,
    keywords,
  )
  check(Object(retry) === retry, 'retry', 'an object', retry)
  check(fetch === undefined || typeof fetch === 'function', 'fetch', 'a function', fetch)
  return {
    keywords: keywords.map((keyword) => checkText('keywords', keyword).trim()),
    name: name === undefined ? name : checkText('name', name),
    perMinute: number('perMinute', perMinute, limits.slots, 1, limits.perMinute),
    timeoutMs: number('timeoutMs', timeoutMs, limits.timeoutMs, 1, limits.mostTimeoutMs),
    retry: {
      attempts: number('retry.attempts', retry.attempts, 3, 0, 100),
      baseDelayMs: number('retry.baseDelayMs', retry.baseDelayMs, 1_000, 0, 600_000),
      maxDelayMs: number('retry.maxDelayMs', retry.maxDelayMs, 60_000, 0, 600_000),
    },
    fetch: fetch ?? globalFetch,
    allowHttp: checkFlag('allowHttp', allowHttp),
  }
}

/** A whole number within its bounds, or the default when it was left out. */
export function number(field: string, value: unknown, fallback: number, least: number, most: number): number {
  const given = value === undefined ? fallback : value
  const good = typeof given === 'number' && Number.isInteger(given) && given >= least && given <= most
  check(good, field, `an integer from ${least} to ${most}`, value)
  return given
}
