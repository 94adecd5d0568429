import { createServer } from 'node:http'
import { describe, expect, it } from 'vitest'
import { startEmulator } from '../src/index.ts'
import { errcodeOf, FakeClock, hello, post, signed, start } from './help.ts'

describe('an emulator', () => {
  it('listens on a free loopback port with one robot by default', async () => {
    const emulator = await start()
    expect(emulator.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    expect(emulator.webhook()).toBe(emulator.webhook('default'))
    expect(emulator.webhook()).toMatch(/\/robot\/send\?access_token=(fa4e){12}[0-9a-f]{16}$/)
  })

  it('gives each robot its own webhook, unsigned even with a secret', async () => {
    const emulator = await start({ robots: [{ name: 'a', token: 'one', secret: 'SECx' }, { name: 'b' }] })
    expect(emulator.webhook('a')).toBe(`${emulator.url}/robot/send?access_token=one`)
    expect(emulator.webhook('b')).not.toBe(emulator.webhook('a'))
    expect(() => emulator.webhook('c')).toThrow('name: expected one of a, b, got "c"')
  })

  it.each([
    [{ robots: [{ name: 'a' }, { name: 'a' }] }, 'name: expected one that no other robot has, got "a"'],
    [{ robots: [{ token: 'x' }, { token: 'x' }] }, 'token: expected one that no other robot has'],
    [{ port: 65_536 }, 'port: expected a whole number from 0 to 65535, got 65536'],
    [{ maxMessages: -1 }, 'maxMessages: expected a whole number from 0, got -1'],
    [{ maxBodyBytes: 0 }, 'maxBodyBytes: expected a whole number from 1, got 0'],
  ])('refuses %j', async (options, message) => {
    await expect(startEmulator(options)).rejects.toThrow(expect.objectContaining({ message }))
  })

  it('says so when the port is taken', async () => {
    const { url } = await start()
    await expect(startEmulator({ port: Number(new URL(url).port) })).rejects.toMatchObject({
      code: 'EADDRINUSE',
    })
  })

  it('lets its port go when it closes, and may be closed twice', async () => {
    const emulator = await startEmulator()
    await emulator.close()
    await emulator.close()
    const server = createServer()
    await new Promise<void>((resolve) =>
      server.listen(Number(new URL(emulator.url).port), '127.0.0.1', resolve),
    )
    await new Promise((resolve) => server.close(resolve))
  })

  it('leaves the global Request and Response alone', async () => {
    const before = [globalThis.Request, globalThis.Response]
    const emulator = await start()
    await post(emulator.webhook(), hello)
    expect([globalThis.Request, globalThis.Response]).toEqual(before)
  })

  it('keeps the newest messages and requests, and no more', async () => {
    const emulator = await start({ maxMessages: 2, maxRequests: 3, robots: [{ perMinute: false }] })
    for (const content of ['1', '2', '3', '4'])
      await post(emulator.webhook(), { msgtype: 'text', text: { content } })
    expect(emulator.messages().map(({ body }) => body.text?.content)).toEqual(['3', '4'])
    expect(emulator.requests().map(({ id }) => id)).toEqual([2, 3, 4])
  })

  it('tells a listener of every request', async () => {
    const heard: string[] = []
    const emulator = await start({ onRequest: ({ verdict }) => heard.push(verdict.outcome) })
    await post(emulator.webhook(), hello)
    await post(emulator.webhook(), {})
    expect(heard).toEqual(['accepted', 'refused'])
  })

  it('records what a request carried and what it was told', async () => {
    const clock = new FakeClock()
    const emulator = await start({ clock, robots: [{ secret: 'SECfake' }] })
    const url = signed(emulator.webhook(), 'SECfake', clock.now())
    await post(url, hello, { headers: { 'content-type': 'application/json', 'x-test': 'yes' } })
    expect(emulator.requests()).toMatchObject([
      {
        id: 1,
        time: clock.now(),
        method: 'POST',
        url: url.slice(emulator.url.length),
        robot: 'default',
        address: '127.0.0.1',
        headers: { 'x-test': 'yes' },
        bytes: 46,
        body: JSON.stringify(hello),
        signature: { required: true, valid: true },
        verdict: { outcome: 'accepted', status: 200, errcode: 0, errmsg: 'ok' },
        answer: '{"errcode":0,"errmsg":"ok"}',
        message: { id: 1, body: hello },
      },
    ])
  })
})

describe('waitForMessages', () => {
  it('resolves as soon as enough have come', async () => {
    const emulator = await start()
    const waiting = emulator.waitForMessages(2, { timeoutMs: 5000 })
    await Promise.all([post(emulator.webhook(), hello), post(emulator.webhook(), hello)])
    expect(await waiting).toHaveLength(2)
    expect(await emulator.waitForMessages(1)).toHaveLength(2)
  })

  it('says what came instead when it has waited in vain', async () => {
    const emulator = await start({ robots: [{ keywords: ['报警'] }] })
    await post(emulator.webhook(), hello)
    await expect(emulator.waitForMessages(1, { timeoutMs: 10 })).rejects.toThrow(
      'expected 1 messages within 10 ms, got 0\n  request 1 was refused (310000): Neither title nor text contains “报警”.',
    )
  })

  it('does not outlive the server', async () => {
    const emulator = await startEmulator()
    const waiting = expect(emulator.waitForMessages(1, { timeoutMs: 3_600_000 })).rejects.toThrow()
    await emulator.close()
    await waiting
  })
})

describe('waitUntil', () => {
  it('holds as soon as the condition does', async () => {
    const emulator = await start()
    const waiting = emulator.waitUntil(() => emulator.requests().length === 1)
    await post(emulator.webhook(), {})
    expect(await waiting).toBe(true)
    expect(await emulator.waitUntil(() => false, { timeoutMs: 1 })).toBe(false)
  })

  it('rejects when the condition throws, and the caller of the robot does not notice', async () => {
    const emulator = await start()
    const waiting = emulator.waitUntil(() => {
      if (emulator.messages().length === 0) return false
      throw new Error('a mistake in a test')
    })
    const rejected = expect(waiting).rejects.toThrow('a mistake in a test')
    expect(await errcodeOf(emulator.webhook(), hello)).toBe(0)
    await rejected
  })
})

describe('clear', () => {
  it('forgets messages, requests, faults, bans and msgUuids, and keeps the robots', async () => {
    const emulator = await start({ robots: [{ perMinute: 1 }] })
    const body = { ...hello, msgUuid: 'one' }
    await post(emulator.webhook(), body)
    await post(emulator.webhook(), body)
    emulator.fail({ kind: 'busy' })
    emulator.clear()
    expect([emulator.messages(), emulator.requests()]).toEqual([[], []])
    expect(await errcodeOf(emulator.webhook(), body)).toBe(0)
    expect(await emulator.waitForMessages(1)).toHaveLength(1)
  })
})
