import { describe, expect, it } from 'vitest'
import { VirtualClock } from '../test/model/virtual-clock.ts'
import {
  busy,
  fails,
  hang,
  ok,
  rejection,
  robotFor,
  type ScriptedFetch,
  type Step,
  scripted,
  secret,
  tooFast,
} from '../test/scripted-fetch.ts'
import { text } from './message/text.ts'
import { createRegistry } from './pace/registry.ts'
import type { RobotOptions } from './robot-options.ts'

/** Sends one message in virtual time; `at` are the moments of its requests, in ms from the start. */
async function sendOnce(steps: Step[], options: Partial<RobotOptions> = {}, random = 0.5) {
  const at: number[] = []
  const fetch: ScriptedFetch = scripted(...steps.map(timed))
  const { clock, robot } = robotFor(fetch, { name: 'ops', ...options }, { random: () => random })
  const start = clock.monotonic()
  function timed(step: Step): Step {
    return (asked) => {
      at.push(clock.monotonic() - start)
      if (typeof step === 'function') return step(asked)
      return step instanceof Response ? step.clone() : new Response(JSON.stringify(step))
    }
  }
  const { result } = await clock.waitFor(
    robot.send(text('a'), { msgUuid: 'u' }).catch((error: unknown) => error),
    1e7,
  )
  return { at, clock, fetch, result }
}

describe('what may succeed later', () => {
  it.each<[string, Step]>([
    ['a busy system', busy],
    ['a server error', new Response('<html>', { status: 503 })],
    ['a refused connection', fails('ECONNREFUSED')],
    ['a reset connection', fails('ECONNRESET')],
    ['half an answer', new Response('{"errcode":0,"err')],
    ['a timeout at the gateway', { errcode: 15, errmsg: 'timeout' }],
  ])('is sent again: %s', async (_, step) => {
    const { fetch, result } = await sendOnce([step, ok])
    expect(result).toMatchObject({ attempts: 2, msgUuid: 'u' })
    expect(fetch.asked).toHaveLength(2)
  })

  it('is the same body with a fresh signature', async () => {
    const { fetch } = await sendOnce([busy, fails('ECONNRESET'), ok], { secret })
    expect(new Set(fetch.asked.map(({ init }) => init.body)).size).toBe(1)
    const stamps = fetch.asked.map(({ url }) => url.searchParams.get('timestamp'))
    expect(new Set(stamps).size).toBe(3)
    expect(fetch.asked.map(({ url }) => url.searchParams.getAll('sign').length)).toEqual([1, 1, 1])
  })

  it('waits for longer each time, by the dice', async () => {
    expect((await sendOnce([busy, busy, ok])).at).toEqual([0, 500, 1_500])
    const retry = { attempts: 9, baseDelayMs: 1_000, maxDelayMs: 5_000 }
    expect((await sendOnce([...Array<Step>(6).fill(busy), ok], { retry }, 1)).at).toEqual([
      0, 1_000, 3_000, 7_000, 12_000, 17_000, 22_000,
    ])
  })

  it('waits as long as the server asks for, when that is longer', async () => {
    const asks = (seconds: number) =>
      new Response('{"errcode":-1}', { headers: { 'retry-after': String(seconds) } })
    expect((await sendOnce([asks(30), ok])).at).toEqual([0, 30_000])
    expect((await sendOnce([asks(1), ok], { retry: { baseDelayMs: 8_000 } })).at).toEqual([0, 4_000])
    expect((await sendOnce([new Response('<html>'), ok])).at).toEqual([0, 60_000])
    expect((await sendOnce([{ errcode: 90018 }, ok], {}, 0)).at).toEqual([0, 1_000])
  })

  it('takes a new slot for every request', async () => {
    const { at } = await sendOnce([busy, ok], { perMinute: 1 })
    expect(at).toEqual([0, 61_000])
  })

  it('takes a slot for longer after a request without answer', async () => {
    const { at } = await sendOnce([hang, ok], { perMinute: 1, timeoutMs: 3_000 })
    expect(at).toEqual([0, 3_000 + 61_000 + 3_000])
  })

  it('lets others pass while it waits', async () => {
    const fetch = scripted(new Response('<html>'), ok)
    const { clock, robot } = robotFor(fetch)
    const first = robot.send(text('first'))
    const second = robot.send(text('second'))
    expect((await clock.waitFor(second, 1_000)).result.attempts).toBe(1)
    expect((await clock.waitFor(first, 61_000)).result.attempts).toBe(2)
  })
})

describe('in the end', () => {
  it.each([
    [undefined, 3],
    [3, 3],
    [1, 1],
    [0, 1],
    [5, 5],
  ])('a message has %s attempts: %i requests', async (attempts, requests) => {
    const { fetch, result } = await sendOnce([busy], { retry: { attempts } })
    expect(fetch.asked).toHaveLength(requests)
    expect(result).toMatchObject({
      code: 'ERR_DINGTALK_TRANSIENT',
      message: 'ops: transient (-1 系统繁忙)',
      errcode: -1,
      retryable: true,
      robot: 'ops',
    })
  })

  it('an unknown outcome is told as such', async () => {
    const { result } = await sendOnce([hang], { retry: { attempts: 2 } })
    expect(result).toMatchObject({
      code: 'ERR_DINGTALK_AMBIGUOUS',
      message: 'ops: ambiguous (no answer in time)',
      retryable: true,
      cause: expect.any(Error),
    })
  })
})

describe('what will not succeed', () => {
  it.each([
    ['ERR_DINGTALK_QUOTA', { errcode: 90030, errmsg: 'webhook over limit' }],
    ['ERR_DINGTALK_TOKEN', { errcode: 300005, errmsg: 'token is not exist' }],
    ['ERR_DINGTALK_SECURITY', { errcode: 310000, errmsg: 'keywords not in content' }],
    ['ERR_DINGTALK_INVALID', { errcode: 400105, errmsg: '不支持的消息类型' }],
    ['ERR_DINGTALK_TOO_LARGE', { errcode: 460101, errmsg: 'message too long' }],
    ['ERR_DINGTALK_CONTENT', { errcode: 430104, errmsg: '含有不合适的内容' }],
    ['ERR_DINGTALK_INVALID', { errcode: 777777, errmsg: 'some new code' }],
  ])('is told at once and not sent again: %s', async (code, answer) => {
    const { fetch, result } = await sendOnce([answer, ok])
    expect(result).toMatchObject({ code, errcode: answer.errcode, errmsg: answer.errmsg, retryable: false })
    expect(fetch.asked).toHaveLength(1)
  })

  it('tells which security setting refused it', async () => {
    const { result } = await sendOnce([{ errcode: 310000, errmsg: 'ip 203.0.113.7 not in whitelist' }])
    expect(result).toMatchObject({
      code: 'ERR_DINGTALK_SECURITY',
      reason: 'ip',
      hint: expect.stringContaining('IP'),
    })
  })
})

describe('a clock that is wrong', () => {
  /** A server that tolerates an hour, whose clock is ahead by `ahead` ms. */
  const server = (ahead: number, clock: { now(): number }) => (asked: { url: URL }) => {
    const now = clock.now() + ahead
    const off = Math.abs(Number(asked.url.searchParams.get('timestamp')) - now)
    const body = off < 3_600_000 ? ok : { errcode: 310000, errmsg: 'invalid timestamp' }
    return new Response(JSON.stringify(body), { headers: { date: new Date(now).toUTCString() } })
  }

  it.each([7_200_000, -7_200_000])(
    'is corrected by the server, and the message is sent once more: %i ms',
    async (ahead) => {
      const clock = new VirtualClock()
      const fetch = scripted(server(ahead, clock))
      const { robot } = robotFor(fetch, { secret }, { clock })
      const { result, tookMs } = await clock.waitFor(robot.send(text('a')), 1_000)
      expect([result.attempts, tookMs]).toEqual([2, 500])
      expect((await robot.send(text('b'))).attempts).toBe(1)
    },
  )

  it('is named in the hint when that did not help', async () => {
    const date = new Date(Date.UTC(2020, 0, 1)).toUTCString()
    const refusal = new Response('{"errcode":310000,"errmsg":"sign not match"}', { headers: { date } })
    const { fetch, result } = await sendOnce([refusal], { secret })
    expect(fetch.asked).toHaveLength(2)
    expect(result).toMatchObject({ reason: 'sign', hint: expect.stringMatching(/Clock skew .*: -\d+ ms\.$/) })
  })

  it('is not blamed for a signature that was refused at the right time', async () => {
    const { clock } = robotFor(scripted(ok))
    const date = new Date(clock.now() + 1_000).toUTCString()
    const refusal = new Response('{"errcode":310000,"errmsg":"sign not match"}', { headers: { date } })
    const { fetch } = await sendOnce([refusal, ok], { secret })
    expect(fetch.asked).toHaveLength(1)
  })

  it('is left alone where nothing may be sent again', async () => {
    const date = new Date(0).toUTCString()
    const refusal = new Response('{"errcode":310000,"errmsg":"invalid timestamp"}', { headers: { date } })
    const { fetch } = await sendOnce([refusal, ok], { secret, retry: { attempts: 1 } })
    expect(fetch.asked).toHaveLength(1)
  })
})

describe('a throttled robot', () => {
  const start = () => {
    const registry = createRegistry()
    const fetch = scripted(tooFast, ok)
    const { clock, robot } = robotFor(fetch, { name: 'ops' }, { registry })
    const other = robotFor(fetch, { name: 'other' }, { registry, clock }).robot
    return { clock, fetch, other, robot }
  }

  it('rejects at once and says how long to wait, for every robot with its token', async () => {
    const { clock, fetch, other, robot } = start()
    const waiting = [robot.send(text('b')), other.send(text('c'))]
    const all = await Promise.all([robot.send(text('a')), ...waiting].map(rejection))
    const later = await Promise.all([robot.send(text('d')), other.send(text('e'))].map(rejection))
    for (const error of [...all, ...later]) {
      expect(error).toMatchObject({ code: 'ERR_DINGTALK_THROTTLED', retryable: true, retryAfterMs: 617_500 })
    }
    expect(fetch.asked).toHaveLength(1)
    await clock.advance(600_000)
    expect(await rejection(other.send(text('f')))).toMatchObject({ robot: 'other', retryAfterMs: 17_500 })
    expect(fetch.asked).toHaveLength(1)
  })

  it('is probed by one message when the ban is over, and then goes on', async () => {
    const { clock, fetch, other, robot } = start()
    await rejection(robot.send(text('a')))
    await clock.advance(617_500)
    const sent = Promise.all([other.send(text('probe')), robot.send(text('next'))])
    expect((await clock.waitFor(sent, 1_000)).result.map(({ attempts }) => attempts)).toEqual([1, 1])
    expect(fetch.asked).toHaveLength(3)
  })

  it.each<[string, Step]>([
    ['130101', tooFast],
    ['410100', { errcode: 410100, errmsg: '发送速度太快而限流' }],
    ['the deny body', { status: 1111, wait: 5, source: 'x5', punish: 'deny', uuid: '0' }],
    ['302', new Response('', { status: 302, headers: { location: '/deny' } })],
    ['429', new Response('{"message":"too many requests"}', { status: 429 })],
    ['403', new Response('<html>', { status: 403 })],
  ])('is recognised by %s, and not asked again', async (_, step) => {
    const { fetch, result } = await sendOnce([step, ok])
    expect(result).toMatchObject({ code: 'ERR_DINGTALK_THROTTLED', retryAfterMs: 617_500 })
    expect(fetch.asked).toHaveLength(1)
  })
})
