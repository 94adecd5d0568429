import { type EmulatedRobot, type Emulator, startEmulator } from '@dingbell/emulator'
import { fetch as undiciFetch } from 'undici'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { actionCard } from '../src/message/action-card.ts'
import { feedCard } from '../src/message/feed-card.ts'
import { link } from '../src/message/link.ts'
import { markdown } from '../src/message/markdown.ts'
import type { Message } from '../src/message/message.ts'
import { pageLink } from '../src/message/page-link.ts'
import { text } from '../src/message/text.ts'
import { type Receipt, Robot } from '../src/robot.ts'
import type { RobotOptions } from '../src/robot-options.ts'
import { rejection } from './scripted-fetch.ts'

const secret = 'SECfa4e-secret-of-a-test'
const page = 'https://example.com/build/42?a=b&c=编号'
const robots: EmulatedRobot[] = [
  { name: 'strict', secret, keywords: ['监控', 'alarm'] },
  { name: 'open' },
  { name: 'elsewhere', allowIps: ['203.0.113.0/24'] },
  { name: 'stopped', state: 'stopped' },
  { name: 'removed', state: 'removed' },
  { name: 'disbanded', state: 'disbanded' },
  { name: 'narrow', perMinute: 2 },
  { name: 'spent', perMonth: 1 },
  ...['busy', 'http500', 'reset', 'truncated', 'hang', 'slow', 'html', 'throttled', 'redirect', 'quota'].map(
    (name) => ({ name }),
  ),
]
let emulator: Emulator
beforeAll(async () => {
  emulator = await startEmulator({ robots })
})
afterAll(() => emulator.close())
afterEach(() => emulator.clear())

/** A robot of this package for a robot of the emulator. */
function robotFor(name: string, options: Partial<RobotOptions> = {}): Robot {
  return new Robot({ webhook: emulator.webhook(name), name, retry: { baseDelayMs: 1 }, ...options })
}
const arrived = () => emulator.messages().map(({ body }) => body)
const errcodes = () => emulator.requests().map(({ verdict }) => verdict.errcode)

describe('every kind of message', () => {
  const at = { atMobiles: ['10000000001'], atUserIds: ['manager01'], isAtAll: true }
  const button = { title: '查看', url: pageLink(page, { sidebar: true }) }
  const card = { title: 'alarm', text: '### 监控' }
  const kinds: Message[] = [
    text('监控：部署完成', { at }),
    markdown('alarm', '### down\n\n- [详情](https://example.com)', { at }),
    link({ title: '监控', text: 'passed', messageUrl: page, picUrl: 'https://example.com/a.png' }),
    actionCard({ ...card, button, hideAvatar: true }, { at }),
    actionCard({ ...card, buttons: [button, { title: 'Mute', url: page }], orientation: 'horizontal' }),
    feedCard([
      { title: '监控 1', messageUrl: page, picUrl: '@lADOfake' },
      { title: '2', messageUrl: page, picUrl: page },
    ]),
  ]

  it('arrives through a robot that checks signature and keywords', async () => {
    const robot = robotFor('strict', { secret, keywords: ['监控', 'alarm'] })
    const receipts: Receipt[] = []
    for (const message of kinds) receipts.push(await robot.send(message))
    expect(arrived()).toEqual(kinds.map((message, nth) => ({ ...message, msgUuid: receipts[nth]?.msgUuid })))
    expect(emulator.messages().map(({ bytes }) => bytes)).toEqual(receipts.map(({ bytes }) => bytes))
    expect(errcodes()).toEqual(kinds.map(() => 0))
  })

  it('gets the keyword that it lacks', async () => {
    const robot = robotFor('strict', { secret, keywords: ['监控'] })
    const url = page
    for (const message of [
      text('done'),
      markdown('done', 'done'),
      link({ title: 'done', text: 'done', messageUrl: url }),
      actionCard({ title: 'done', text: 'done', button: { title: 'a', url } }),
      feedCard([{ title: 'done', messageUrl: url, picUrl: url }]),
    ]) {
      await robot.send(message)
    }
    expect(errcodes()).toEqual([0, 0, 0, 0, 0])
  })

  it('goes through the fetch that one brings', async () => {
    expect((await robotFor('open', { fetch: undiciFetch }).send(text('hello'))).attempts).toBe(1)
    expect(arrived()).toHaveLength(1)
  })

  it('of the largest size arrives, and is not let out when it is larger', async () => {
    const robot = robotFor('open')
    const frame = Buffer.byteLength(JSON.stringify({ ...text('x'), msgUuid: 'u' })) - 1
    expect((await robot.send(text('x'.repeat(20_000 - frame)), { msgUuid: 'u' })).bytes).toBe(20_000)
    const large = robot.send(text('x'.repeat(20_001 - frame)), { msgUuid: 'v' })
    expect(await rejection(large)).toMatchObject({ code: 'ERR_DINGTALK_TOO_LARGE' })
    expect(errcodes()).toEqual([0])
  })
})

describe('a refusal', () => {
  it.each<[string, Partial<RobotOptions>, object]>([
    ['strict', { keywords: ['监控'] }, { code: 'ERR_DINGTALK_SECURITY', reason: 'sign' }],
    [
      'strict',
      { secret: 'SECfa4e-another', keywords: ['监控'] },
      { code: 'ERR_DINGTALK_SECURITY', reason: 'sign' },
    ],
    ['strict', { secret }, { code: 'ERR_DINGTALK_SECURITY', reason: 'keyword' }],
    ['elsewhere', {}, { code: 'ERR_DINGTALK_SECURITY', reason: 'ip' }],
    ['stopped', {}, { code: 'ERR_DINGTALK_TOKEN', errcode: 400102 }],
    ['removed', {}, { code: 'ERR_DINGTALK_TOKEN', errcode: 400106 }],
    ['disbanded', {}, { code: 'ERR_DINGTALK_TOKEN', errcode: 400013 }],
  ])('of the robot %s is told by its code and not tried again', async (name, options, expected) => {
    expect(await rejection(robotFor(name, options).send(text('hello')))).toMatchObject(expected)
    expect(emulator.requests()).toHaveLength(1)
  })

  it('of a token that nobody knows does not quote it', async () => {
    const webhook = emulator.webhook('open').replace(/access_token=.*/, 'access_token=fa4e-unknown-token')
    const error = await rejection(new Robot({ webhook }).send(text('hello')))
    expect(error).toMatchObject({ code: 'ERR_DINGTALK_TOKEN', errcode: 300005 })
    expect(JSON.stringify(error) + String(error)).not.toContain('fa4e-unknown-token')
  })

  it('of a month that is used up is told as such', async () => {
    const robot = robotFor('spent')
    await robot.send(text('one'))
    expect(await rejection(robot.send(text('two')))).toMatchObject({
      code: 'ERR_DINGTALK_QUOTA',
      errcode: 90030,
    })
  })

  it('for sending too fast is heard once, and no request follows it', async () => {
    const robot = robotFor('narrow')
    const other = robotFor('narrow')
    await robot.send(text('one'))
    await other.send(text('two'))
    const waiting = [robot.send(text('three')), robot.send(text('four')), other.send(text('five'))]
    for (const error of await Promise.all(waiting.map(rejection))) {
      expect(error).toMatchObject({ code: 'ERR_DINGTALK_THROTTLED', retryable: true })
      expect(error).toHaveProperty('retryAfterMs', expect.any(Number))
    }
    expect(emulator.requests()).toHaveLength(3)
  })
})

describe('a fault', () => {
  it.each(['busy', 'http500', 'reset'] as const)('that is gone soon is survived: %s', async (kind) => {
    emulator.fail({ kind, times: 2, robot: kind })
    const receipt = await robotFor(kind).send(text('hello'))
    expect(receipt.attempts).toBe(3)
    expect(arrived()).toEqual([{ ...text('hello'), msgUuid: receipt.msgUuid }])
  })

  it('that hides an answer leads to a second request, and to one message all the same', async () => {
    emulator.fail({ kind: 'truncated', robot: 'truncated' })
    const receipt = await robotFor('truncated').send(text('hello'))
    expect(receipt.attempts).toBe(2)
    expect(arrived()).toEqual([{ ...text('hello'), msgUuid: receipt.msgUuid }])
    const bodies = emulator.requests().map(({ body }) => body)
    expect(bodies[1]).toEqual(bodies[0])
  })

  it('that never answers is given up', async () => {
    emulator.fail({ kind: 'hang', robot: 'hang' })
    const robot = robotFor('hang', { timeoutMs: 150, retry: { attempts: 1 } })
    expect(await rejection(robot.send(text('hello')))).toMatchObject({
      code: 'ERR_DINGTALK_AMBIGUOUS',
      cause: { message: 'no answer in time' },
    })
  })

  it('that only takes its time is waited for', async () => {
    emulator.fail({ kind: 'slow', delayMs: 200, robot: 'slow' })
    expect((await robotFor('slow').send(text('hello'))).attempts).toBe(1)
  })

  it.each([
    ['html', 'ERR_DINGTALK_AMBIGUOUS'],
    ['throttled', 'ERR_DINGTALK_THROTTLED'],
    ['redirect', 'ERR_DINGTALK_THROTTLED'],
    ['quota', 'ERR_DINGTALK_QUOTA'],
  ] as const)('is told by its code: %s', async (kind, code) => {
    emulator.fail({ kind, robot: kind })
    const robot = robotFor(kind, { retry: { attempts: 1 } })
    expect(await rejection(robot.send(text('hello')))).toMatchObject({ code })
    expect(emulator.requests()).toHaveLength(1)
  })

  it('of the way is told without an answer', async () => {
    const gone = await startEmulator()
    const robot = new Robot({ webhook: gone.webhook(), retry: { attempts: 1 } })
    await gone.close()
    expect(await rejection(robot.send(text('hello')))).toMatchObject({
      code: 'ERR_DINGTALK_TRANSIENT',
      cause: { message: expect.stringContaining('ECONNREFUSED') },
    })
  })
})
