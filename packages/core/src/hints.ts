import type { DingTalkErrorCode, SecurityReason } from './errors.ts'

type HintKey = DingTalkErrorCode | SecurityReason

/** What to do about each error: English, Chinese. */
const hints: { [key in Exclude<HintKey, 'ERR_DINGTALK_SECURITY'>]: readonly [en: string, zh: string] } = {
  ERR_DINGTALK_OPTIONS: ['Correct the field named above.', '请修正上面指出的字段。'],
  ERR_DINGTALK_THROTTLED: [
    'More than 20 messages a minute went to this robot, so DingTalk refuses it for about 10 minutes. Send less, or give every tool its own robot.',
    '该机器人一分钟内消息超过 20 条，钉钉会限流约 10 分钟。请减少发送，或让各工具使用各自的机器人。',
  ],
  ERR_DINGTALK_QUOTA: [
    "The organisation's webhook calls of this month are used up. Wait for the next month, or ask an administrator for a larger plan.",
    '本组织当月的 Webhook 调用次数已用完。请等待下月，或联系管理员升级套餐。',
  ],
  keyword: [
    "The message holds none of the robot's keywords. List them in `keywords`, and one is added for you.",
    '消息不含机器人的自定义关键词。请在 keywords 中列出，会自动补上。',
  ],
  timestamp: [
    'The timestamp is more than one hour off. Set the clock of this host (NTP).',
    '时间戳与钉钉服务器相差超过 1 小时。请校准本机时间（NTP）。',
  ],
  sign: [
    "The signature does not match. Copy the robot's secret (SEC…) again, whole, and check that it belongs to this webhook.",
    '签名不匹配。请重新完整复制加签密钥（SEC 开头），并确认它与该 Webhook 属于同一个机器人。',
  ],
  ip: [
    "This host's public address is not in the robot's IP list. Add it in the robot's security settings.",
    '本机出口 IP 不在机器人的 IP 白名单内。请在机器人的安全设置中添加。',
  ],
  ERR_DINGTALK_TOKEN: [
    'The robot does not exist, is stopped, or left the group. Copy the webhook again from the group settings.',
    '机器人不存在、已停用或已被移出群。请在群设置中重新复制 Webhook。',
  ],
  ERR_DINGTALK_INVALID: [
    'DingTalk does not take this message. Check the field that it names.',
    '钉钉不接受该消息。请检查它指出的字段。',
  ],
  ERR_DINGTALK_TOO_LARGE: [
    'A message holds at most 20,000 bytes, about 6,600 Chinese characters. Shorten it.',
    '消息最多 20,000 字节（约 6,600 个汉字）。请缩短内容。',
  ],
  ERR_DINGTALK_CONTENT: [
    'DingTalk refuses the text, a link or a picture as unsuitable. Change it.',
    '钉钉认为文字、链接或图片不合适。请修改内容。',
  ],
  ERR_DINGTALK_TRANSIENT: [
    'DingTalk or the way to it is out of order. Try again later; check DNS, proxy and firewall if it lasts.',
    '钉钉或网络暂时不可用。请稍后重试；若持续出现，请检查 DNS、代理和防火墙。',
  ],
  ERR_DINGTALK_AMBIGUOUS: [
    'No readable answer: the message may have arrived. Send it again with the same msgUuid.',
    '未收到可识别的应答，消息可能已送达。请用相同的 msgUuid 重发。',
  ],
  ERR_DINGTALK_ABORTED: ['The signal given to send() was aborted.', '传给 send() 的 signal 已中止。'],
  ERR_DINGTALK_CLOSED: [
    'close() was called. Create a new one to go on.',
    '已调用 close()。如需继续发送，请新建实例。',
  ],
}

const security: readonly [string, string] = [
  "Compare the robot's security settings with keywords, secret and address of this host.",
  '请核对机器人的安全设置：关键词、加签密钥与本机 IP。',
]

/** The hint of an error; a measured clock skew of a minute or more is named for refused signatures. */
export function hintFor(code: DingTalkErrorCode, reason?: SecurityReason, skewMs = 0): string {
  const [en, zh] = code === 'ERR_DINGTALK_SECURITY' ? (reason ? hints[reason] : security) : hints[code]
  const off = Math.round(skewMs / 1000)
  const clock = (reason === 'sign' || reason === 'timestamp') && Math.abs(off) >= 60
  const [enClock, zhClock] = clock
    ? [
        ` This host's clock is ${Math.abs(off)} s ${off > 0 ? 'slow' : 'fast'}.`,
        `本机时间${off > 0 ? '慢' : '快'} ${Math.abs(off)} 秒。`,
      ]
    : ['', '']
  return `${en}${enClock}\n${zh}${zhClock}`
}
