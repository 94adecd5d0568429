import { type RobotOptions, text } from '@dingbell/core'
import type { Words } from '../words.ts'
import { type Finding, found } from './finding.ts'
import { isExpected, judgeClock, judgeRefusal, robotIsThere, type SecurityCheck, unproven } from './judge.ts'
import { type Answer, ask, sendReal } from './probe.ts'

/** What the server said, and how many calls it took: each counts for the minute and perhaps for the month. */
export interface Examination {
  findings: Finding[]
  calls: number
}

/** One real message: when it arrives, everything is proven. */
export async function examineBySending(options: RobotOptions, words: string): Promise<Examination> {
  const answer = await sendReal(options, text(words))
  const clock = judgeClock(answer.skewMs, isSigned(options))
  if (answer.error) {
    // Told as it is: a second message would not make it clearer, and the group might see both.
    const isOpen = answer.error.code === 'ERR_DINGTALK_AMBIGUOUS'
    const missing = isOpen
      ? found(
          'message',
          'wrong',
          '不知道有没有送达：看看群里',
          'it may have arrived or not: look into the group',
        )
      : found('message', 'wrong', '没有送达', 'it did not arrive')
    return { calls: callsOf(answer), findings: [...judgeRefusal(answer.error), clock, missing] }
  }
  const passed = (check: SecurityCheck) => found(check, 'ok', '真实消息通过了', 'a real message passed')
  return {
    calls: callsOf(answer),
    findings: [
      robotIsThere(),
      clock,
      passed('signature'),
      passed('keyword'),
      passed('ip'),
      found('message', 'ok', '已送达，群里可以看到', 'delivered: the group can see it'),
    ],
  }
}

/**
 * At most three calls that cannot be shown. Which check comes first at the server is documented nowhere; so one more call is
 * spoilt on purpose: only if that is refused for its signature (or keyword) does passing prove anything.
 */
export async function examineSilently(options: RobotOptions): Promise<Examination> {
  const plain = await ask(options)
  const clock = judgeClock(plain.skewMs, isSigned(options))
  // Refused for something else, it leaves nothing to compare with; a robot that is in trouble is not called again.
  if (!isExpected(plain)) {
    const findings = plain.error ? judgeRefusal(plain.error) : [tooFriendly()]
    return { calls: callsOf(plain), findings: [...findings, clock] }
  }
  const spoilt = isSigned(options) ? await ask(options, { spoilSign: true }) : undefined
  const signFirst = refusedFor(spoilt, 'sign') || refusedFor(spoilt, 'timestamp')
  // Where the message is looked at before the signature, it is looked at before the keywords as well.
  const asksKeyword = (options.keywords ?? []).length > 0 && (spoilt === undefined || signFirst)
  const wordless = asksKeyword ? await ask(options, { withKeyword: false }) : undefined
  const keywordFirst = refusedFor(wordless, 'keyword')
  const calls = callsOf(plain, spoilt, wordless)
  // A ban, or a connection that broke in between.
  const broken = [spoilt, wordless].find((each) => each && !isExpected(each) && !each.error?.reason)
  if (broken?.error) return { calls, findings: [...judgeRefusal(broken.error), clock] }
  return {
    calls,
    findings: [
      robotIsThere(),
      clock,
      signatureOf(isSigned(options), signFirst, keywordFirst),
      keywordOf(signFirst, keywordFirst),
      signFirst || keywordFirst ? free('ip') : unproven('ip', untold),
    ],
  }
}

/** Proven by the spoilt call alone; without a secret, only by a server that is known to look at the settings first. */
function signatureOf(signed: boolean, signFirst: boolean, keywordFirst: boolean): Finding {
  if (signFirst)
    return found('signature', 'ok', '正确（换成错误的签名会被拒绝）', 'right (a wrong one is refused)')
  if (keywordFirst && !signed) return free('signature')
  return unproven('signature', untold)
}

/** Where the call without a keyword passed, or none is known here, a server that looks at its settings first wants none. */
function keywordOf(signFirst: boolean, keywordFirst: boolean): Finding {
  if (keywordFirst)
    return found('keyword', 'ok', '正确（去掉关键词会被拒绝）', 'right (without it the message is refused)')
  return signFirst ? free('keyword') : unproven('keyword', untold)
}

/** The security check came first and let the call pass. */
function free(check: SecurityCheck): Finding {
  return found(
    check,
    'ok',
    '安全设置（这台服务器先看它）放行了',
    'the security settings, which come first here, let it pass',
  )
}

const untold: Words = {
  zh: '未能证实：也许服务器先看消息内容再看安全设置，也许机器人没有开这一项',
  en: 'not proven: this server may look at the message before its security settings, or not ask for this one',
}

/** A server that takes a message without text is no DingTalk. */
function tooFriendly(): Finding {
  const zh = '服务器接受了一条没有正文的消息：这不像钉钉，请检查 Webhook 的网址'
  return found(
    'robot',
    'wrong',
    zh,
    'The server took a message without text: not like DingTalk. Check the URL of the webhook',
  )
}

function callsOf(...answers: readonly (Answer | undefined)[]): number {
  return answers.filter((answer) => answer?.isCalled).length
}

/** Core reads the reason of 310000 from the server's words; any other error has none. */
function refusedFor(answer: Answer | undefined, reason: 'sign' | 'timestamp' | 'keyword'): boolean {
  return answer?.error?.reason === reason
}

/** Core trims a secret, and does not sign with one of blanks. */
function isSigned({ secret }: RobotOptions): boolean {
  return Boolean(secret?.trim())
}
