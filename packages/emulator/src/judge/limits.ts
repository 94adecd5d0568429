import type { LiveRobot } from '../robots/registry.ts'
import type { Refusal } from './refusal.ts'

/** A month that is used up: 90030. DingTalk counts for a whole organisation; here the quota is the robot's own. */
export function checkQuota({ meter, settings }: LiveRobot, now: number): Refusal | undefined {
  if (!meter.monthIsUsedUp(now, settings)) return undefined
  return {
    rule: 'quota',
    errcode: 90030,
    style: 'plain',
    plain: 'webhook over limit',
    problem: '本月 Webhook 调用次数已用完',
    solution: '请升级版本或等待下月',
    reason: {
      zh: `本月 ${settings.perMonth} 条额度已用完`,
      en: `The month's ${settings.perMonth} messages are used up`,
    },
    fix: { zh: '合并消息，或调大 perMonth', en: 'Send fewer messages, or raise perMonth' },
  }
}

/**
 * One message too many in a minute: 130101, the code that logs show (the documents name 410100), and the ban begins. Counts
 * the message where it is not, so it must be the last check.
 */
export function takeSlot({ meter, settings }: LiveRobot, now: number): Refusal | undefined {
  if (meter.take(now, settings)) return undefined
  const { perMinute, banMs } = settings
  const seconds = Math.ceil(banMs / 1000)
  return {
    rule: 'rate',
    errcode: 130101,
    style: 'plain',
    plain: `send too fast, exceed ${perMinute} times per minute`,
    problem: '发送速度太快而限流',
    solution: `每分钟最多发送 ${perMinute} 条消息，请降低发送频率`,
    reason: {
      zh: `60 秒内超过 ${perMinute} 条，限流 ${seconds} 秒`,
      en: `More than ${perMinute} messages in 60 s: banned for ${seconds} s`,
    },
    fix: {
      zh: '把消息合并成摘要，限流期间不要重试',
      en: 'Merge messages into a digest, and do not retry during the ban',
    },
  }
}
