import { describe, expect, it } from 'vitest'
import { bytesOf, draft, frame, group, markdownOf, now } from '../../test/compose-cases.ts'
import type { GroupView } from '../group/group-view.ts'
import { compose } from './compose.ts'

const kinds: readonly GroupView[] = [
  group({ fingerprint: '1', count: 1234, total: 1234 }),
  group({
    fingerprint: '2',
    state: 'ongoing',
    name: 'QueryFailedError',
    message: 'duplicate key value violates unique constraint "orders_pkey"',
    count: 56,
    total: 10_400,
    logger: 'Database',
  }),
  group({
    fingerprint: '3',
    level: 'fatal',
    name: 'OutOfMemoryError',
    message: 'heap limit reached',
    count: 1,
    total: 1,
    logger: 'Worker',
    alert: undefined,
  }),
  group({
    fingerprint: '4',
    state: 'again',
    level: 'warn',
    name: '',
    message: 'payment gateway slow: 3021 ms',
    count: 7,
    total: 90,
    logger: 'Gateway',
    alert: undefined,
  }),
  group({
    fingerprint: '5',
    state: 'quiet',
    name: 'TimeoutError',
    message: 'redis did not answer',
    count: 0,
    total: 815,
    last: now - 2 * 86_400_000,
  }),
]

describe('a digest', () => {
  it('lists in Chinese one line for each kind, the worst and newest first', () => {
    const { message } = compose(frame(), draft({ groups: kinds, dropped: 2 }))
    expect(markdownOf(message).title).toBe('🔴 shop · prod 4 种告警，共 1,298 条，1 种已平静')
    expect(markdownOf(message).text.replaceAll('  \n', '↵\n')).toBe(
      String.raw`🔴 **shop · prod** · 4 种告警，共 1,298 条，1 种已平静↵
14:04:51–14:04:55 · web-1 · 1.4.2↵
🔔 #12 · 累计 3,456 条告警，丢弃 2 条

🔴 新 **OutOfMemoryError**: heap limit reached ×1 · Worker · 14:04:55

🟠 新 **TypeError**: Cannot read properties of undefined \(reading 'id'\) ×1,234 · OrderService · 14:04:55↵
at charge \(/app/src/pay/charge.ts:42:17\)

🟠 持续 **QueryFailedError**: duplicate key value violates unique constraint "orders_pkey" ×56（累计 10,400） · Database · 14:04:55

✅ 已平静 **TimeoutError**: redis did not answer · 累计 815 次，最后一次 11-20 14:05:00

🟡 复发 payment gateway slow: 3021 ms ×7（累计 90） · Gateway · 14:04:55`,
    )
  })

  it('lists the same in English', () => {
    const { message } = compose(frame({ locale: 'en' }), draft({ groups: kinds, dropped: 2 }))
    expect(markdownOf(message).title).toBe('🔴 shop · prod 1,298 alerts of 4 kinds, 1 kind went quiet')
    expect(markdownOf(message).text.replaceAll('  \n', '↵\n')).toBe(
      String.raw`🔴 **shop · prod** · 1,298 alerts of 4 kinds, 1 kind went quiet↵
14:04:51–14:04:55 · web-1 · 1.4.2↵
🔔 #12 · 3,456 alerts in all, 2 dropped

🔴 New **OutOfMemoryError**: heap limit reached ×1 · Worker · 14:04:55

🟠 New **TypeError**: Cannot read properties of undefined \(reading 'id'\) ×1,234 · OrderService · 14:04:55↵
at charge \(/app/src/pay/charge.ts:42:17\)

🟠 Ongoing **QueryFailedError**: duplicate key value violates unique constraint "orders_pkey" ×56 (10,400 in all) · Database · 14:04:55

✅ Quiet **TimeoutError**: redis did not answer · 815 in all, last 11-20 14:05:00

🟡 Again payment gateway slow: 3021 ms ×7 (90 in all) · Gateway · 14:04:55`,
    )
  })

  it('is what a single quiet group gets: one line, not a card', () => {
    const { message } = compose(frame(), draft({ groups: kinds.slice(4) }))
    expect(markdownOf(message).title).toBe('🟠 shop · prod 1 种已平静')
    expect(markdownOf(message).text).not.toContain('堆栈')
  })

  it('orders by level, then news, then count', () => {
    const states = ['new', 'again', 'repeat', 'ongoing', 'quiet'] as const
    const groups = ['warn', 'fatal', 'error'].flatMap((level) =>
      [...states].reverse().flatMap((state) =>
        [1, 1000].map((count) =>
          group({
            level: level as GroupView['level'],
            state,
            count,
            total: count,
            name: `${level}-${state}-${count}`,
            fingerprint: `${level}-${state}-${count}`,
          }),
        ),
      ),
    )
    const names = [
      ...markdownOf(compose(frame(), draft({ groups })).message).text.matchAll(/\*\*(\w+-\w+-\d+)\*\*/g),
    ]
    const expected = ['fatal', 'error', 'warn'].flatMap((level) =>
      states.flatMap((state) => [1000, 1].map((count) => `${level}-${state}-${count}`)),
    )
    expect(names.map((found) => found[1])).toEqual(expected)
  })
})

describe('a digest of more than fits', () => {
  function storm(size: number, messageLength: number): GroupView[] {
    const words =
      'read ECONNRESET while waiting for response headers of "inventory" (keep-alive, attempt 3 of 3) '
    return Array.from({ length: size }, (_, index) =>
      group({
        fingerprint: String(index),
        name: 'RequestError',
        message: `item ${index}: ${words.repeat(10)}`.slice(0, messageLength),
        logger: 'InventoryClient',
        count: index + 1,
        total: index * 3 + 1,
      }),
    )
  }

  it('shows at least 85 kinds of usual size and fills at least 95 % of its bytes', () => {
    for (const length of [130, 150, 400, 1000]) {
      const { message, shown } = compose(frame(), draft({ groups: storm(500, length) }))
      expect(shown.size).toBeGreaterThanOrEqual(85)
      expect(bytesOf(message)).toBeGreaterThanOrEqual(0.95 * 19_000)
      expect(bytesOf(message)).toBeLessThanOrEqual(19_000)
    }
  })

  it('shortens all lines alike before it leaves one out', () => {
    for (const size of [30, 60, 85]) {
      const { message, shown, hidden } = compose(frame(), draft({ groups: storm(size, 1000) }))
      const lines = markdownOf(message)
        .text.split('\n\n')
        .slice(1)
        .map((line) => Buffer.byteLength(line))
      expect(shown.size).toBe(size)
      expect(hidden).toEqual({ kinds: 0, alerts: 0 })
      expect(bytesOf(message)).toBeGreaterThanOrEqual(0.95 * 19_000)
      expect(Math.max(...lines) - Math.min(...lines)).toBeLessThanOrEqual(20)
    }
  })

  it('says how many alerts of how many kinds it does not show', () => {
    const groups = storm(500, 200)
    const { message, shown, hidden } = compose(frame(), draft({ groups }))
    const left = groups.filter((one) => !shown.has(one.fingerprint))
    expect(hidden).toEqual({ kinds: left.length, alerts: left.reduce((sum, one) => sum + one.count, 0) })
    const alerts = hidden.alerts.toLocaleString('en-US')
    expect(markdownOf(message).text).toMatch(
      new RegExp(`……另有 ${alerts} 条告警（${hidden.kinds} 种）未列出$`),
    )
  })

  it('shows at least the worst group when there is room for nothing else', () => {
    const groups = [...storm(50, 300), group({ fingerprint: 'worst', level: 'fatal' })]
    const { shown } = compose(frame(), draft({ groups, budgetBytes: 420 }))
    expect([...shown]).toEqual(['worst'])
  })
})
