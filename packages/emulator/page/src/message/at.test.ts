import { describe, expect, it } from 'vitest'
import { type Mentions, mentionsOf, missingIn, noMentions, splitMentions, strayMentions } from './at.ts'

const one: Mentions = { mobiles: ['13800000001'], userIds: ['user01'], all: false }

describe('mentionsOf', () => {
  it('reads the loose forms that real clients send', () => {
    const at = { atMobiles: '' as const, atUserIds: null, isAtAll: 'true' }
    expect(mentionsOf({ msgtype: 'text', at })).toEqual({ mobiles: [], userIds: [], all: true })
    expect(mentionsOf({ msgtype: 'text', at: null })).toEqual(noMentions)
    expect(mentionsOf({ msgtype: 'text', at: { isAtAll: false } }).all).toBe(false)
  })

  it('finds nobody in a link or feedCard, as DingTalk ignores it there', () => {
    expect(mentionsOf({ msgtype: 'link', at: { isAtAll: true } })).toEqual(noMentions)
    expect(mentionsOf({ msgtype: 'feedCard', at: { atMobiles: ['13800000001'] } })).toEqual(noMentions)
  })
})

describe('splitMentions', () => {
  it('marks exactly the targets, and joins back to the text', () => {
    const text = '请 @13800000001 与 @user01 看看，@别人 不用'
    const pieces = splitMentions(text, one)
    expect(pieces.map((piece) => piece.text).join('')).toBe(text)
    expect(pieces.filter(({ mention }) => mention).map((piece) => piece.text)).toEqual([
      '@13800000001',
      '@user01',
    ])
  })

  it('takes a number for a mention only as a whole', () => {
    expect(splitMentions('@138000000012', one)).toEqual([{ text: '@138000000012', mention: false }])
    const pair: Mentions = { mobiles: ['1380', '13800000001'], userIds: [], all: false }
    expect(splitMentions('@13800000001', pair)).toEqual([{ text: '@13800000001', mention: true }])
  })

  it('marks everybody', () => {
    const all: Mentions = { mobiles: [], userIds: [], all: true }
    expect(splitMentions('@所有人 停机', all)[0]).toEqual({ text: '@所有人', mention: true })
  })

  it('reads user ids that mean something in a pattern', () => {
    const odd: Mentions = { mobiles: [], userIds: ['a.b|c', '(x'], all: false }
    expect(splitMentions('@axb @a.b|c @(x', odd).filter(({ mention }) => mention)).toHaveLength(2)
  })
})

describe('missingIn and strayMentions', () => {
  it('name the targets without a place in the text', () => {
    expect(missingIn('@13800000001 你好', one)).toEqual(['user01'])
    expect(missingIn('没有人', { mobiles: [], userIds: [], all: true })).toEqual([])
  })

  it('name what looks like a mention and notifies nobody, each once', () => {
    expect(strayMentions('@13800000009 @小王 @小王 @13800000001', one)).toEqual(['13800000009', '小王'])
  })

  it('let mail addresses, packages behind a slash and a lone @ be', () => {
    expect(strayMentions('mail a@example.com 或 @ 字符', noMentions)).toEqual([])
  })
})
