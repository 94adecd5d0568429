import { describe, expect, it } from 'vitest'
import { bytesOf, draft, frame, group, judge, markdownOf, now } from '../../test/compose-cases.ts'
import { compose } from './compose.ts'

/** The card's text, line breaks inside a paragraph made visible. */
function card(some: Parameters<typeof group>[0] = {}, locale: 'zh-CN' | 'en' = 'zh-CN'): string {
  const { message } = compose(frame({ locale }), draft({ groups: [group(some)] }))
  return markdownOf(message).text.replaceAll('  \n', '↵\n')
}

describe('the card of a single group', () => {
  it("puts the application's own frames before the others", () => {
    const frames = ['next (/srv/node_modules/x/a.js:1:2)', 'run (node:y:1:2)', 'charge (/srv/src/pay.ts:1:2)']
    const { alert } = group()
    const shown = card({ alert: alert && { ...alert, error: error(frames.map((each) => `    at ${each}`)) } })
    const order = ['charge', 'next', 'run'].map((name) => shown.indexOf(`at ${name} `))
    expect(order[0]).toBeGreaterThan(0)
    expect(order).toEqual([...order].sort((one, other) => one - other))
  })

  it('says in Chinese what happened, how often, where and why', () => {
    expect(card()).toBe(String.raw`🟠 **shop · prod** · 错误 · 新告警

**TypeError**: Cannot read properties of undefined \(reading 'id'\)

**3** 次 · 14:04:51–14:04:55↵
📍 OrderService · 主机 web-1 · 版本 1.4.2↵
traceId: 4bf92f3577b34da6 · requestId: req-81↵
[链路](https://trace.example.com/4bf92f3577b34da6) · [日志](https://logs.example.com/?q=req-81)

🔔 #12 · 累计 3,456 条告警

**堆栈**↵
at charge \(/app/src/pay/charge.ts:42:17\)↵
at async OrderService.place \(/app/src/order/order.service.ts:118:5\)↵
at &lt;anonymous&gt;↵
at process.processTicksAndRejections \(node:internal/process/task_queues:105:5\)

**起因**↵
· Error: connect ECONNREFUSED 10.0.0.1:5432

**上下文**↵
· orderId: A-1009↵
· cart: {"items":3}

**同类的其他消息**↵
· Cannot read properties of undefined \(reading 'sku'\)`)
  })

  it('says the same in English', () => {
    expect(card({ total: 10_400, state: 'again', level: 'fatal' }, 'en')).toBe(
      String.raw`🔴 **shop · prod** · Fatal · back again

**TypeError**: Cannot read properties of undefined \(reading 'id'\)

**3** times (10,400 in all) · 14:04:51–14:04:55↵
📍 OrderService · host web-1 · release 1.4.2↵
traceId: 4bf92f3577b34da6 · requestId: req-81↵
[链路](https://trace.example.com/4bf92f3577b34da6) · [日志](https://logs.example.com/?q=req-81)

🔔 #12 · 3,456 alerts in all

**Stack**↵
at charge \(/app/src/pay/charge.ts:42:17\)↵
at async OrderService.place \(/app/src/order/order.service.ts:118:5\)↵
at &lt;anonymous&gt;↵
at process.processTicksAndRejections \(node:internal/process/task_queues:105:5\)

**Caused by**↵
· Error: connect ECONNREFUSED 10.0.0.1:5432

**Context**↵
· orderId: A-1009↵
· cart: {"items":3}

**Other messages of this kind**↵
· Cannot read properties of undefined \(reading 'sku'\)`,
    )
  })

  it('has a title that tells it all on a locked phone', () => {
    const { message } = compose(frame(), draft({ groups: [group({ count: 1234 })] }))
    expect(markdownOf(message).title).toBe(
      "🟠 shop · prod ×1,234 TypeError: Cannot read properties of undefined (reading 'id')",
    )
  })

  it('keeps the frame of an anonymous function from blanking the message on phones', () => {
    expect(card()).toContain('at &lt;anonymous&gt;')
    expect(judge(card()).types).not.toContain('html_inline')
  })

  it('breaks every line in a way that DingTalk shows', () => {
    const { message } = compose(frame(), draft({ groups: [group({ message: 'first\nsecond\n\nthird' })] }))
    const { text } = markdownOf(message)
    expect(text).toContain('**TypeError**: first  \nsecond  \nthird\n\n')
    expect(text.replaceAll(/ {2}\n|\n\n/g, '')).not.toContain('\n')
  })

  it('makes the message its headline when the alert has no error', () => {
    const text = card({ name: '', message: '# payment slow\n--- 3021 ms', alert: undefined, samples: [] })
    expect(text).toContain('\n\n**# payment slow**↵\n\u200B\\--- 3021 ms\n\n')
    expect(judge(text).types).not.toContain('heading_open')
    expect(card({ name: '', message: '' })).toContain('**（没有消息内容）**')
  })

  it('shows the first frames, and counts the frames it leaves out', () => {
    const frames = Array.from({ length: 20 }, (_, index) => `    at f${index} (/app/x.ts:${index}:1)`)
    const deep = group({ alert: { level: 'error', message: '', time: now, host: 'h', error: error(frames) } })
    const { message } = compose(frame(), draft({ groups: [deep] }))
    const { text } = markdownOf(message)
    expect(text.indexOf('at f0 ')).toBeLessThan(text.indexOf('at f1 '))
    expect(text).toContain('……还有 8 帧')
    expect(text).not.toContain('at f12 ')
  })

  it('shows the error itself when the logger said something else, with its code', () => {
    const error = { name: 'PgError', message: 'duplicate key', code: '23505', causes: [] }
    const text = card({
      message: 'saving the order failed',
      alert: { level: 'error', message: 'saving the order failed', time: now, host: 'web-1', error },
    })
    expect(text).toContain('code: 23505')
    expect(text).toContain('· PgError (23505): duplicate key')
  })

  it('is short for a group that merely goes on, and full again for one that repeats', () => {
    expect(card({ state: 'ongoing' })).not.toContain('堆栈')
    expect(card({ state: 'ongoing', level: 'fatal' })).toContain('堆栈')
    expect(card({ state: 'repeat' })).toContain('堆栈')
  })
})

describe('a card without the room it wants', () => {
  const message = '消息'.repeat(150)
  const big = group({
    message,
    samples: [message, '另一条'.repeat(30)],
    alert: {
      level: 'error',
      message,
      time: now,
      host: 'web-1',
      context: { list: 'c'.repeat(250) },
      error: error(Array.from({ length: 12 }, (_, index) => `    at f${index} (/app/${'x'.repeat(60)}.ts)`)),
    },
  })

  it('gives up the stack first, then the context, then the samples, then the message', () => {
    const sizes = Array.from({ length: 110 }, (_, index) => 3600 - index * 30)
    const seen = sizes.map((budgetBytes) => {
      const composed = compose(frame(), draft({ groups: [big], budgetBytes }))
      expect(bytesOf(composed.message)).toBeLessThanOrEqual(budgetBytes)
      const { text } = markdownOf(composed.message)
      return [
        text.includes('at f11'),
        text.includes('c'.repeat(250)),
        text.includes('另一条'.repeat(30)),
        text.includes(message),
      ]
    })
    const lostAt = [0, 1, 2, 3].map((part) => seen.findIndex((parts) => !parts[part]))
    expect(seen[0]).toEqual([true, true, true, true])
    expect(lostAt).toEqual([...lostAt].sort((one, other) => one - other))
    expect(new Set(lostAt).size).toBe(4)
  })

  it('still says who, what, how often and which message it is', () => {
    const { message: small } = compose(frame(), draft({ groups: [big], budgetBytes: 600 }))
    const { text } = markdownOf(small)
    for (const part of ['🟠 **shop · prod**', '**TypeError**: 消息', '**3** 次', '#12'])
      expect(text).toContain(part)
  })
})

function error(frames: readonly string[]) {
  return { name: 'TypeError', message: '', stack: ['TypeError: x', ...frames].join('\n'), causes: [] }
}
