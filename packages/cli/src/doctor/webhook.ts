import { isDingTalkError, type RobotOptions, text } from '@dingbell/core'
import { inOurNames } from '../failure.ts'
import { maskUrl, requestOf } from '../request.ts'
import type { Words } from '../words.ts'
import { type Finding, found } from './finding.ts'

/** The webhook as every message will see it, or why there is none. */
export interface WebhookReading {
  finding: Finding
  url?: URL
}

/** Where the webhook comes from, and how to copy it whole. */
const copyAgain: Words = {
  zh: '在群设置 → 机器人 → 该机器人里复制完整的 Webhook（https://oapi.dingtalk.com/robot/send?access_token=…）到 DINGTALK_WEBHOOK',
  en: "Copy the whole webhook (https://oapi.dingtalk.com/robot/send?access_token=…) from the group's settings, robots, into DINGTALK_WEBHOOK",
}

/** What is wrong with a webhook that cannot be used, the likeliest mistake first. */
const mistakes: readonly (readonly [RegExp, string, string])[] = [
  [/^["'“”‘’`]|["'“”‘’`]$/, '前后多了引号', 'There are quotes around it'],
  [/\s/, '中间有空格或换行', 'There is a blank or a line break in it'],
  [/^\w+:\/\/[^/]*@/, '主机名前不能有用户名和密码', 'There must be no user and password before the host'],
  [/^http:\/\//i, '用的是明文 http', 'It is plain http'],
  [
    /^https:\/\/.*\/robot\/send/i,
    '缺少 access_token，可能没有复制完整',
    'It has no access_token: perhaps it was not copied whole',
  ],
  [
    /^https:\/\//i,
    '网址里没有 access_token，也没有自己的路径',
    'It has neither an access_token nor a path of its own',
  ],
  [/^(?!https?:)[a-z][\w+.-]*:/i, '网址不是以 https:// 开头', 'It does not begin with https://'],
]

/**
 * Reads the webhook the way `Robot` does, and says in words what is wrong with its shape. `Robot` itself decides whether it
 * is good; the words are only found afterwards, so that both can never disagree.
 */
export async function checkWebhook(options: RobotOptions): Promise<WebhookReading> {
  // People paste the secret in its place. As a bare token it would be well formed.
  if (/^SEC\w{16,}$/.test(String(options.webhook))) return { finding: secretInstead() }
  try {
    const { url } = await requestOf(options, text('.'))
    // What is left is the robot's address; the pair is of this moment and says nothing.
    for (const each of ['timestamp', 'sign']) url.searchParams.delete(each)
    return { url, finding: wellFormed(url, String(options.webhook)) }
  } catch (error) {
    if (!isDingTalkError(error)) throw error
    if (!error.message.startsWith('webhook')) return { finding: otherField(inOurNames(error.message)) }
    const webhook = String(options.webhook)
    const [, zh, en] = mistakes.find(([shape]) => shape.test(webhook)) ?? [
      undefined,
      '既不是网址，也不是 access_token',
      'It is neither a URL nor an access token',
    ]
    const isHttp = /^http:/i.test(webhook)
    return { finding: found('webhook', 'wrong', zh, en, isHttp ? allowHttp : copyAgain) }
  }
}

const allowHttp: Words = {
  zh: '改成 https://；确实要用明文（例如内网网关），加 --allow-http',
  en: 'Write https://; where it must be plain (a gateway of your own), add --allow-http',
}

/** Only DingTalk's own tokens have a known shape: other hosts speak the protocol, with tokens of their own. */
function wellFormed(url: URL, given: string): Finding {
  const shown = maskUrl(url)
  const token = url.searchParams.get('access_token')
  if (/[?&](timestamp|sign)=/.test(given))
    return found(
      'webhook',
      'warn',
      `${shown}，里面带着旧的 timestamp 和 sign，发送时会换成新的`,
      `${shown}; it carries an old timestamp and sign, which are replaced at every call`,
      { zh: '去掉 &timestamp=…&sign=…', en: 'Take &timestamp=…&sign=… off' },
    )
  const isDingTalk = url.hostname.endsWith('.dingtalk.com') && url.pathname === '/robot/send'
  if (isDingTalk && token !== null && !/^[0-9a-f]{64}$/i.test(token))
    return found(
      'webhook',
      'warn',
      `${shown}，但 access_token 有 ${token.length} 个字符，钉钉的是 64 位十六进制`,
      `${shown}; but the access_token has ${token.length} characters, where DingTalk's are 64 hex digits`,
      copyAgain,
    )
  return found('webhook', 'ok', shown, shown)
}

function secretInstead(): Finding {
  const en = 'This is the signing secret, not the webhook'
  return found('webhook', 'wrong', '填的是加签密钥，不是 Webhook', en, copyAgain)
}

/** Keywords or secret that do not fit; core says which. */
function otherField(message: string): Finding {
  return found('webhook', 'wrong', message, message, {
    zh: '修正 DINGTALK_SECRET 或 DINGTALK_KEYWORDS（关键词最多 10 个）',
    en: 'Correct DINGTALK_SECRET or DINGTALK_KEYWORDS (10 keywords at most)',
  })
}
