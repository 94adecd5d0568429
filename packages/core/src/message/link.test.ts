import { describe, expect, it } from 'vitest'
import { feedCard } from './feed-card.ts'
import { link } from './link.ts'

const page = 'https://example.com/build/42'
const picture = 'https://example.com/logo.png'
const media = '@lADOADmaWMzazQKA'
const input = { title: 'Build 42', text: 'passed', messageUrl: page }
const entry = { title: 'Build 42', messageUrl: page, picUrl: picture }

const badUrls = [
  '',
  'example.com',
  '/relative',
  'https://',
  'https://exa mple.com',
  'javascript:alert(1)',
  'ftp://example.com',
  undefined,
  null,
  5,
  {},
]

describe('link', () => {
  it('is the plain wire object, with or without a picture', () => {
    expect(link(input)).toStrictEqual({ msgtype: 'link', link: input })
    expect(link({ ...input, picUrl: undefined })).toStrictEqual({ msgtype: 'link', link: input })
    for (const picUrl of [picture, media]) {
      expect(link({ ...input, picUrl })).toStrictEqual({ msgtype: 'link', link: { ...input, picUrl } })
    }
  })

  it('leaves out what DingTalk does not know', () => {
    expect(Reflect.apply(link, undefined, [{ ...input, colour: 'red' }])).toStrictEqual(link(input))
  })

  it.each(badUrls)('refuses the page %j and, where it is given, the picture', (bad) => {
    expect(() => Reflect.apply(link, undefined, [{ ...input, messageUrl: bad }])).toThrow(
      /^messageUrl: expected a URL \(http, https, dingtalk or dtmd\), got /,
    )
    if (bad === undefined) return
    expect(() => Reflect.apply(link, undefined, [{ ...input, picUrl: bad }])).toThrow(
      /^picUrl: expected an http\(s\) URL or a media id \('@…'\), got /,
    )
  })

  it('refuses a picture that only an app could open', () => {
    expect(() => link({ ...input, picUrl: 'dingtalk://dingtalkclient/page/link' })).toThrow(/^picUrl: /)
  })

  it('refuses an empty title or text, and what is no object', () => {
    expect(() => link({ ...input, title: ' ' })).toThrow(/^title: expected a text, got 0 characters$/)
    expect(() => link({ ...input, text: '' })).toThrow(/^text: expected a text, got 0 characters$/)
    for (const rubbish of [undefined, null, 'text', 5, []]) {
      expect(() => Reflect.apply(link, undefined, [rubbish])).toThrow(
        /^title: expected a text, got undefined$/,
      )
    }
  })

  it.each([
    'dingtalk://dingtalkclient/page/link?url=x',
    'dtmd://dingtalkclient/sendMessage?content=x',
    'HTTP://example.com',
  ])('opens %s', (messageUrl) => {
    expect(link({ ...input, messageUrl }).link.messageUrl).toBe(messageUrl)
  })
})

describe('feedCard', () => {
  it('is the plain wire object, in its own spelling', () => {
    const wire = { title: 'Build 42', messageURL: page, picURL: picture }
    expect(feedCard([entry])).toStrictEqual({ msgtype: 'feedCard', feedCard: { links: [wire] } })
    expect(feedCard([entry, { ...entry, picUrl: media }]).feedCard.links[1]).toStrictEqual({
      ...wire,
      picURL: media,
    })
  })

  it.each([[], undefined, null, 'text', {}, 5])('refuses %j', (links) => {
    expect(() => Reflect.apply(feedCard, undefined, [links])).toThrow(
      /^links: expected an array with items, got /,
    )
  })

  it('says which entry it refuses', () => {
    expect(() => feedCard([entry, { ...entry, title: '' }])).toThrow(/^links\[1\]\.title: /)
    expect(() => feedCard([{ ...entry, messageUrl: 'x' }])).toThrow(/^links\[0\]\.messageUrl: /)
    expect(() => feedCard([entry, entry, { ...entry, picUrl: '@' }])).toThrow(/^links\[2\]\.picUrl: /)
    for (const rubbish of [undefined, null, 'text', [[entry]]]) {
      expect(() => Reflect.apply(feedCard, undefined, [[entry, rubbish]])).toThrow(/^links\[1\]\.title: /)
    }
  })
})

describe('a mention', () => {
  const at = { atMobiles: ['10000000001'] }

  it('is refused aloud by both, since DingTalk would stay silent', () => {
    const tries = [
      () => Reflect.apply(link, undefined, [{ ...input, at }]),
      () => Reflect.apply(link, undefined, [input, { at }]),
      () => Reflect.apply(feedCard, undefined, [[entry], { at }]),
    ]
    for (const attempt of tries)
      expect(attempt).toThrow(/^at: expected no mention here \(DingTalk ignores it\), got /)
  })

  it('that is undefined is none', () => {
    expect(link({ ...input, at: undefined }, { at: undefined })).toStrictEqual(link(input))
    expect(feedCard([entry], { at: undefined })).toStrictEqual(feedCard([entry]))
  })
})
