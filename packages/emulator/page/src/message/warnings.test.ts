import { describe, expect, it } from 'vitest'
import { createInspector } from '../markdown/findings.ts'
import type { MessageBody } from '../wire/types.ts'
import { warningsOf } from './warnings.ts'

const inspect = createInspector()

function codes(body: MessageBody, { bytes = 100, keywords = [] as string[] } = {}): string[] {
  return warningsOf(body, { bytes, keywords }, inspect).map(({ code }) => code)
}

const markdown = (text: string, title = 't'): MessageBody => ({
  msgtype: 'markdown',
  markdown: { title, text },
})

function card(count: number, btnOrientation: string | number): MessageBody {
  const btns = Array.from({ length: count }, () => ({ title: 'b', actionURL: 'https://example.com/' }))
  return { msgtype: 'actionCard', actionCard: { title: 't', text: 'x', btns, btnOrientation } }
}

function feed(count: number): MessageBody {
  const link = { title: 't', messageURL: 'https://example.com/', picURL: 'https://example.com/p.png' }
  return { msgtype: 'feedCard', feedCard: { links: Array.from({ length: count }, () => link) } }
}

it('has nothing to say of a message that is fine', () => {
  expect(codes(markdown('### 告警\n\n- 一\n- 二\n\n第一行  \n第二行\n\n<font color=#f00>红</font>'))).toEqual(
    [],
  )
  expect(codes({ msgtype: 'text', text: { content: '一\n二' } })).toEqual([])
})

describe('markdown', () => {
  it.each([
    ['rawHtml', 'at <anonymous>'],
    ['rawHtml', '<!-- x -->'],
    ['rawHtml', '<div>x</div>'],
    ['table', '| a |\n|---|\n| 1 |'],
    ['code', '```\nx\n```'],
    ['code', 'a `b`'],
    ['singleNewline', '一\n二'],
    ['pictures', '![](https://example.com/p.png)\n\n'.repeat(21)],
  ])('%s: %j', (code, text) => {
    expect(codes(markdown(text))).toEqual([code])
  })

  it.each([
    'a < b',
    'a &lt;anonymous&gt;',
    '\\<b>',
    '<https://example.com/>',
    '<font color=#abc>\nx\n\n</font>',
  ])('takes %j for no tag', (text) => {
    expect(codes(markdown(text))).not.toContain('rawHtml')
  })

  it('looks at the text of a card as well', () => {
    const actionCard = { title: 't', text: '<b>x</b>', singleTitle: 's', singleURL: 'https://example.com/' }
    expect(codes({ msgtype: 'actionCard', actionCard })).toEqual(['rawHtml'])
  })
})

describe('counts', () => {
  it.each([
    [feed(9), []],
    [feed(10), ['feedLinks']],
    [card(2, '1'), []],
    [card(3, '1'), ['buttonsHorizontal']],
    [card(3, 1), ['buttonsHorizontal']],
    [card(5, '0'), []],
    [card(6, '0'), ['buttonsVertical']],
  ])('%#', (body, expected) => {
    expect(codes(body)).toEqual(expected)
  })

  it('come close to the limit from 19,000 bytes on', () => {
    expect(codes(markdown('x'), { bytes: 18_999 })).toEqual([])
    expect(warningsOf(markdown('x'), { bytes: 19_000, keywords: [] }, inspect)).toEqual([
      { code: 'size', detail: '19,000' },
    ])
  })
})

describe('mentions', () => {
  it('that name nobody', () => {
    expect(codes({ msgtype: 'text', text: { content: '@13800000001 看看' } })).toEqual(['atStray'])
  })

  it('whose target the text does not show', () => {
    const body: MessageBody = { ...markdown('看看'), at: { atMobiles: ['13800000001'] } }
    expect(warningsOf(body, { bytes: 1, keywords: [] }, inspect)).toEqual([
      { code: 'atMissing', detail: '13800000001' },
    ])
  })

  it('that this kind ignores', () => {
    expect(codes({ ...feed(1), at: { isAtAll: true } })).toEqual(['atIgnored'])
    expect(codes({ ...feed(1), at: {} })).toEqual([])
  })
})

it('misses the keyword in the title, though the text passed', () => {
  expect(codes(markdown('告警', '标题'), { keywords: ['告警', '恢复'] })).toEqual(['titleKeyword'])
  expect(codes(markdown('告警', '恢复了'), { keywords: ['告警', '恢复'] })).toEqual([])
})
