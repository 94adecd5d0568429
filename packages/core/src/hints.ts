import type { DingTalkErrorCode, SecurityReason } from './errors.ts'

/** What to do about each error, in English and Chinese. A refusal by security settings is told by its reason. */
export const hints: Readonly<Record<DingTalkErrorCode | SecurityReason, string>> = {
  ERR_DINGTALK_OPTIONS: 'Correct this field.\n请修正该字段。',
  ERR_DINGTALK_THROTTLED: 'Wait 10 minutes and send less.\n请等 10 分钟，并减少发送。',
  ERR_DINGTALK_QUOTA: 'Wait for next month, or upgrade the plan.\n请等下月，或升级套餐。',
  ERR_DINGTALK_SECURITY: "Check the robot's security settings.\n请检查机器人的安全设置。",
  keyword: "List the robot's keywords in `keywords`.\n请在 keywords 中填写机器人的关键词。",
  timestamp: "Set this host's clock.\n请校准本机时间。",
  sign: "Copy the robot's secret (SEC…) again.\n请重新复制机器人的加签密钥（SEC…）。",
  ip: "Add this host's IP to the robot's security settings.\n请在机器人的安全设置中添加本机 IP。",
  ERR_DINGTALK_TOKEN: 'Copy the webhook again; check the robot.\n请重新复制 Webhook，并检查机器人。',
  ERR_DINGTALK_INVALID: 'Correct the message.\n请修正消息。',
  ERR_DINGTALK_TOO_LARGE: 'Shorten the message.\n请缩短消息。',
  ERR_DINGTALK_CONTENT: 'Change the text, link or picture.\n请修改文字、链接或图片。',
  ERR_DINGTALK_TRANSIENT: 'Try later; check DNS, proxy and firewall.\n请稍后重试，并检查 DNS、代理和防火墙。',
  ERR_DINGTALK_AMBIGUOUS:
    'It may have arrived; send again with the same msgUuid.\n消息可能已送达；请用相同的 msgUuid 重发。',
  ERR_DINGTALK_ABORTED: 'Send again.\n请重新发送。',
  ERR_DINGTALK_CLOSED: 'Send before close().\n请在 close() 前发送。',
}
