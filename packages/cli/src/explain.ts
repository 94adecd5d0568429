import type { DingTalkError, DingTalkErrorCode, SecurityReason } from '@dingbell/core'
import type { Words } from './words.ts'

/** What an error means to somebody at a command line, and what to do about it. */
export interface Explanation {
  what: Words
  fix: Words
}

/**
 * By the class of an error, or the reason of a refusal by security settings. Core's own `hint` speaks to who writes code, of
 * options; these name the variables and flags by which somebody at a command line can mend it.
 */
const explanations: Readonly<Record<DingTalkErrorCode | SecurityReason, Explanation>> = {
  ERR_DINGTALK_OPTIONS: explain('参数有误', '请修正该字段', 'A field is wrong', 'Correct this field'),
  ERR_DINGTALK_THROTTLED: explain(
    '机器人被限流（每分钟最多 20 条，超过后停 10 分钟）',
    '等 10 分钟再发；把消息合并，不要反复重试',
    'The robot is throttled (20 messages a minute, then a ban of 10 minutes)',
    'Wait 10 minutes; merge messages, and do not retry meanwhile',
  ),
  ERR_DINGTALK_QUOTA: explain(
    '本月的 Webhook 调用额度已用完',
    '等下个月，或请管理员升级套餐',
    "The month's webhook calls are used up",
    'Wait for next month, or ask an administrator to upgrade the plan',
  ),
  ERR_DINGTALK_SECURITY: explain(
    '机器人的安全设置不让通过',
    '对照机器人的安全设置检查；dingbell doctor 可以逐项查',
    "The robot's security settings refuse the message",
    "Compare with the robot's security settings; dingbell doctor looks at each",
  ),
  keyword: explain(
    '消息里没有机器人要求的关键词',
    '把机器人的关键词写进 DINGTALK_KEYWORDS（逗号分隔，会自动补到消息里），一字不差',
    "None of the robot's keywords is in the message",
    "Put the robot's keywords into DINGTALK_KEYWORDS (comma-separated, letter for letter); one is then added to messages",
  ),
  timestamp: explain(
    '签名时间与服务器相差超过 1 小时',
    '校准本机时钟（例如开启 NTP）',
    'The time of the signature is more than an hour off',
    "Set this machine's clock (NTP)",
  ),
  sign: explain(
    '签名不对，或者缺少签名',
    '重新复制机器人“加签”里的密钥（SEC 开头，含 SEC）到 DINGTALK_SECRET，并确认它与 Webhook 属于同一个机器人',
    'The signature is wrong or missing',
    "Copy the robot's signing secret (SEC…, prefix included) into DINGTALK_SECRET again; webhook and secret must be the same robot's",
  ),
  ip: explain(
    '本机的出口 IP 不在机器人的 IP 地址段里',
    '把本机的出口 IP 加进机器人安全设置的 IP 地址段',
    "This machine's public IP is not in the robot's list",
    "Add this machine's public IP to the robot's security settings",
  ),
  ERR_DINGTALK_TOKEN: explain(
    'access_token 无效，或机器人已停用、已移出群',
    '在群机器人设置里重新复制 Webhook 到 DINGTALK_WEBHOOK，并确认机器人还在群里且已启用',
    'The access token is unknown, or the robot was stopped or removed',
    "Copy the webhook from the group's robot settings into DINGTALK_WEBHOOK again; check that the robot is there and enabled",
  ),
  ERR_DINGTALK_INVALID: explain(
    '服务器不接受这条消息',
    '按服务器的说明修正消息；如果它根本不是钉钉的回答，请检查 Webhook 的网址',
    'The server does not take this message',
    'Correct what the server names; if the answer is not DingTalk’s at all, check the URL of the webhook',
  ),
  ERR_DINGTALK_TOO_LARGE: explain(
    '消息超过 20,000 字节（一个汉字占 3 字节）',
    '缩短消息，或拆成几条',
    'The message is over 20,000 bytes (a Chinese character takes 3)',
    'Shorten it, or send several',
  ),
  ERR_DINGTALK_CONTENT: explain(
    '文字、链接或图片被内容安全拒绝',
    '修改文字、链接或图片',
    'Text, link or picture was refused as unsafe',
    'Change the text, link or picture',
  ),
  ERR_DINGTALK_TRANSIENT: explain(
    '暂时失败，消息没有送达',
    '稍后再试；如果总是失败，dingbell doctor 可以查 DNS、TLS 和代理',
    'Failed for now; the message was not delivered',
    'Try later; if it goes on, dingbell doctor looks at DNS, TLS and proxies',
  ),
  ERR_DINGTALK_AMBIGUOUS: explain(
    '没有得到明确的回答，消息可能已送达',
    '先看看群里有没有；要重发，请带上同一个 --msg-uuid，钉钉据此去重',
    'No clear answer: the message may have been delivered',
    'Look into the group first; to repeat it, pass the same --msg-uuid, by which DingTalk tells repeats',
  ),
  ERR_DINGTALK_ABORTED: explain(
    '超过 --max-time，消息可能已送达',
    '先看看群里有没有；要重发，请带上同一个 --msg-uuid，或调大 --max-time',
    'Stopped by --max-time; the message may have been delivered',
    'Look into the group first; to repeat it, pass the same --msg-uuid, or raise --max-time',
  ),
  ERR_DINGTALK_CLOSED: explain('发送被中止', '请重新发送', 'The sending was stopped', 'Send again'),
}

/** The words for an error; a refusal by security settings is told by its reason. */
export function explanationOf({ code, reason }: Pick<DingTalkError, 'code' | 'reason'>): Explanation {
  return explanations[reason ?? code]
}

/** In the order in which one reads: what it is and what to do, in Chinese, then in English. */
function explain(zh: string, zhFix: string, en: string, enFix: string): Explanation {
  return { what: { zh, en }, fix: { zh: zhFix, en: enFix } }
}
