import { expect, it } from 'vitest'
import { draft, frame, group, markdownOf, now } from '../../test/compose-cases.ts'
import { compose, type Notice } from './compose.ts'

const from = now - 700_000
const until = now - 60_000
const notices: readonly Notice[] = [
  { kind: 'throttled', robot: 'ops', from, until },
  { kind: 'outage', robot: 'ops', from, until, reason: 'ERR_DINGTALK_TOKEN' },
  { kind: 'outage', robot: 'ops', from, until, reason: 'ERR_DINGTALK_NEW' },
  { kind: 'failover', from: 'ops', to: 'spare' },
  { kind: 'quota', percent: 80, used: 1920, share: 2400 },
  { kind: 'may-repeat', from: 11, to: 11 },
  { kind: 'folded', kinds: 3, alerts: 4567 },
  { kind: 'content', alerts: 1 },
]

function lines(locale: 'zh-CN' | 'en'): string[] {
  const { message } = compose(frame({ locale }), draft({ notices }))
  return markdownOf(message).text.split(/\n\n| {2}\n/)
}

it('tells in Chinese, one line each, what happened to the alerter', () => {
  expect(lines('zh-CN')).toEqual([
    '🔔 **shop · prod** · 告警通道状态',
    'web-1 · 1.4.2',
    '🔔 #12 · 累计 3,456 条告警',
    '📢 机器人 ops 被钉钉限流（13:53:20–14:04:00），期间的告警没有丢，合并在本条及后续消息里',
    '📢 机器人 ops 发不出消息（13:53:20–14:04:00）：机器人不存在、已停用或已被移出群 (ERR_DINGTALK_TOKEN)。期间的告警合并在本条及后续消息里',
    '📢 机器人 ops 发不出消息（13:53:20–14:04:00）：ERR_DINGTALK_NEW。期间的告警合并在本条及后续消息里',
    '📢 机器人 ops 不可用，已改由 spare 发送',
    '📢 本月告警额度已用 80%：已发 1,920 条，共 2,400 条',
    '📢 消息 #11 可能已经送达，其内容可能与本条重复',
    '📢 告警种类过多，另有 3 种共 4,567 条只计数，不逐一列出',
    '📢 有 1 条告警的内容被钉钉拒收，只能显示数量，详情请查日志',
  ])
})

it('tells the same in English', () => {
  expect(lines('en')).toEqual([
    '🔔 **shop · prod** · alert channel status',
    'web-1 · 1.4.2',
    '🔔 #12 · 3,456 alerts in all',
    '📢 DingTalk throttled robot ops (13:53:20–14:04:00). Nothing is lost: what came meanwhile is in this and the next messages',
    '📢 Robot ops could not deliver (13:53:20–14:04:00): the robot does not exist, is stopped or was removed from the group (ERR_DINGTALK_TOKEN). What came meanwhile is in this and the next messages',
    '📢 Robot ops could not deliver (13:53:20–14:04:00): ERR_DINGTALK_NEW. What came meanwhile is in this and the next messages',
    '📢 Robot ops is not available; messages now come through spare',
    '📢 80% of what alerts may use this month is used: 1,920 of 2,400 messages',
    '📢 Message #11 may have arrived after all; this one may repeat it',
    '📢 Too many kinds at once: 4,567 more alerts of 3 kinds counted, not listed',
    '📢 DingTalk refused the text of 1 alert; only counts are shown, see the logs',
  ])
})

it('stands in a card before anything long, and in the card that renderCard made', () => {
  const some = draft({ groups: [group()], notices: notices.slice(0, 1) })
  const { text } = markdownOf(compose(frame(), some).message)
  expect(text.indexOf('📢')).toBeLessThan(text.indexOf('堆栈'))
  const own = compose(frame({ renderCard: () => ({ title: 't', text: 'mine' }) }), some)
  expect(markdownOf(own.message).text).toMatch(/^mine\n\n📢 .*\n\n🔔 #12/)
})

it('leaves half of the message to the alerts, however many notices there are', () => {
  const many = Array.from({ length: 200 }, () => notices).flat()
  const { shown } = compose(
    frame(),
    draft({ notices: many, groups: [group(), group({ fingerprint: 'other' })] }),
  )
  expect(shown.size).toBe(2)
})
