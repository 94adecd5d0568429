import { describe, expect, it } from 'vitest'
import { actionCard } from './action-card.ts'
import { feedCard } from './feed-card.ts'
import { withKeyword } from './keyword.ts'
import { link } from './link.ts'
import { markdown } from './markdown.ts'
import type { Message } from './message.ts'
import { text } from './text.ts'

const url = 'https://example.com/监控'
const entries = [
  { title: 'first', messageUrl: url, picUrl: '@lADO' },
  { title: 'second', messageUrl: url, picUrl: '@lADO' },
]
const messages: Message[] = [
  text('content'),
  markdown('title', 'body'),
  link({ title: 'title', text: 'body', messageUrl: url }),
  actionCard({ title: 'title', text: 'body', button: { title: '监控', url } }),
  feedCard(entries),
]

describe('a keyword that is missing', () => {
  it('is added where people can read it', () => {
    expect(messages.map((message) => withKeyword(message, ['监控', 'alarm']))).toStrictEqual([
      { msgtype: 'text', text: { content: 'content\n\n监控' } },
      { msgtype: 'markdown', markdown: { title: 'title', text: 'body\n\n监控' } },
      { msgtype: 'link', link: { title: 'title', text: 'body\n\n监控', messageUrl: url } },
      {
        msgtype: 'actionCard',
        actionCard: { title: 'title', text: 'body\n\n监控', singleTitle: '监控', singleURL: url },
      },
      {
        msgtype: 'feedCard',
        feedCard: {
          links: [
            { title: 'first 监控', messageURL: url, picURL: '@lADO' },
            { title: 'second', messageURL: url, picURL: '@lADO' },
          ],
        },
      },
    ])
  })

  it('leaves the message itself untouched', () => {
    const before = structuredClone(messages)
    for (const message of messages) withKeyword(message, ['监控'])
    expect(messages).toStrictEqual(before)
  })

  it('keeps what stands beside the message', () => {
    const message = text('content', { at: { isAtAll: true } })
    expect(withKeyword(message, ['监控'])).toStrictEqual({
      msgtype: 'text',
      text: { content: 'content @所有人\n\n监控' },
      at: { isAtAll: true },
    })
  })
})

describe('nothing is added', () => {
  it('when any of the keywords is contained, the title included', () => {
    for (const message of [
      text('an alarm'),
      markdown('alarm', 'body'),
      markdown('title', 'the alarm is off'),
      link({ title: 'falsealarm', text: 'body', messageUrl: url }),
      actionCard({ title: 'alarm', text: 'body', button: { title: 'a', url } }),
      feedCard([...entries, { title: 'alarm', messageUrl: url, picUrl: '@lADO' }]),
    ]) {
      expect(withKeyword(message, ['监控', 'alarm'])).toBe(message)
    }
  })

  it('when the robot has no keywords', () => {
    for (const message of messages) expect(withKeyword(message, [])).toBe(message)
  })
})

it('does not stumble over a message that nobody built', () => {
  for (const message of [
    { msgtype: 'text', text: {} },
    { msgtype: 'feedCard', feedCard: { links: [] } },
  ]) {
    expect(() => Reflect.apply(withKeyword, undefined, [message, ['监控']])).not.toThrow()
  }
})
