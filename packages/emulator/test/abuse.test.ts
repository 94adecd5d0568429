import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import fc from 'fast-check'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import type { Emulator } from '../src/index.ts'
import { errcodeOf, getJson, hello, post, start } from './help.ts'

// Many processes or connections: slow where many tests run at once.
vi.setConfig({ testTimeout: 30_000 })

/** A bare TCP connection that is gone when the test ends. */
async function dial(emulator: Emulator): Promise<Socket> {
  const socket = connect(Number(new URL(emulator.url).port), '127.0.0.1')
  onTestFinished(() => void socket.destroy())
  // A server may cut off who abuses it.
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  return socket
}

/** Everything that the server says until it hangs up. */
async function untilClosed(socket: Socket): Promise<string> {
  let text = ''
  socket.setEncoding('utf8').on('data', (chunk) => {
    text += chunk
  })
  if (!socket.closed) await once(socket, 'close')
  return text
}

function head(emulator: Emulator, length: string): string {
  const { pathname, search, host } = new URL(emulator.webhook())
  return `POST ${pathname}${search} HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\n${length}\r\n\r\n`
}

describe('bytes that are no message', () => {
  it('may be any garbage on the wire', async () => {
    const emulator = await start()
    const lead = fc.constantFrom(
      '',
      'POST /robot/send HTTP/1.1\r\n',
      'GET /api/events HTTP/1.1\r\nHost: a b\r\n\r\n',
    )
    await fc.assert(
      fc.asyncProperty(lead, fc.uint8Array({ maxLength: 2000 }), async (start, bytes) => {
        const socket = await dial(emulator)
        socket.end(Buffer.concat([Buffer.from(start), bytes]))
        await untilClosed(socket)
      }),
      { numRuns: 60 },
    )
    expect(await errcodeOf(emulator.webhook(), hello)).toBe(0)
  })

  it('may be any JSON: every answer is an errcode', async () => {
    const emulator = await start({ robots: [{ perMinute: false }] })
    const kinds = fc.constantFrom('text', 'link', 'markdown', 'actionCard', 'feedCard', '__proto__')
    const body = fc.record({
      msgtype: kinds,
      text: fc.anything(),
      actionCard: fc.anything(),
      at: fc.anything(),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.json(),
          body.map((value) => JSON.stringify(value)),
        ),
        async (json) => {
          expect(await errcodeOf(emulator.webhook(), json)).toEqual(expect.any(Number))
        },
      ),
      { numRuns: 100 },
    )
  })

  it('may be a URL or header that is far too long (431)', async () => {
    const emulator = await start()
    const long = 'x'.repeat(20_000)
    expect((await post(`${emulator.webhook()}&sign=${long}`, hello)).status).toBe(431)
    const headers = { 'content-type': 'application/json', 'x-long': long }
    expect((await post(emulator.webhook(), hello, { headers })).status).toBe(431)
    expect(await errcodeOf(emulator.webhook(), hello)).toBe(0)
  })
})

describe('a body that is too long', () => {
  it('is refused before it is read when it is announced', async () => {
    const emulator = await start({ maxBodyBytes: 30_000 })
    const socket = await dial(emulator)
    socket.write(head(emulator, 'Content-Length: 1000000000'))
    const [answer] = await once(socket, 'data')
    expect(String(answer)).toMatch(/^HTTP\/1\.1 413 .*"errcode":101002/s)
    expect(emulator.requests()).toMatchObject([
      { bytes: 1_000_000_000, body: '', verdict: { outcome: 'unread', rule: 'size', status: 413 } },
    ])
  })

  it('is refused once it is over the bound when it comes in chunks, and the connection ends', async () => {
    const emulator = await start({ maxBodyBytes: 30_000 })
    const socket = await dial(emulator)
    const chunk = `2710\r\n${'a'.repeat(10_000)}\r\n`
    socket.write(head(emulator, 'Transfer-Encoding: chunked') + chunk.repeat(4))
    expect(await untilClosed(socket)).toMatch(/^HTTP\/1\.1 413 /)
    expect(emulator.requests()).toMatchObject([{ bytes: expect.any(Number), verdict: { outcome: 'unread' } }])
    expect(emulator.requests()[0]?.bytes).toBeLessThan(110_000)
  })

  it('is kept only in part', async () => {
    const emulator = await start()
    await post(emulator.webhook(), 'x'.repeat(500_000))
    expect(emulator.requests()).toMatchObject([{ bytes: 500_000, body: 'x'.repeat(20_000) }])
  })
})

describe('a slow caller', () => {
  it.each([
    ['in its headers', 'POST /robot/send HTTP/1.1\r\nHost: x\r\n'],
    ['before its headers', ''],
  ])('is cut off when it stops %s', async (_, text) => {
    const emulator = await start({ requestTimeoutMs: 100 })
    const socket = await dial(emulator)
    socket.write(text)
    expect(await untilClosed(socket)).toMatch(/^HTTP\/1\.1 408 /)
  })

  it('is cut off when it stops in its body, and recorded', async () => {
    const emulator = await start({ requestTimeoutMs: 100 })
    const socket = await dial(emulator)
    socket.write(`${head(emulator, 'Content-Length: 100')}{"msgtype"`)
    await untilClosed(socket)
    await emulator.waitUntil(() => emulator.requests().length === 1)
    expect(emulator.requests()).toMatchObject([{ bytes: 10, verdict: { outcome: 'unread', status: 0 } }])
  })

  it('is recorded when it leaves in the middle of its body', async () => {
    const emulator = await start()
    const socket = await dial(emulator)
    socket.write(`${head(emulator, 'Content-Length: 100')}{"msgtype"`, () => socket.destroy())
    await emulator.waitUntil(() => emulator.requests().length === 1)
    expect(emulator.requests()).toMatchObject([
      { verdict: { outcome: 'unread', reason: { en: 'The connection ended before the body was complete' } } },
    ])
  })
})

describe('a thousand connections at once', () => {
  it('are all served', async () => {
    const emulator = await start({ robots: [{ perMinute: false }] })
    const sockets = await Promise.all(Array.from({ length: 1000 }, () => dial(emulator)))
    const body = JSON.stringify(hello)
    const answers = sockets.map(async (socket) => {
      socket.end(head(emulator, `Content-Length: ${Buffer.byteLength(body)}`) + body)
      return untilClosed(socket)
    })
    const texts = await Promise.all(answers)
    expect(texts.filter((text) => text.endsWith('{"errcode":0,"errmsg":"ok"}'))).toHaveLength(1000)
    expect(emulator.messages()).toHaveLength(1000)
  })

  it('may hang, leave, or be ended with the server', async () => {
    const emulator = await start()
    emulator.fail({ kind: 'hang', times: 1000 })
    const sockets = await Promise.all(Array.from({ length: 1000 }, () => dial(emulator)))
    for (const socket of sockets) socket.write(`${head(emulator, 'Content-Length: 2')}{}`)
    await emulator.waitUntil(() => emulator.requests().length === 1000)
    for (const socket of sockets.slice(500)) socket.destroy()
    expect(await getJson(`${emulator.url}/healthz`)).toEqual({ ok: true })
    const ended = sockets.slice(0, 500).map(untilClosed)
    await emulator.close()
    expect(await Promise.all(ended)).toEqual(Array(500).fill(''))
  })
})
