import { describe, expect, it } from 'vitest'
import { buildMessage, linksOf } from './message.ts'

const page = 'https://example.com/1'
const picture = 'https://example.com/1.png'

describe('buildMessage', () => {
  it('makes a text that mentions people', () => {
    expect(buildMessage('text', '完成', { at: ['10000000001'], atUser: ['user1'], atAll: true })).toEqual({
      msgtype: 'text',
      text: { content: '完成 @10000000001 @user1 @所有人' },
      at: { atMobiles: ['10000000001'], atUserIds: ['user1'], isAtAll: true },
    })
  })

  it.each([
    ['# 周报\n\n正文', '周报'],
    ['\n\n> **注意** \n正文', '注意'],
    ['- 一\n- 二', '一'],
    ['字'.repeat(60), '字'.repeat(50)],
    ['😀'.repeat(60), '😀'.repeat(50)],
  ])('takes the title of a markdown from the first line of %j', (content, title) => {
    expect(buildMessage('markdown', content, {})).toMatchObject({ markdown: { title, text: content } })
  })

  it('prefers the title that was given', () => {
    expect(buildMessage('markdown', '# a', { title: 'b' })).toMatchObject({ markdown: { title: 'b' } })
  })

  it('makes a link', () => {
    expect(buildMessage('link', '点开', { title: '失败', url: page, pic: picture })).toEqual({
      msgtype: 'link',
      link: { title: '失败', text: '点开', messageUrl: page, picUrl: picture },
    })
  })

  it('makes a card with one button, and one with several side by side', () => {
    expect(buildMessage('card', '问', { button: [`看=${page}`] })).toMatchObject({
      actionCard: { singleTitle: '看', singleURL: page },
    })
    const button = [`a=b=${page}?x=http://y`, '忽略=dingtalk://dingtalkclient/page']
    expect(buildMessage('card', '问', { button, horizontal: true, hideAvatar: true })).toMatchObject({
      actionCard: {
        btns: [
          { title: 'a=b', actionURL: `${page}?x=http://y` },
          { title: '忽略', actionURL: 'dingtalk://dingtalkclient/page' },
        ],
        btnOrientation: '1',
        hideAvatar: '1',
      },
    })
  })

  it.each([
    [[], /a card needs at least one/],
    [['no url'], /--button: expected title=url, got a text of 6 characters/],
  ])('refuses a card with the buttons %j', (button, words) => {
    expect(() => buildMessage('card', '问', { button })).toThrow(words)
  })

  it('reads a feed from JSON', () => {
    const json = JSON.stringify([{ title: 'a', messageUrl: page, picUrl: picture }])
    expect(buildMessage('feed', json, {})).toEqual({
      msgtype: 'feedCard',
      feedCard: { links: [{ title: 'a', messageURL: page, picURL: picture }] },
    })
  })

  it.each(['', '{}', '[', '"x"'])('refuses the feed %j', (json) => {
    expect(() => buildMessage('feed', json, {})).toThrow(/feed: expected a list in JSON/)
  })

  it('leaves the check of each field to core, which names it', () => {
    expect(() => buildMessage('feed', '[{"title":""}]', {})).toThrow(/^links\[0\]\.title: expected/)
    expect(() => buildMessage('link', 'x', { url: 'nothing' })).toThrow(/^messageUrl: expected/)
    expect(() => buildMessage('text', ' ', {})).toThrow(/^content: expected/)
  })
})

describe('linksOf', () => {
  it('reads title, page and picture in turn', () => {
    expect(linksOf(['a', page, picture, 'b', page, picture])).toEqual([
      { title: 'a', messageUrl: page, picUrl: picture },
      { title: 'b', messageUrl: page, picUrl: picture },
    ])
  })

  it('refuses an entry that is not complete', () => {
    expect(() => linksOf(['a', page])).toThrow(
      /feed: expected title, page and picture of each entry, got 2 arguments/,
    )
  })
})
