import { createHash } from 'node:crypto'
import { describe, expect, it, vi } from 'vitest'
import { ok, rejection, robotFor, scripted, secret, token, tooFast, webhook } from '../test/scripted-fetch.ts'
import { text } from './message/text.ts'
import { createRegistry } from './pace/registry.ts'
import { lineOf, Robot } from './robot.ts'
import { sign } from './transport/sign.ts'

describe('a robot', () => {
  it('is named by the hash of its token, or as one likes', () => {
    const hash = createHash('sha256').update(token).digest('hex').slice(0, 8)
    expect(new Robot({ webhook }).name).toBe(`robot-${hash}`)
    expect(new Robot({ webhook: token }).name).toBe(`robot-${hash}`)
    expect(new Robot({ webhook, name: '值班' }).name).toBe('值班')
  })

  it('gives its line to the alerter and to nobody else', () => {
    const robot = new Robot({ webhook, name: 'ops' })
    expect(lineOf(robot)?.name).toBe('ops')
    for (const other of [undefined, null, 'robot', {}, { name: 'ops' }]) expect(lineOf(other)).toBeUndefined()
  })
})

describe('a message', () => {
  it('arrives, and a receipt says how', async () => {
    const fetch = scripted(ok)
    const { clock, robot } = robotFor(fetch, { name: 'ops', secret })
    const receipt = await robot.send(text('部署完成'), { msgUuid: 'deploy-42' })
    const [asked] = fetch.asked
    expect(asked?.body).toStrictEqual({
      msgtype: 'text',
      text: { content: '部署完成' },
      msgUuid: 'deploy-42',
    })
    expect(receipt).toStrictEqual({
      robot: 'ops',
      msgUuid: 'deploy-42',
      attempts: 1,
      bytes: Buffer.byteLength(asked?.init.body ?? ''),
      sentAt: clock.now(),
    })
    expect(asked?.url.searchParams.get('sign')).toBe(sign(clock.now(), secret))
  })

  it('has a msgUuid of its own where none was given', async () => {
    const fetch = scripted(ok)
    const { robot } = robotFor(fetch)
    const receipts = [await robot.send(text('a')), await robot.send(text('a'), { msgUuid: undefined })]
    const uuids = fetch.asked.map(({ body }) => body.msgUuid)
    expect(uuids).toEqual(receipts.map(({ msgUuid }) => msgUuid))
    expect(new Set(uuids).size).toBe(2)
    expect(uuids[0]).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  })

  it('gets a keyword of the robot when it has none', async () => {
    const fetch = scripted(ok)
    const { robot } = robotFor(fetch, { keywords: ['监控', 'alarm'] })
    await robot.send(text('部署完成'))
    await robot.send(text('no alarm'))
    expect(fetch.asked.map(({ body }) => body.text)).toEqual([
      { content: '部署完成\n\n监控' },
      { content: 'no alarm' },
    ])
  })

  it('is not changed by being sent', async () => {
    const message = Object.freeze({ ...text('部署完成'), text: Object.freeze({ content: '部署完成' }) })
    const { robot } = robotFor(scripted(ok), { keywords: ['监控'] })
    await robot.send(message)
    expect(message).toStrictEqual(text('部署完成'))
  })

  it.each([
    undefined,
    null,
    'text',
    5,
    {},
    [],
    { msgtype: 'text' },
    { msgtype: 'text', text: 'x' },
    { msgtype: 'text', markdown: {} },
  ])('that no builder made is refused: %j', async (message) => {
    const fetch = scripted(ok)
    const { robot } = robotFor(fetch)
    const error = await rejection(Reflect.apply(robot.send, robot, [message]))
    expect(error).toMatchObject({
      code: 'ERR_DINGTALK_OPTIONS',
      message: expect.stringMatching(/^message: expected what a builder returns, got /),
    })
    expect(fetch.asked).toEqual([])
  })
})

describe('the size of a message', () => {
  const padded = (robot: Robot, bytes: number) => {
    const frame = Buffer.byteLength(JSON.stringify({ ...text('x'), msgUuid: 'u' })) - 1
    return robot.send(text('x'.repeat(bytes - frame)), { msgUuid: 'u' })
  }

  it('may be 20,000 bytes of UTF-8', async () => {
    const { robot } = robotFor(scripted(ok))
    expect((await padded(robot, 20_000)).bytes).toBe(20_000)
  })

  it('is measured before anything leaves, keyword and mentions included', async () => {
    const fetch = scripted(ok)
    const { robot } = robotFor(fetch, { name: 'ops' })
    expect(await rejection(padded(robot, 20_001))).toMatchObject({
      code: 'ERR_DINGTALK_TOO_LARGE',
      message: 'ops: too-large (20001 bytes of 20000)',
      robot: 'ops',
      retryable: false,
    })
    expect(await rejection(robot.send(text('监'.repeat(6_700))))).toMatchObject({
      code: 'ERR_DINGTALK_TOO_LARGE',
    })
    const { robot: keyed } = robotFor(fetch, { keywords: ['监控'] })
    expect(await rejection(padded(keyed, 20_000))).toMatchObject({ code: 'ERR_DINGTALK_TOO_LARGE' })
    expect(fetch.asked).toEqual([])
  })
})

describe('many messages', () => {
  it('leave one at a time, in their order', async () => {
    let inFlight = 0
    let most = 0
    const fetch = scripted(async () => {
      most = Math.max(most, ++inFlight)
      await new Promise((resolve) => setImmediate(resolve))
      inFlight -= 1
      return new Response(JSON.stringify(ok))
    })
    const { clock, robot } = robotFor(fetch)
    const all = Promise.all(Array.from({ length: 40 }, (_, nth) => robot.send(text(`message ${nth}`))))
    await clock.waitFor(all, 200_000)
    expect(most).toBe(1)
    expect(fetch.asked.map(({ body }) => body.text)).toEqual(
      Array.from({ length: 40 }, (_, nth) => ({ content: `message ${nth}` })),
    )
  })

  it('are 18 in any minute, or as many as one likes', async () => {
    for (const [perMinute, tookMs] of [
      [undefined, 122_000],
      [20, 61_000],
      [1, 2_379_000],
    ] as const) {
      const { clock, robot } = robotFor(scripted(ok), { perMinute })
      const all = Promise.all(Array.from({ length: 40 }, () => robot.send(text('a'))))
      expect((await clock.waitFor(all, 3_000_000)).tookMs).toBe(tookMs)
    }
  })

  it('through several robots with one token share its slots', async () => {
    const registry = createRegistry()
    const { clock, robot } = robotFor(scripted(ok), {}, { registry })
    const other = robotFor(scripted(ok), { webhook: token }, { registry, clock }).robot
    const all = Promise.all(Array.from({ length: 20 }, (_, nth) => (nth % 2 ? robot : other).send(text('a'))))
    expect((await clock.waitFor(all, 100_000)).tookMs).toBe(61_000)
  })

  it('may take the last slot too, unless somebody will speak last words', async () => {
    const registry = createRegistry()
    const { clock, robot } = robotFor(scripted(ok), {}, { registry })
    lineOf(robot)?.gate.watch(() => {})
    const all = Promise.all(Array.from({ length: 18 }, () => robot.send(text('a'))))
    expect((await clock.waitFor(all, 100_000)).tookMs).toBe(61_000)
  })
})

describe('the gate of a robot', () => {
  it('is not lost by whoever sends after the registry was swept', async () => {
    const registry = createRegistry()
    const { clock, robot } = robotFor(scripted(ok), { perMinute: 1 }, { registry })
    for (let nth = 0; nth < 1_000; nth += 1) registry.gate(`session ${nth}`, clock.monotonic())
    registry.gate('one too many', clock.monotonic())
    const other = robotFor(scripted(ok), { perMinute: 1 }, { registry, clock }).robot
    await robot.send(text('a'))
    const second = other.send(text('b'))
    expect((await clock.waitFor(second, 100_000)).tookMs).toBe(61_000)
  })
})

describe('under fake timers', () => {
  it('waits as long as they say: the clock is read when it is needed', async () => {
    vi.useFakeTimers({ now: Date.UTC(2030, 0, 1) })
    try {
      const fetch = scripted({ errcode: -1, errmsg: '系统繁忙' }, ok)
      const robot = new Robot({ webhook: `${token}-fake-timers`, secret, fetch, perMinute: 2 })
      const first = robot.send(text('a'))
      await vi.advanceTimersByTimeAsync(1_000)
      expect((await first).attempts).toBe(2)
      const second = robot.send(text('b'))
      await vi.advanceTimersByTimeAsync(59_000)
      expect(fetch.asked).toHaveLength(2)
      await vi.advanceTimersByTimeAsync(2_000)
      expect((await second).sentAt).toBeGreaterThan(Date.UTC(2030, 0, 1))
      const stamps = fetch.asked.map(({ url }) => Number(url.searchParams.get('timestamp')))
      expect(stamps[0]).toBe(Date.UTC(2030, 0, 1))
    } finally {
      vi.useRealTimers()
    }
  })
})

describe('direct calls', () => {
  it('are counted for the month, every request of them', async () => {
    const registry = createRegistry()
    const { clock, robot } = robotFor(
      scripted({ errcode: -1, errmsg: '系统繁忙' }, ok, tooFast),
      {},
      { registry },
    )
    await clock.waitFor(robot.send(text('a')), 10_000)
    await rejection(robot.send(text('b')))
    await rejection(robot.send(text('c')))
    expect(registry.shared().directCalls).toBe(3)
  })
})
