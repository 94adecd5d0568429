import { optionError } from './errors.ts'
import { limits } from './limits.ts'
import type { Retry } from './transport/backoff.ts'
import type { FetchLike } from './transport/fetch.ts'

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
  allowHttp: boolean
}

/** @throws DingTalkError `ERR_DINGTALK_OPTIONS` for the first field that does not fit */
export function resolveRobotOptions(options: RobotOptions): RobotSettings {
  if (typeof options !== 'object' || options === null) throw optionError('options', 'an object', options)
  const { retry = {} } = options
  if (typeof retry !== 'object' || retry === null) throw optionError('retry', 'an object', retry)
  return {
    keywords: keywordsOf(options.keywords),
    name: nameOf(options.name),
    perMinute: number('perMinute', options.perMinute, limits.slots, 1, limits.perMinute),
    timeoutMs: number('timeoutMs', options.timeoutMs, limits.timeoutMs, 1, 600_000),
    retry: {
      attempts: Math.max(1, number('retry.attempts', retry.attempts, 3, 0, 100)),
      baseDelayMs: number('retry.baseDelayMs', retry.baseDelayMs, 1_000, 0, 3_600_000),
      maxDelayMs: number('retry.maxDelayMs', retry.maxDelayMs, 60_000, 0, 3_600_000),
    },
    fetch: fetchOf(options.fetch),
    allowHttp: booleanOf('allowHttp', options.allowHttp),
  }
}

/** A whole number within its bounds, or the default when it was left out. */
export function number(field: string, value: unknown, fallback: number, least: number, most: number): number {
  if (value === undefined) return fallback
  if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return value
  throw optionError(field, `a whole number from ${least} to ${most}`, value)
}

function keywordsOf(keywords: readonly string[] | undefined): readonly string[] {
  if (keywords === undefined) return []
  const good =
    Array.isArray(keywords) && keywords.every((each) => typeof each === 'string' && each.trim() !== '')
  if (!good) throw optionError('keywords', 'an array of texts that are not empty', keywords)
  if (keywords.length > limits.keywords) throw optionError('keywords', `at most ${limits.keywords}`, keywords)
  return keywords.map((keyword) => keyword.trim())
}

function nameOf(name: unknown): string | undefined {
  if (name === undefined || (typeof name === 'string' && name.trim() !== '')) return name
  throw optionError('name', 'a text that is not empty', name)
}

function fetchOf(fetch: FetchLike | undefined): FetchLike {
  if (fetch !== undefined && typeof fetch !== 'function') throw optionError('fetch', 'a function', fetch)
  // The global one is looked up at each call, so that what patches it (tracing, tests) is seen.
  return fetch ?? ((url, init) => globalThis.fetch(url, init))
}

function booleanOf(field: string, value: unknown): boolean {
  if (value === undefined || typeof value === 'boolean') return value ?? false
  throw optionError(field, 'true or false', value)
}
