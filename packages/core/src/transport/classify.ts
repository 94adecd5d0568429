import type { SecurityReason } from '../errors.ts'
import { limits } from '../limits.ts'

/** What an answer means. */
export type Outcome =
  | 'ok'
  | 'transient'
  | 'ambiguous'
  | 'throttled'
  | 'quota'
  | 'security'
  | 'token'
  | 'too-large'
  | 'content'
  | 'invalid'

/** The meaning of an answer, and what it said. */
export interface Verdict {
  outcome: Outcome
  errcode?: number
  errmsg?: string
  reason?: SecurityReason
  /** The least wait before another attempt, in ms. */
  waitMs?: number
}

/** DingTalk's codes by what they mean. Source: its documentation of global error codes; 130101 and 310000 from logs. */
const byErrcode: ReadonlyMap<number, Outcome> = new Map([
  [0, 'ok'],
  ...all('transient', -1, 90001, 90002, 90018, 500100),
  ...all('ambiguous', 15),
  ...all('throttled', 130101, 410100),
  ...all('quota', 90030, 90020),
  ...all('security', 310000),
  ...all('token', 300001, 300005, 400101, 400102, 400106, 400013),
  ...all('invalid', 404, 40035, 43002, 43003, 43004, 400105),
  ...all('too-large', 101002, 460101),
  ...all('content', 430101, 430102, 430103, 430104),
])

/** Codes nobody documented still tell by their words; none of them is ever ok. */
const byWords: readonly (readonly [RegExp, Outcome])[] = [
  [/too fast|限流/i, 'throttled'],
  [/over limit/i, 'quota'],
  [/系统繁忙|系统异常/, 'transient'],
]

/** In this order: the text of a refused signature mentions the timestamp too. */
const reasons: readonly (readonly [RegExp, SecurityReason])[] = [
  [/keyword|关键词/i, 'keyword'],
  [/签名不匹配/, 'sign'],
  [/timestamp|过期/i, 'timestamp'],
  [/sign|签名/i, 'sign'],
  [/whitelist|白名单/i, 'ip'],
]

/** The one verdict over an answer: its body decides, its status only where the body holds no `errcode`. */
export function classify(status: number, body: string): Verdict {
  const answer = parseObject(body)
  const errcode = normalise(answer?.errcode)
  if (answer && errcode !== undefined) return byBody(errcode, answer)
  if (answer && (answer.punish === 'deny' || answer.status === 1111)) return { outcome: 'throttled' }
  const outcome = byStatus(status)
  const html = outcome === 'ambiguous' && /^\s*</.test(body)
  return { outcome, ...(html && { waitMs: limits.htmlWaitMs }) }
}

function byBody(errcode: number, answer: Record<string, unknown>): Verdict {
  const errmsg = typeof answer.errmsg === 'string' ? answer.errmsg : ''
  const outcome =
    errcode === 88
      ? answer.sub_code
        ? 'token'
        : 'ambiguous'
      : (byErrcode.get(errcode) ?? byWords.find(([words]) => words.test(errmsg))?.[1] ?? 'invalid')
  const reason = outcome === 'security' ? reasons.find(([words]) => words.test(errmsg))?.[1] : undefined
  return {
    outcome,
    errcode,
    errmsg,
    ...(reason && { reason }),
    // The platform's own limit lasts one second.
    ...(errcode > 90000 && errcode < 90020 && outcome === 'transient' && { waitMs: 1_000 }),
  }
}

function byStatus(status: number): Outcome {
  if (status === 429 || status === 403 || (status >= 300 && status < 400)) return 'throttled'
  if (status === 413) return 'too-large'
  if (status >= 500) return 'transient'
  return status >= 400 && status !== 408 ? 'invalid' : 'ambiguous'
}

/** An errcode is an integer or its decimal spelling; `null`, `false`, `""` and `[0]` are none. */
function normalise(errcode: unknown): number | undefined {
  if (typeof errcode === 'number') return errcode
  return typeof errcode === 'string' && /^(0|-?[1-9]\d{0,14})$/.test(errcode) ? Number(errcode) : undefined
}

function parseObject(body: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(body)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function all(outcome: Outcome, ...errcodes: number[]): [number, Outcome][] {
  return errcodes.map((errcode) => [errcode, outcome])
}
