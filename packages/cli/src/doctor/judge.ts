import type { DingTalkError } from '@dingbell/core'
import { type Explanation, explanationOf } from '../explain.ts'
import { noticedSkewMs, skewWords } from '../failure.ts'
import type { Words } from '../words.ts'
import { type Check, type Finding, found, skipped } from './finding.ts'
import type { Answer } from './probe.ts'

/** What the server would say about each, were it asked. */
export type SecurityCheck = 'signature' | 'keyword' | 'ip'
const securityChecks: readonly SecurityCheck[] = ['signature', 'keyword', 'ip']

/** DingTalk tolerates an hour. */
const toleratedMs = 3_600_000

/**
 * Whether the robot saw the message and found nothing but the missing text to refuse. Documented is 400403; other codes
 * from 4002xx to 4006xx name a field as well.
 */
export function isExpected({ error }: Answer): boolean {
  const errcode = error?.errcode ?? 0
  return error?.code === 'ERR_DINGTALK_INVALID' && errcode >= 400_200 && errcode < 400_700
}

/** What a clock that is so far off means: without signatures, no more than a warning. */
export function judgeClock(skewMs: number | undefined, isSigned: boolean): Finding {
  if (skewMs === undefined)
    return found('clock', 'skipped', '服务器的回答里没有时间', "the server's answer carries no date")
  const { zh, en } = skewWords(skewMs)
  if (Math.abs(skewMs) < noticedSkewMs) return found('clock', 'ok', zh, en)
  const isTooMuch = isSigned && Math.abs(skewMs) >= toleratedMs
  return found('clock', isTooMuch ? 'wrong' : 'warn', zh, en, {
    zh: '校准本机时钟（例如开启 NTP）；相差超过 1 小时，签名会被拒绝',
    en: 'Set the clock (NTP); from an hour on, signatures are refused',
  })
}

/** The answer to a call that did not end as hoped: what is wrong, and what therefore remains open. */
export function judgeRefusal(error: DingTalkError): Finding[] {
  const { fix, what } = error.code === 'ERR_DINGTALK_AMBIGUOUS' ? noAnswer : explanationOf(error)
  // The server's own words where it has spoken; else core's, without the name of the robot before them.
  const said =
    error.errcode === undefined ? error.message.replace(/^[^:]*: /, '') : `${error.errcode} ${error.errmsg}`
  const refused = (check: Check) =>
    found(check, 'wrong', `${what.zh}（${said}）`, `${what.en} (${said})`, fix)
  if (error.code !== 'ERR_DINGTALK_SECURITY') {
    return [
      refused('robot'),
      ...skipped(securityChecks, '机器人没有走到这一步', 'the robot did not get that far'),
    ]
  }
  const check = checkOf(error)
  return [
    // A refusal in words that nobody knows can be blamed on no setting in particular.
    check === undefined ? refused('robot') : robotIsThere(),
    ...securityChecks.map((each) => (each === check ? refused(each) : unproven(each, behind))),
  ]
}

/** Only a robot that exists, and whose token is right, looks at its settings. */
export function robotIsThere(): Finding {
  return found('robot', 'ok', 'access_token 有效：机器人回答了', 'the token is known: the robot answered')
}

/** In place of "it may have been delivered": there was nothing to deliver. */
const noAnswer: Explanation = {
  what: { zh: '没有在时限内得到明确的回答', en: 'no clear answer in time' },
  fix: {
    zh: '稍后再试，或加大 --timeout；如果回答是网页，检查 Webhook 的网址和代理',
    en: 'Try later or raise --timeout; if the answer is a web page, check the URL of the webhook, and proxies',
  },
}

/** Which setting a reason belongs to: a wrong time is a wrong signature. */
function checkOf({ reason }: DingTalkError): SecurityCheck | undefined {
  if (reason === 'sign' || reason === 'timestamp') return 'signature'
  return reason
}

const behind: Words = {
  zh: '前一项不通过，还不知道；改好后再查一次',
  en: 'not known while another setting refuses; run again when that is mended',
}

/** Something that only a real message can prove here. */
export function unproven(check: Check, why: Words): Finding {
  return { check, status: 'unproven', says: why }
}
