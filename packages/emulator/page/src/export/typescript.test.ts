import { describe, expect, it } from 'vitest'
import * as core from '../../../../core/src/index.ts'
import type { MessageBody } from '../wire/types.ts'
import { builderCall, typescriptOf } from './typescript.ts'

const url = 'https://example.com/a?b=1&c=2'
const picture = 'https://example.com/p.png'
const mean = ["it's `$", "{x}` \\n \\ \r 'quoted'"].join('')

/** Runs the generated call with the real builders, which would refuse an option that they do not know. */
function build(body: MessageBody): unknown {
  const { text, markdown, link, actionCard, feedCard } = core
  const call = new Function(
    'text',
    'markdown',
    'link',
    'actionCard',
    'feedCard',
    `return ${builderCall(body)}`,
  )
  return call(text, markdown, link, actionCard, feedCard)
}

describe('the generated call builds the message it was made from', () => {
  it.each<[string, MessageBody]>([
    ['text', { msgtype: 'text', text: { content: '你好' } }],
    ['text on several lines', { msgtype: 'text', text: { content: `一\n二 ${mean}` } }],
    [
      'text with a mention',
      { msgtype: 'text', text: { content: '@13800000001' }, at: { atMobiles: ['13800000001'] } },
    ],
    ['markdown', { msgtype: 'markdown', markdown: { title: mean, text: `# 一\n\n${mean}` } }],
    [
      'markdown for everybody',
      { msgtype: 'markdown', markdown: { title: 't', text: '@所有人' }, at: { isAtAll: true } },
    ],
    ['link', { msgtype: 'link', link: { title: 't', text: 'x', messageUrl: url } }],
    [
      'link with picture',
      { msgtype: 'link', link: { title: 't', text: 'x', messageUrl: url, picUrl: '@lADOfake' } },
    ],
    [
      'card with one button',
      { msgtype: 'actionCard', actionCard: { title: 't', text: 'x', singleTitle: 'go', singleURL: url } },
    ],
    [
      'card with several',
      {
        msgtype: 'actionCard',
        actionCard: {
          title: 't',
          text: '@user01 x',
          btns: [
            { title: "a'b", actionURL: url },
            { title: 'c', actionURL: url },
          ],
          btnOrientation: '1',
          hideAvatar: '1',
        },
        at: { atUserIds: ['user01'] },
      },
    ],
    [
      'feedCard',
      { msgtype: 'feedCard', feedCard: { links: [{ title: 't', messageURL: url, picURL: picture }] } },
    ],
  ])('%s', (_, body) => {
    expect(build(body)).toEqual(body)
  })
})

it('comes with the lines around it', () => {
  expect(typescriptOf({ msgtype: 'text', text: { content: '你好' } })).toBe(
    `import { Robot, text } from '@dingbell/core'

// DINGTALK_WEBHOOK, DINGTALK_SECRET
const robot = Robot.fromEnv()
await robot.send(text('你好'))
`,
  )
})
