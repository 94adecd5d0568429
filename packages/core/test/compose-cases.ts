import fc from 'fast-check'
import MarkdownIt from 'markdown-it'
import type { GroupView } from '../src/group/group-view.ts'
import type { Draft, Frame, Notice } from '../src/message/compose.ts'
import type { Message } from '../src/message/message.ts'

// What the tests of messages share: an everyday group, frame and draft, hostile texts, and a judge of markdown.

/** 14:05:00 on 22 November 2026 in Shanghai. */
export const now = Date.UTC(2026, 10, 22, 6, 5, 0)

const stack = `TypeError: Cannot read properties of undefined (reading 'id')
    at charge (/app/src/pay/charge.ts:42:17)
    at async OrderService.place (/app/src/order/order.service.ts:118:5)
    at <anonymous>
    at process.processTicksAndRejections (node:internal/process/task_queues:105:5)`

const missingId = "Cannot read properties of undefined (reading 'id')"

export function group(some: Partial<GroupView> = {}): GroupView {
  return {
    fingerprint: '0123456789ab',
    state: 'new',
    level: 'error',
    name: 'TypeError',
    message: missingId,
    logger: 'OrderService',
    count: 3,
    total: 3,
    first: now - 9000,
    last: now - 5000,
    samples: [missingId, "Cannot read properties of undefined (reading 'sku')"],
    alert: {
      level: 'error',
      message: missingId,
      time: now - 9000,
      host: 'web-1',
      logger: 'OrderService',
      traceId: '4bf92f3577b34da6',
      requestId: 'req-81',
      context: { orderId: 'A-1009', cart: { items: 3 } },
      error: {
        name: 'TypeError',
        message: missingId,
        stack,
        causes: [{ name: 'Error', message: 'connect ECONNREFUSED 10.0.0.1:5432', code: 'ECONNREFUSED' }],
      },
    },
    ...some,
  }
}

export function frame(some: Partial<Frame> = {}): Frame {
  return {
    app: 'shop',
    env: 'prod',
    host: 'web-1',
    release: '1.4.2',
    locale: 'zh-CN',
    timeZone: 'Asia/Shanghai',
    links: [
      { title: '链路', url: 'https://trace.example.com/{{traceId}}' },
      { title: '日志', url: 'https://logs.example.com/?q={{requestId}}' },
    ],
    ...some,
  }
}

export function draft(some: Partial<Draft> = {}): Draft {
  return {
    number: 12,
    accepted: 3456,
    dropped: 0,
    now,
    groups: [],
    notices: [],
    budgetBytes: 19_000,
    ...some,
  }
}

export function markdownOf(message: Message): { title: string; text: string } {
  if (message.msgtype !== 'markdown')
    throw new Error(`a markdown message was expected, not ${message.msgtype}`)
  return message.markdown
}

export function bytesOf(message: Message): number {
  return Buffer.byteLength(JSON.stringify(message))
}

/** Fragments that each do harm in some markdown, mention or text engine. */
export const hostile = fc
  .array(
    fc.oneof(
      { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }) },
      { weight: 1, arbitrary: fc.constantFrom('word', 'shop.ts:3', '失败', ' ', '0') },
      {
        weight: 4,
        arbitrary: fc.constantFrom(
          ...[
            '<b>',
            '</script>',
            '<!--',
            '<anonymous>',
            '&amp;',
            '&#42;',
            '<http://a.example>',
            '<x@a.example>',
          ],
          ...[
            '[a](http://a.example)',
            '![a](http://a.example)',
            '\\[a\\]\\(http://a.example\\)',
            '[a]: http://b',
          ],
          ...[
            'http://a.example/x',
            'HTTPS://a.example',
            'www.a.example',
            'mailto:x@a.example',
            '//a.example',
          ],
          ...['@13800000000', '@所有人', '@all', ' @name', '@', 'x@a.example'],
          ...[
            '\n',
            '\r\n',
            '\n\n',
            '  \n',
            '\n===\n',
            '\n---\n',
            '\n    code\n',
            '\n\tcode',
            '\n```\n',
            '\n~~~\n',
          ],
          ...[
            '\n# h',
            '\n> q',
            '\n- l',
            '\n+ l',
            '\n* l',
            '\n1. l',
            '\n1) l',
            '\n|a|b|\n|-|-|\n',
            '***',
            '---',
          ],
          ...['`', '``', '*', '**', '_', '__', '~~', '\\', '\\\\', '![', '](', '|', '__proto__'],
          ...[
            '\u202E',
            '\u2066',
            '\u200F',
            '\u0000',
            '\u001B[31m',
            '\uD800',
            '\uDC00',
            '\u2028',
            '\uFEFF',
            '\uFFFE',
          ],
        ),
      },
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''))

const times = fc.oneof(fc.integer({ min: now - 1e10, max: now }), fc.constantFrom(0, -1, 9e15, Number.NaN))
const counts = fc.integer({ min: 0, max: 10_000_000 })

/** A group whose every text is `texts`. */
export function groupsOf(texts: fc.Arbitrary<string>): fc.Arbitrary<GroupView> {
  const error = fc.record({
    name: texts,
    message: texts,
    code: texts,
    stack: texts.map((text) => `Error: ${text}\n  at ${text} (${text})\n at x`),
    causes: fc.array(fc.record({ name: texts, message: texts, code: texts }), { maxLength: 2 }),
  })
  const level = fc.constantFrom('trace', 'debug', 'info', 'warn', 'error', 'fatal')
  const alert = fc.record({
    level,
    message: texts,
    time: times,
    host: texts,
    logger: texts,
    traceId: texts,
    requestId: texts,
    context: fc.dictionary(texts, fc.oneof(texts, fc.constantFrom(null, 1n, { a: 1 }, [1]), fc.double()), {
      maxKeys: 3,
    }),
    error,
  })
  return fc.record({
    fingerprint: fc.stringMatching(/^[0-9a-f]{12}$/),
    state: fc.constantFrom('new', 'again', 'ongoing', 'repeat', 'quiet'),
    level,
    name: texts,
    message: texts,
    logger: fc.option(texts, { nil: undefined }),
    count: counts,
    total: counts,
    first: times,
    last: times,
    samples: fc.array(texts, { maxLength: 3 }),
    alert: fc.option(alert, { nil: undefined }),
  })
}

/** Any notices, their texts `texts`. */
export function noticesOf(texts: fc.Arbitrary<string>): fc.Arbitrary<Notice[]> {
  const period = { robot: texts, from: times, until: times }
  const kinds = { kinds: counts, alerts: counts }
  const notice: fc.Arbitrary<Notice> = fc.oneof(
    fc.record({ kind: fc.constant('throttled'), ...period }),
    fc.record({ kind: fc.constant('outage'), ...period, reason: texts }),
    fc.record({ kind: fc.constant('failover'), from: texts, to: texts }),
    fc.record({ kind: fc.constant('quota'), percent: counts, used: counts, share: counts }),
    fc.record({ kind: fc.constant('may-repeat'), from: counts, to: counts }),
    fc.record({ kind: fc.constant('folded'), ...kinds }),
    fc.record({ kind: fc.constant('content'), alerts: counts }),
  )
  return fc.array(notice, { maxLength: 4 })
}

const engine = new MarkdownIt({ html: true, linkify: true })
// A host name without scheme may be a file name as well (`main.rs`): no escape can tell them apart.
engine.linkify.set({ fuzzyLink: false })

/**
 * What a markdown engine makes of a text: the types of all its tokens, where its links lead, and the words that a reader
 * sees. Stricter than DingTalk: raw HTML is honoured, and bare addresses become links.
 */
export function judge(text: string): { types: Set<string>; links: string[]; words: string } {
  const tokens = engine.parse(text, {}).flatMap((token) => [token, ...(token.children ?? [])])
  return {
    types: new Set(tokens.map((token) => token.type)),
    links: tokens.flatMap((token) => token.attrGet('href') ?? []),
    words: tokens
      .map((token) => (token.type === 'hardbreak' ? '\n' : token.type === 'inline' ? '' : token.content))
      .join(''),
  }
}
