import { describe, expect, it } from 'vitest'
import { errcodeOf, start } from '../../../test/help.ts'
import { en } from '../texts/en.ts'
import { zh } from '../texts/zh.ts'
import type { MessageType } from '../wire/types.ts'
import { type Draft, messageOf, problemsOf, withItem } from './draft.ts'
import { firstDraft } from './first-draft.ts'

const kinds: MessageType[] = ['text', 'link', 'markdown', 'actionCard', 'feedCard']
const draft = firstDraft(en)

describe.each([
  ['zh', zh],
  ['en', en],
])('the first draft in %s', (_, texts) => {
  it.each(kinds)('%s is accepted as it stands', async (msgtype) => {
    const emulator = await start()
    const first = { ...firstDraft(texts), msgtype }
    expect(problemsOf(first)).toEqual({})
    expect(await errcodeOf(emulator.webhook(), messageOf(first))).toBe(0)
  })
})

describe('messageOf', () => {
  it('writes a card with one button, and with several in either orientation', () => {
    const card = (change: Partial<Draft>) =>
      messageOf({ ...draft, ...change, msgtype: 'actionCard' }).actionCard
    expect(card({ single: true, hideAvatar: true })).toEqual({
      title: draft.title,
      text: draft.text,
      singleTitle: draft.buttons[0]?.title,
      singleURL: draft.buttons[0]?.url,
      hideAvatar: '1',
    })
    expect(card({ horizontal: true })).toMatchObject({ btnOrientation: '1', btns: [{}, {}] })
    expect(card({ horizontal: false })).toMatchObject({ btnOrientation: '0' })
  })

  it('puts the targets beside the message, where this kind knows mentions', () => {
    const targets = { mobiles: '13800000001，13800000002', userIds: ' user01 ', all: true }
    const at = { atMobiles: ['13800000001', '13800000002'], atUserIds: ['user01'], isAtAll: true }
    expect(messageOf({ ...draft, ...targets, msgtype: 'text' }).at).toEqual(at)
    expect(messageOf({ ...draft, ...targets, msgtype: 'link' })).not.toHaveProperty('at')
    expect(messageOf({ ...draft, msgtype: 'text' })).not.toHaveProperty('at')
  })
})

describe('problemsOf', () => {
  it.each<[Partial<Draft>, object]>([
    [{ msgtype: 'text', content: ' ' }, { content: 'required' }],
    [
      { msgtype: 'markdown', title: '', text: '' },
      { title: 'required', text: 'required' },
    ],
    [{ msgtype: 'link', messageUrl: 'example.com', picUrl: '' }, { messageUrl: 'badUrl' }],
    [{ msgtype: 'link', picUrl: '@lADOfake' }, {}],
    [
      { msgtype: 'actionCard', buttons: [{ title: '', url: 'x' }] },
      { 'buttons.0.title': 'required', 'buttons.0.url': 'badUrl' },
    ],
    [
      { msgtype: 'feedCard', links: [{ title: 't', messageUrl: '', picUrl: 'x' }] },
      { 'links.0.messageUrl': 'required', 'links.0.picUrl': 'badUrl' },
    ],
  ])('%j', (change, problems) => {
    expect(problemsOf({ ...draft, ...change })).toEqual(problems)
  })

  it('looks only at the button that counts', () => {
    const buttons = [...draft.buttons, { title: '', url: '' }]
    expect(problemsOf({ ...draft, msgtype: 'actionCard', single: true, buttons })).toEqual({})
  })
})

it('changes one item of a list, or takes it out', () => {
  expect(withItem(['a', 'b', 'c'], 1, 'x')).toEqual(['a', 'x', 'c'])
  expect(withItem(['a', 'b', 'c'], 1, undefined)).toEqual(['a', 'c'])
})
