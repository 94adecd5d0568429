import type { DingTalkErrorCode } from '@dingbell/core'
import type { Words } from './words.ts'

/** One way for the command to end. */
export interface Ending {
  code: number
  says: Words
}

/**
 * Every exit code, never to be renumbered: scripts branch on them. Node itself ends with 1 to 14, the shell uses 126 and
 * above: those from 20 on, by which a script decides whether to send again, are nobody else's. The help prints this table,
 * and the READMEs are compared with it.
 */
export const endings = {
  ok: ending(0, '成功', 'Success'),
  unexpected: ending(1, '意外错误，是本命令的缺陷', 'Unexpected: a defect of this command'),
  usage: ending(
    2,
    '参数、文件、Webhook 或消息字段有误',
    'Command line, file, webhook or a field of the message is wrong',
  ),
  unhealthy: ending(10, 'doctor 发现了问题', 'doctor found something wrong'),
  unproven: ending(
    11,
    'doctor 没发现问题，但有的项目未能证实',
    'doctor found nothing wrong, but could not prove all',
  ),
  undelivered: ending(12, 'tail 结束时仍有告警没有送达', 'tail ended with alerts that were not delivered'),
  throttled: ending(20, '机器人被限流', 'The robot is throttled'),
  quota: ending(21, '本月额度已用完', "The month's quota is used up"),
  security: ending(
    22,
    '安全设置不通过：关键词、加签、时间或 IP',
    'Refused by security settings: keyword, signature, time or IP',
  ),
  token: ending(
    23,
    'access_token 无效，或机器人已停用、已移出群',
    'The token is unknown, or the robot was stopped or removed',
  ),
  invalid: ending(24, '服务器不接受这条消息', 'The server does not take this message'),
  tooLarge: ending(25, '消息超过 20,000 字节', 'The message is over 20,000 bytes'),
  content: ending(26, '文字、链接或图片被内容安全拒绝', 'Text, link or picture was refused as unsafe'),
  transient: ending(
    27,
    '暂时失败，没有送达：网络不通或系统繁忙',
    'Failed for now, not delivered: no connection, or server busy',
  ),
  ambiguous: ending(28, '没有得到明确的回答，可能已送达', 'No clear answer: it may have been delivered'),
  aborted: ending(29, '超过 --max-time，可能已送达', 'Stopped by --max-time: it may have been delivered'),
} satisfies Record<string, Ending>

/** With which code each class of error ends. Complete by its type: a class that core adds needs a decision here. */
const byError: Readonly<Record<DingTalkErrorCode, Ending>> = {
  ERR_DINGTALK_OPTIONS: endings.usage,
  ERR_DINGTALK_THROTTLED: endings.throttled,
  ERR_DINGTALK_QUOTA: endings.quota,
  ERR_DINGTALK_SECURITY: endings.security,
  ERR_DINGTALK_TOKEN: endings.token,
  ERR_DINGTALK_INVALID: endings.invalid,
  ERR_DINGTALK_TOO_LARGE: endings.tooLarge,
  ERR_DINGTALK_CONTENT: endings.content,
  ERR_DINGTALK_TRANSIENT: endings.transient,
  ERR_DINGTALK_AMBIGUOUS: endings.ambiguous,
  ERR_DINGTALK_ABORTED: endings.aborted,
  ERR_DINGTALK_CLOSED: endings.aborted,
}

/** The exit code for an error of core's. */
export function exitCodeOf(code: DingTalkErrorCode): number {
  return byError[code].code
}

function ending(code: number, zh: string, en: string): Ending {
  return { code, says: { zh, en } }
}
