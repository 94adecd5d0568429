import { describe, expect, it } from 'vitest'
import { errcodeOf, post, start } from './help.ts'

const url = 'https://example.com/'
const card = { title: 't', text: 'x' }
const item = { title: 't', messageURL: url, picURL: url }

const sound: [string, Record<string, unknown>][] = [
  [
    'text',
    {
      msgtype: 'text',
      text: { content: 'hi @10000000001' },
      at: { atMobiles: ['10000000001'], isAtAll: false },
    },
  ],
  ['link', { msgtype: 'link', link: { title: 't', text: 'x', messageUrl: url, picUrl: url } }],
  ['markdown', { msgtype: 'markdown', markdown: { title: 't', text: '# x' }, at: { atUserIds: ['u1'] } }],
  [
    'a card with one button',
    { msgtype: 'actionCard', actionCard: { ...card, singleTitle: 'go', singleURL: url } },
  ],
  [
    'a card with buttons',
    {
      msgtype: 'actionCard',
      actionCard: { ...card, btns: [{ title: 'go', actionURL: url }], btnOrientation: '1', hideAvatar: '0' },
    },
  ],
  ['feedCard', { msgtype: 'feedCard', feedCard: { links: [item, { ...item, picURL: '@lADOfake' }] } }],
]

describe('what the server takes', () => {
  it.each(sound)('takes %s as documented', async (_, body) => {
    const emulator = await start()
    expect(await errcodeOf(emulator.webhook(), body)).toBe(0)
    expect(emulator.messages().map((message) => message.body)).toEqual([body])
  })

  it.each([
    [
      'numbers for btnOrientation and hideAvatar',
      {
        msgtype: 'actionCard',
        actionCard: { ...card, btns: [{ title: 'go', actionURL: url }], btnOrientation: 0, hideAvatar: 1 },
      },
    ],
    ['an empty picUrl', { msgtype: 'link', link: { title: 't', text: 'x', messageUrl: url, picUrl: '' } }],
    ['an empty atMobiles', { msgtype: 'text', text: { content: 'hi' }, at: { atMobiles: '' } }],
    [
      'an empty btns beside a single button',
      { msgtype: 'actionCard', actionCard: { ...card, singleTitle: 'go', singleURL: url, btns: [] } },
    ],
    [
      'an at on link, whatever it holds',
      { msgtype: 'link', link: { title: 't', text: 'x', messageUrl: url }, at: { atMobiles: 7 } },
    ],
    ['an empty at', { msgtype: 'text', text: { content: 'hi' }, at: {} }],
    [
      '50 mentions',
      {
        msgtype: 'text',
        text: { content: 'hi' },
        at: { atUserIds: Array.from({ length: 50 }, (_, i) => `u${i}`) },
      },
    ],
    ['fields it does not know', { msgtype: 'text', text: { content: 'hi', extra: 1 }, other: true }],
  ])('takes %s, which real clients send', async (_, body) => {
    const emulator = await start()
    expect(await errcodeOf(emulator.webhook(), body)).toBe(0)
  })
})

describe('what the server refuses', () => {
  it.each(['Text', 'actioncard', 'constructor', '', 7, null])(
    'refuses the msgtype %j (400105)',
    async (msgtype) => {
      const emulator = await start()
      expect((await post(emulator.webhook(), { msgtype, text: { content: 'hi' } })).json).toEqual({
        errcode: 400105,
        errmsg: '不支持的消息类型',
      })
    },
  )

  it('names the empty title of markdown with 400402 and its text with 400403', async () => {
    const emulator = await start()
    const title = await post(emulator.webhook(), { msgtype: 'markdown', markdown: { title: ' ', text: 'x' } })
    expect(title.json).toMatchObject({
      errcode: 400402,
      errmsg: expect.stringContaining('markdown --》 title'),
    })
    const text = await post(emulator.webhook(), { msgtype: 'markdown', markdown: { title: 't' } })
    expect(text.json).toMatchObject({
      errcode: 400403,
      errmsg: expect.stringContaining('markdown --》 text'),
    })
  })

  it.each([
    ['text without its part', { msgtype: 'text' }, 'text'],
    ['text with an empty content', { msgtype: 'text', text: { content: '' } }, 'text.content'],
    ['text that is a number', { msgtype: 'text', text: { content: 7 } }, 'text.content'],
    [
      'link without messageUrl',
      { msgtype: 'link', link: { title: 't', text: 'x', messageURL: url } },
      'link.messageUrl',
    ],
    [
      'link with a picUrl that is a list',
      { msgtype: 'link', link: { title: 't', text: 'x', messageUrl: url, picUrl: [] } },
      'link.picUrl',
    ],
    [
      'a card without title',
      { msgtype: 'actionCard', actionCard: { text: 'x', singleTitle: 'go', singleURL: url } },
      'actionCard.title',
    ],
    ['a card without any button', { msgtype: 'actionCard', actionCard: card }, 'actionCard.btns'],
    [
      'a card with empty btns',
      { msgtype: 'actionCard', actionCard: { ...card, btns: [] } },
      'actionCard.btns',
    ],
    [
      'a single button without URL',
      { msgtype: 'actionCard', actionCard: { ...card, singleTitle: 'go' } },
      'actionCard.singleURL',
    ],
    [
      'a button without URL',
      { msgtype: 'actionCard', actionCard: { ...card, btns: [{ title: 'go', actionUrl: url }] } },
      'actionCard.btns[0].actionURL',
    ],
    [
      'btnOrientation as a boolean',
      {
        msgtype: 'actionCard',
        actionCard: { ...card, singleTitle: 'go', singleURL: url, btnOrientation: true },
      },
      'actionCard.btnOrientation',
    ],
    ['an empty feed', { msgtype: 'feedCard', feedCard: { links: [] } }, 'feedCard.links'],
    [
      'a feed link in the case of link',
      { msgtype: 'feedCard', feedCard: { links: [item, { title: 't', messageUrl: url, picUrl: url }] } },
      'feedCard.links[1].messageURL',
    ],
    [
      'a feed link without picture',
      { msgtype: 'feedCard', feedCard: { links: [{ title: 't', messageURL: url }] } },
      'feedCard.links[0].picURL',
    ],
    [
      'mentions that are no texts',
      { msgtype: 'text', text: { content: 'x' }, at: { atMobiles: [10000000001] } },
      'at.atMobiles',
    ],
    ['an at that is a text', { msgtype: 'text', text: { content: 'x' }, at: 'all' }, 'at'],
    [
      '51 mentions',
      { msgtype: 'text', text: { content: 'x' }, at: { atMobiles: ['1'], atUserIds: Array(50).fill('u') } },
      'at (≤ 50)',
    ],
  ])('refuses %s and says which field', async (_, body, field) => {
    const emulator = await start()
    const { json } = await post(emulator.webhook(), body)
    expect(json.errcode).toSatisfy((code: number) => code === 40035 || (code > 400200 && code < 400700))
    expect(emulator.messages()).toEqual([])
    expect(emulator.requests()).toMatchObject([
      {
        verdict: {
          outcome: 'refused',
          rule: 'field',
          reason: { en: `${field} is missing, empty or of the wrong type` },
        },
      },
    ])
  })
})
