import type { DingTalkErrorCode, SecurityReason } from './errors.ts'

/** What to do about each error, in English and Chinese. A refusal by security settings is told by its reason. */
export const hints: Readonly<Record<DingTalkErrorCode | SecurityReason, string>> = {
  ERR_DINGTALK_OPTIONS: 'Correct this field.\n请修正该字段。',
  ERR_DINGTALK_INVALID: 'Correct the message.\n请修正消息。',
  ERR_DINGTALK_TOO_LARGE: 'Shorten the message.\n请缩短消息。',
  ERR_DINGTALK_CONTENT: 'Change the message.\n请修改消息。',
  ERR_DINGTALK_ABORTED: 'Send again.\n请重新发送。',
  ERR_DINGTALK_CLOSED: 'Send before close().\n请在 close() 前发送。',
  ERR_DINGTALK_AMBIGUOUS: 'Send again with the same msgUuid.\n请用相同的 msgUuid 重新发送。',
  ERR_DINGTALK_TRANSIENT: 'Check the network; send again later.\n请检查网络，稍后重新发送。',
  ERR_DINGTALK_THROTTLED: 'Wait 10 minutes; send less.\n请等 10 分钟，并减少发送。',
  ERR_DINGTALK_QUOTA: 'Wait for next month; send less.\n请等下月，并减少发送。',
  ERR_DINGTALK_TOKEN: 'Copy the webhook again.\n请重新复制 Webhook。',
  sign: 'Copy the secret again.\n请重新复制加签密钥。',
  timestamp: "Correct this host's clock.\n请修正本机时钟。",
  keyword: "List the robot's `keywords`.\n请在 keywords 中填写关键词。",
  ip: "Add this host's IP to the robot's settings.\n请在机器人设置中添加本机 IP。",
  ERR_DINGTALK_SECURITY: "Check the robot's security settings.\n请检查机器人安全设置。",
}
