import { AssertionError } from 'node:assert'
import { describe, expect, it } from 'vitest'
import { type ExpectedMessage, expectMessage, expectNoMessage } from '../src/index.ts'
import { hello, post, start } from './help.ts'

const url = 'https://example.com/'
const alert = {
  msgtype: 'markdown',
  markdown: { title: '支付超时', text: '### 支付超时 @10000000001' },
  at: { atMobiles: ['10000000001'], atUserIds: ['u1'], isAtAll: true },
}
const card = {
  msgtype: 'actionCard',
  actionCard: {
    title: 'Deploy',
    text: 'Go?',
    btns: [
      { title: 'Yes', actionURL: url },
      { title: 'No', actionURL: url },
    ],
  },
}
const single = {
  msgtype: 'actionCard',
  actionCard: { title: 't', text: 'x', singleTitle: 'Open', singleURL: url, btns: [] },
}
const feed = { msgtype: 'feedCard', feedCard: { links: [{ title: 'News', messageURL: url, picURL: url }] } }

async function failure(promise: Promise<unknown>): Promise<AssertionError> {
  const error = await promise.catch((reason: unknown) => reason)
  if (error instanceof AssertionError) return error
  throw new Error('no AssertionError was thrown')
}

describe('expectMessage', () => {
  it.each<[unknown, ExpectedMessage]>([
    [hello, {}],
    [hello, { robot: 'default', msgtype: 'text', text: '你', title: '' }],
    [alert, { title: /^支付/, text: /超时/g, mentions: ['u1'], atAll: true }],
    [alert, { body: { markdown: { title: /超时$/ }, at: { atUserIds: ['u1'] } } }],
    [card, { buttons: ['Yes', /^N/], mentions: [], atAll: false }],
    [single, { buttons: ['Open'] }],
    [feed, { title: 'News', text: '' }],
  ])('finds %j by %o', async (body, expected) => {
    const emulator = await start()
    await post(emulator.webhook(), body)
    expect(await expectMessage(emulator, expected, { timeoutMs: 0 })).toMatchObject({ id: 1, body })
  })

  it.each<[unknown, ExpectedMessage]>([
    [hello, { robot: 'other' }],
    [hello, { msgtype: 'markdown' }],
    [hello, { text: 'goodbye' }],
    [alert, { title: /^超时/ }],
    [alert, { mentions: ['10000000001', 'u2'] }],
    [hello, { atAll: true }],
    [card, { buttons: ['Yes'] }],
    [card, { body: { actionCard: { btns: [{ title: 'Yes' }] } } }],
    [alert, { body: { at: 'u1' } }],
  ])('does not take %j for %o', async (body, expected) => {
    const emulator = await start()
    await post(emulator.webhook(), body)
    await failure(expectMessage(emulator, expected, { timeoutMs: 0 }))
    await expectNoMessage(emulator, expected)
  })

  it('waits for the message to come', async () => {
    const emulator = await start({ maxMessages: 1 })
    const waiting = expectMessage(emulator, { text: 'second' })
    await post(emulator.webhook(), hello)
    await post(emulator.webhook(), { msgtype: 'text', text: { content: 'the second' } })
    expect(await waiting).toMatchObject({ id: 2 })
  })

  it('shows the closest message, field by field, and what was refused', async () => {
    const emulator = await start({ robots: [{ keywords: ['支付', '你'] }] })
    await post(emulator.webhook(), hello)
    await post(emulator.webhook(), alert)
    await post(emulator.webhook(), feed)
    const error = await failure(
      expectMessage(emulator, { msgtype: 'markdown', title: '退款' }, { timeoutMs: 1 }),
    )
    expect(error.message.split('\n')).toEqual([
      'no message as expected within 1 ms; 2 came',
      "  expected: { msgtype: 'markdown', title: '退款' }",
      '  closest is message 2:',
      "    title: expected '退款', got '支付超时'",
      expect.stringContaining('  request 3 was refused (310000)'),
    ])
    expect(error).toMatchObject({
      expected: { msgtype: 'markdown', title: '退款' },
      actual: { msgtype: 'markdown', title: '支付超时' },
    })
  })

  it('says so when nothing came at all', async () => {
    const emulator = await start()
    const error = await failure(expectMessage(emulator, { text: 'x' }, { timeoutMs: 1 }))
    expect(error.message).toBe("no message as expected within 1 ms; 0 came\n  expected: { text: 'x' }")
  })
})

describe('expectNoMessage', () => {
  it('throws as soon as one comes', async () => {
    const emulator = await start()
    const watching = failure(expectNoMessage(emulator, { text: '你' }, { forMs: 60_000 }))
    await post(emulator.webhook(), hello)
    expect((await watching).message).toContain("message 1 came, where none like { text: '你' } should")
  })
})
