import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  bytesOf,
  draft,
  frame,
  group,
  groupsOf,
  hostile,
  judge,
  markdownOf,
  noticesOf,
} from '../../test/compose-cases.ts'
import type { GroupView } from '../group/group-view.ts'
import type { At } from './at.ts'
import { compose, createComposer, type Draft } from './compose.ts'

const texts = fc.oneof(
  hostile,
  fc.string({ unit: 'binary', maxLength: 3000 }),
  fc.constant('长消息'.repeat(5000)),
)
const groups = fc.uniqueArray(groupsOf(texts), { maxLength: 30, selector: (one) => one.fingerprint })
const mobiles = fc.stringMatching(/^1[3-9]\d{9}$/)
const mentions: fc.Arbitrary<At | undefined> = fc.option(
  fc.record({
    atMobiles: fc.array(mobiles, { maxLength: 50 }),
    atUserIds: fc.array(fc.stringMatching(/^[a-z0-9]{1,12}$/), { maxLength: 3 }),
    isAtAll: fc.boolean(),
  }),
  { nil: undefined },
)
const drafts: fc.Arbitrary<Draft> = fc.record({
  number: fc.nat(),
  accepted: fc.nat(),
  dropped: fc.nat(),
  now: fc.constant(draft().now),
  groups,
  notices: noticesOf(texts),
  at: mentions,
  look: fc.constantFrom('full', 'plain', 'counts'),
  budgetBytes: fc.oneof(fc.constantFrom(120, 600, 9500, 19_000), fc.integer({ min: 120, max: 19_000 })),
})
const composers = (['zh-CN', 'en'] as const).map((locale) => createComposer(frame({ locale })))

/** What all drafts of any content must come to, in both languages. */
function always(check: (some: Draft, composed: ReturnType<typeof compose>) => void, from = drafts): void {
  fc.assert(
    fc.property(from, fc.constantFrom(...composers), (some, composer) => check(some, composer(some))),
    { numRuns: 300 },
  )
}

describe('any message, whatever the alerts hold', () => {
  it('is JSON within the budget', () => {
    always(({ budgetBytes }, { message }) => {
      expect(bytesOf(message)).toBeLessThanOrEqual(budgetBytes)
      expect(JSON.parse(JSON.stringify(message))).toEqual(message)
      const { title, text } = markdownOf(message)
      expect([title.trim(), text.trim()]).not.toContain('')
    })
  })

  it('splits no character and holds none that is invisible or broken', () => {
    always((_draft, { message }) => {
      const { title, text } = markdownOf(message)
      expect(title + text.replaceAll('\n', '')).not.toMatch(
        /[\p{Cc}\p{Cs}\p{Bidi_Control}\p{Noncharacter_Code_Point}]/u,
      )
    })
  })

  it('accounts for every alert, as shown or as hidden', () => {
    always(({ groups: due }, { shown, hidden }) => {
      const sum = (some: readonly GroupView[]) => some.reduce((total, one) => total + one.count, 0)
      const said = due.filter((one) => shown.has(one.fingerprint))
      expect(said).toHaveLength(shown.size)
      expect(said.length + hidden.kinds).toBe(due.length)
      expect(sum(said) + hidden.alerts).toBe(sum(due))
    })
  })

  it('names every group that it claims to have shown', () => {
    const named = groups.map((some) =>
      some.map((one) => ({ ...one, name: `E${one.fingerprint}`, state: 'new' as const })),
    )
    const full = fc.tuple(drafts, named).map(([some, due]) => ({
      ...some,
      groups: due,
      look: 'full' as const,
      at: undefined,
      budgetBytes: 6000,
    }))
    always((_draft, { message, shown }) => {
      for (const fingerprint of shown) expect(markdownOf(message).text).toContain(`E${fingerprint}`)
    }, full)
  })

  it('gives a markdown engine nothing but paragraphs, line breaks, our bold words and our links', () => {
    const ours = ['paragraph_open', 'paragraph_close', 'inline', 'text', 'text_special', 'hardbreak']
    const allowed = new Set([...ours, 'strong_open', 'strong_close', 'link_open', 'link_close'])
    always((_draft, { message }) => {
      const { types, links } = judge(markdownOf(message).text)
      expect([...types].filter((type) => !allowed.has(type))).toEqual([])
      expect(links.filter((link) => !/^https:\/\/(trace|logs)\.example\.com\//.test(link))).toEqual([])
    })
  })

  it('mentions nobody but whom the caller names', () => {
    always(({ at }, { message }) => {
      const { title, text } = markdownOf(message)
      const found = [...`${title} ${text}`.matchAll(/[@＠]([\p{L}\p{N}_]+)/gu)].map((match) => match[1])
      const named = new Set([
        ...(at?.atMobiles ?? []),
        ...(at?.atUserIds ?? []),
        ...(at?.isAtAll ? ['所有人'] : []),
      ])
      expect(found.filter((name) => name === undefined || !named.has(name))).toEqual([])
    })
  })
})

describe('mentions', () => {
  const at = { atMobiles: ['13800000000'], atUserIds: ['u1'] }

  it('stand at the top level and in the text, without which nobody is notified', () => {
    const { message } = compose(frame(), draft({ groups: [group()], at }))
    expect(message).toMatchObject({ msgtype: 'markdown', at })
    expect(markdownOf(message).text).toMatch(/\n\n@13800000000 @u1$/)
  })

  it('find their room within the budget of a full digest', () => {
    const many = Array.from({ length: 200 }, (_, index) =>
      group({ fingerprint: String(index), message: 'x'.repeat(500) }),
    )
    const { message } = compose(frame(), draft({ groups: many, at }))
    expect(bytesOf(message)).toBeLessThanOrEqual(19_000)
    expect(markdownOf(message).text).toMatch(/@13800000000 @u1$/)
  })

  it('are left out when they name nobody, and give way where nothing else would fit', () => {
    const nobody = compose(frame(), draft({ groups: [group()], at: { atMobiles: [], isAtAll: false } }))
    expect(nobody.message).not.toHaveProperty('at')
    const fifty = { atMobiles: Array.from({ length: 50 }, (_, index) => String(13_800_000_000 + index)) }
    const small = compose(frame(), draft({ groups: [group()], at: fifty, budgetBytes: 600 }))
    expect(small.message).not.toHaveProperty('at')
    expect(markdownOf(small.message).text).toContain('TypeError')
  })
})

describe('what DingTalk refused the content of', () => {
  it('is told again in words only: no sample, stack, context, link or sign', () => {
    const message = 'see <a href="https://evil.example">here</a>: $(rm -rf) 一二三'
    const { message: plain } = compose(frame(), draft({ groups: [group({ message })], look: 'plain' }))
    expect(markdownOf(plain).text.replaceAll('  \n', '\n')).toBe(`🟠 **shop · prod** · 错误 · 新告警

**TypeError**: see a rm -rf 一二三

**3** 次 · 14:04:51–14:04:55
📍 OrderService · 主机 web-1 · 版本 1.4.2

🔔 #12 · 累计 3,456 条告警`)
  })

  it('is told in numbers at last, without a word of any alert', () => {
    const due = [
      group({ fingerprint: '1', level: 'fatal' }),
      group({ fingerprint: '2', count: 10_000 }),
      group({ fingerprint: '3' }),
    ]
    const composed = compose(frame(), draft({ groups: due, look: 'counts' }))
    expect(
      markdownOf(composed.message).text.replaceAll('  \n', '\n'),
    ).toBe(`🔴 **shop · prod** · 3 种告警，共 10,006 条
14:04:51–14:04:55 · web-1 · 1.4.2
🔔 #12 · 累计 3,456 条告警

🔴 致命 1 种，3 条 · 14:04:51–14:04:55
🟠 错误 2 种，10,003 条 · 14:04:51–14:04:55`)
    expect([...composed.shown]).toEqual(['1', '2', '3'])
  })

  it('lets nothing through: the numbers are the same for alerts of any text', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const one = group({ name: text, message: text, logger: text, samples: [text], alert: undefined })
        const look = 'counts'
        expect(compose(frame(), draft({ groups: [one], look })).message).toEqual(
          compose(frame(), draft({ groups: [group()], look })).message,
        )
      }),
    )
  })
})

it('writes the same message for the same draft, however often', () => {
  const composer = createComposer(frame())
  const some = draft({ groups: [group(), group({ fingerprint: 'other' })] })
  expect(composer(some)).toEqual(composer(some))
  expect(composer(some)).toEqual(compose(frame(), some))
})
