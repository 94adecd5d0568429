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

/** DingTalk's codes by what they mean. Source: its documentation of global error codes; 130101 and 310000 from logs. */
const byErrcode = {
  ok: /^0$/,
  transient: /^(-1|9000[12]|90018|500100)$/,
  ambiguous: /^(15|88)$/,
  throttled: /^(130101|410100)$/,
  quota: /^900[23]0$/,
  security: /^310000$/,
  token: /^(30000[15]|40010[126]|400013)$/,
  'too-large': /^(101002|460101)$/,
  content: /^43010[1-4]$/,
  invalid: /^(404|40035|4300[2-4]|400[1-6]\d\d)$/,
}

/** Codes that nobody documented still tell by their words; none of them is ever ok. */
const byWords = { throttled: /too fast|限流/i, quota: /over limit/i, transient: /系统(繁忙|异常)/ }

/** What an answer without errcode means; ambiguous otherwise. */
const byStatus = { throttled: /^(429|403|3..)/, 'too-large': /^413/, invalid: /^4(?!08)/, transient: /^5/ }

/** In this order: the text of a refused signature mentions the timestamp too. */
const reasons = {
  keyword: /keyword|关键词/i,
  timestamp: /^(?!.*签名不匹配).*(timestamp|过期)/is,
  sign: /sign|签名/i,
  ip: /whitelist|白名单/i,
}

/** The one verdict over an answer: its body decides, its status only where the body holds no `errcode`. */
export function classify(status: number, body: string): Verdict {
  const answer = parse(body)
  // `null`, `false`, `""` and `[0]` are no errcode; `"0"` is one.
  const code = typeof answer.errcode === 'object' ? '' : String(answer.errcode)
  if (/^(0|-?[1-9]\d*)$/.test(code)) return byCode(code, answer)
  if (answer.punish === 'deny' || answer.status === 1111) return { outcome: 'throttled' }
  const outcome = find(byStatus, String(status)) ?? 'ambiguous'
  return { outcome, ...(outcome === 'ambiguous' && /^\s*</.test(body) && { waitMs: limits.htmlWaitMs }) }
}

function byCode(code: string, answer: Fields): Verdict {
  const errmsg = String(answer.errmsg ?? '')
  const known = code === '88' && answer.sub_code ? 'token' : find(byErrcode, code)
  const outcome = known ?? find(byWords, errmsg) ?? 'invalid'
  const reason = outcome === 'security' && find(reasons, errmsg)
  return {
    outcome,
    errcode: Number(code),
    errmsg,
    ...(reason && { reason }),
    // The platform's own limit lasts one second.
    ...(outcome === 'transient' && /^900/.test(code) && { waitMs: 1_000 }),
  }
}

/** The first meaning whose pattern fits. */
function find<Table extends Record<string, RegExp>>(table: Table, words: string) {
  for (const meaning in table) if (table[meaning]?.test(words)) return meaning
  return undefined
}

function parse(body: string): Fields {
  try {
    return fieldsOf(JSON.parse(body))
  } catch {
    return {}
  }
}
