import { describe, expect, it } from 'vitest'
import { type ActionCardInput, actionCard } from './action-card.ts'

const url = 'https://example.com/incident/7'
const button = { title: '查看', url }
const card = { title: 'Incident 7', text: '### Database down' }
const one: ActionCardInput = { ...card, button }
const refused = (input: unknown) => () => Reflect.apply(actionCard, undefined, [input])

describe('a card with one button', () => {
  it('is the plain wire object, with the button', () => {
    expect(actionCard(one)).toStrictEqual({
      msgtype: 'actionCard',
      actionCard: { ...card, singleTitle: '查看', singleURL: url },
    })
  })
})

describe('a card with several buttons', () => {
  it('is the plain wire object, with every button', () => {
    const buttons = [button, { title: 'Mute', url: 'dingtalk://dingtalkclient/page/link?url=x' }]
    expect(actionCard({ ...card, buttons })).toStrictEqual({
      msgtype: 'actionCard',
      actionCard: {
        ...card,
        btns: buttons.map((each) => ({ title: each.title, actionURL: each.url })),
      },
    })
  })
})

describe('the look', () => {
  it('goes over the wire as strings, falsy values included', () => {
    const { actionCard: wire } = actionCard({ ...one, orientation: 'vertical', hideAvatar: false })
    expect(wire).toMatchObject({ btnOrientation: '0', hideAvatar: '0' })
    const other = actionCard({ ...one, orientation: 'horizontal', hideAvatar: true })
    expect(other.actionCard).toMatchObject({ btnOrientation: '1', hideAvatar: '1' })
  })

  it('is left to DingTalk where nothing is said', () => {
    expect(actionCard({ ...one, orientation: undefined, hideAvatar: undefined })).toStrictEqual(
      actionCard(one),
    )
  })

  it.each(['0', 'left', 0, null, true])('refuses the orientation %j', (orientation) => {
    expect(refused({ ...one, orientation })).toThrow(
      /^orientation: expected 'vertical' or 'horizontal', got /,
    )
  })

  it.each(['0', 0, null, 'true'])('refuses hideAvatar %j', (hideAvatar) => {
    expect(refused({ ...one, hideAvatar })).toThrow(/^hideAvatar: expected a boolean, got /)
  })
})

describe('a card is refused', () => {
  it('without a button and with both forms', () => {
    expect(refused(card)).toThrow('button: expected either button or buttons, got neither')
    expect(refused({ ...one, buttons: [button] })).toThrow(
      'button: expected either button or buttons, got both',
    )
    expect(refused({ ...card, button: undefined, buttons: undefined })).toThrow(/got neither$/)
  })

  it.each([[], 'text', {}, 5, null])('with the buttons %j', (buttons) => {
    expect(refused({ ...card, buttons })).toThrow(/^buttons: expected an array with items, got /)
  })

  it('with a button that lacks something, saying which', () => {
    expect(refused({ ...card, button: { title: '', url } })).toThrow(/^button\.title: expected a text, got /)
    expect(refused({ ...card, button: { title: 'a' } })).toThrow(/^button\.url: expected a URL/)
    expect(refused({ ...card, button: null })).toThrow(/^button\.title: /)
    expect(refused({ ...card, buttons: [button, { title: 'a', url: 'x' }] })).toThrow(/^buttons\[1\]\.url: /)
    expect(refused({ ...card, buttons: [[button]] })).toThrow(/^buttons\[0\]\.title: /)
    expect(refused({ ...card, buttons: [undefined] })).toThrow(/^buttons\[0\]\.title: /)
  })

  it('with an empty title or text', () => {
    expect(refused({ ...one, title: '\n' })).toThrow(/^title: expected a text, got 0 characters$/)
    expect(refused({ ...one, text: '' })).toThrow(/^text: expected a text, got 0 characters$/)
    expect(refused(undefined)).toThrow(/^title: expected a text, got undefined$/)
  })
})

it('mentions in a paragraph of its own', () => {
  expect(actionCard(one, { at: { atMobiles: ['10000000001'] } })).toMatchObject({
    actionCard: { text: '### Database down\n\n@10000000001' },
    at: { atMobiles: ['10000000001'] },
  })
})
