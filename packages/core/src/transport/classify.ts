import type { SecurityReason } from '../errors.ts'
import { type Fields, fieldsOf } from '../fields.ts'
import * as limits from '../limits.ts'

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

type Table<Meaning> = readonly (readonly [RegExp, Meaning])[]

/**
 * "errcode errmsg" by its meaning. Source: DingTalk's documentation of global error codes; 130101 and 310000 from logs.
 * Codes that nobody documented still tell by their words; none of them is ever ok.
 */
const meanings: Table<Outcome> = [
  [/^0 /, 'ok'],
  [/^(-1|9000[12]|90018|500100) /, 'transient'],
  [/^(15|88) /, 'ambiguous'],
  [/^(130101|410100) /, 'throttled'],
  [/^900[23]0 /, 'quota'],
  [/^310000 /, 'security'],
  [/^(30000[15]|40010[126]|400013) /, 'token'],
  [/^(101002|460101) /, 'too-large'],
  [/^43010[1-4] /, 'content'],
  [/^(404|40035|4300[2-4]|400[1-6]\d\d) /, 'invalid'],
  [/too fast|限流/i, 'throttled'],
  [/over limit/i, 'quota'],
  [/系统(繁忙|异常)/, 'transient'],
]

/** What an answer without errcode means, by its status. */
const statuses: Table<Outcome> = [
  [/^(429|403|3..)/, 'throttled'],
  [/^413/, 'too-large'],
  [/^4(?!08)/, 'invalid'],
  [/^5/, 'transient'],
]

/** In this order: the text of a refused signature mentions the timestamp too. */
const reasons: Table<SecurityReason> = [
  [/keyword|关键词/i, 'keyword'],
  [/签名不匹配/, 'sign'],
  [/timestamp|过期/i, 'timestamp'],
  [/sign|签名/i, 'sign'],
  [/whitelist|白名单/i, 'ip'],
]

/** The one verdict over an answer: its body decides, its status only where the body holds no `errcode`. */
export function classify(status: number, body: string): Verdict {
  const answer = parse(body)
  // `null`, `false`, `""` and `[0]` are no errcode; `"0"` is one.
  const code = typeof answer.errcode === 'object' ? '' : String(answer.errcode)
  if (/^(0|-?[1-9]\d*)$/.test(code)) return byCode(code, answer)
  if (answer.punish === 'deny' || answer.status === 1111) return { outcome: 'throttled' }
  const outcome = find(statuses, String(status)) ?? 'ambiguous'
  return { outcome, ...(outcome === 'ambiguous' && /^\s*</.test(body) && { waitMs: limits.htmlWaitMs }) }
}

function byCode(code: string, answer: Fields): Verdict {
  const errmsg = String(answer.errmsg ?? '')
  const outcome = code === '88' && answer.sub_code ? 'token' : find(meanings, `${code} ${errmsg}`)
  const reason = outcome === 'security' && find(reasons, errmsg)
  return {
    outcome: outcome ?? 'invalid',
    errcode: Number(code),
    errmsg,
    ...(reason && { reason }),
    // The platform's own limit lasts one second.
    ...(outcome === 'transient' && /^900/.test(code) && { waitMs: 1_000 }),
  }
}

function find<Meaning>(table: Table<Meaning>, words: string): Meaning | undefined {
  return table.find(([pattern]) => pattern.test(words))?.[1]
}

function parse(body: string): Fields {
  try {
    return fieldsOf(JSON.parse(body))
  } catch {
    return {}
  }
}
