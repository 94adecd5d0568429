import { createServer } from 'node:net'
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { Alerter } from '../../src/alerter.ts'
import { DingTalkError, isDingTalkError } from '../../src/errors.ts'
import { text } from '../../src/message/text.ts'
import { createRegistry } from '../../src/pace/registry.ts'
import { Robot } from '../../src/robot.ts'
import type { FetchLike } from '../../src/transport/fetch.ts'
import { imbalance } from '../group.ts'
import { busiestWindow } from '../model/busiest-window.ts'
import { expectCounterexample, expectToHold, patienceMs } from '../model/property.ts'
import { VirtualClock } from '../model/virtual-clock.ts'
import { type AnyAnswer, anyAnswer, fetchOf } from './answers.ts'

vi.setConfig({ testTimeout: patienceMs })

const minute = 60_000
const hour = 60 * minute
const token = 'fa4e-token-of-the-fuzz'

/** Ports of a world of its own, in which nothing is said on stderr. */
function portsIn(clock: VirtualClock) {
  const registry = createRegistry()
  Object.assign(registry.shared(), { spokeAt: Number.POSITIVE_INFINITY })
  return { clock, registry, random: () => 0.5 }
}

/** Six alerts, answers that may be anything, and then days in which the server is well. */
async function survive(answers: readonly AnyAnswer[], tamper = (fetch: FetchLike) => fetch): Promise<void> {
  const clock = new VirtualClock()
  const sentAt: number[] = []
  const bodies: string[] = []
  const fetch = fetchOf(answers, (body) => {
    sentAt.push(clock.monotonic())
    bodies.push(body)
  })
  const alerter = new Alerter({ webhook: token, fetch: tamper(fetch), quota: false }, portsIn(clock))
  clock.afterStep = () => expect(imbalance(alerter), 'balance').toBe(0)
  for (const kind of 'abcdef') {
    alerter.capture({ message: `kind ${kind}`, level: kind === 'e' ? 'fatal' : 'error' })
    await clock.advance(20_000)
  }
  // Refused for its settings a robot is asked once an hour, and once a day when the month is used up.
  await clock.advance((answers.length + 2) * 25 * hour)
  const { accepted, delivered, dropped, pending } = alerter.stats()
  expect({ accepted, pending }, 'what waits').toEqual({ accepted: 6, pending: 0 })
  expect(delivered + dropped.content, 'delivered').toBe(6)
  expect(busiestWindow(sentAt, minute), 'requests a minute').toBeLessThanOrEqual(18)
  for (const body of bodies) expect(Buffer.byteLength(body)).toBeLessThanOrEqual(20_000)
  expect((await clock.waitFor(alerter.close(), 3_050)).result).toBe(true)
}

/** A send ends, and by nothing but a receipt for an `errcode` of 0 or one of our errors without the token. */
async function sendOnce(
  answer: AnyAnswer,
  send = (robot: Robot): Promise<unknown> => robot.send(text('hello')),
): Promise<void> {
  const clock = new VirtualClock()
  const fetch = fetchOf([answer], () => {})
  const robot = new Robot({ webhook: token, fetch, retry: { attempts: 2 } }, portsIn(clock))
  const sending = send(robot).catch((error: unknown) => error)
  const { result } = await clock.waitFor(sending, 2 * hour)
  if (!isDingTalkError(result)) {
    expect(result).toHaveProperty('msgUuid')
    return
  }
  expect(`${result.stack} ${JSON.stringify(result)} ${result.cause}`).not.toContain(token)
}

const answers = fc.array(anyAnswer, { minLength: 1, maxLength: 8 })

describe('whatever a server answers', () => {
  it('nothing is thrown, the books balance at every step, and in the end everything is told', async () => {
    await expectToHold(
      fc.asyncProperty(answers, (some) => survive(some)),
      60,
    )
  })

  it('Robot.send ends with a receipt or with an error of ours', async () => {
    await expectToHold(
      fc.asyncProperty(anyAnswer, (answer) => sendOnce(answer)),
      300,
    )
  })
})

describe('a faulty alerter is caught', () => {
  it('that never hears a good answer', async () => {
    const spent = (fetch: FetchLike): FetchLike => {
      return async (url, init) => {
        await Promise.resolve(fetch(url, init)).catch(() => {})
        return { status: 200, headers: new Headers(), body: '{"errcode":90030}' }
      }
    }
    await expectCounterexample(
      fc.asyncProperty(answers, (some) => survive(some, spent)),
      /what waits/,
    )
  })

  it('that says the token', async () => {
    const blab = () => Promise.reject(new DingTalkError('ERR_DINGTALK_INVALID', `no route to ${token}`))
    await expectCounterexample(
      fc.asyncProperty(anyAnswer, (answer) => sendOnce(answer, blab)),
      /not to contain/,
    )
  })
})

describe('whatever bytes come over the wire', () => {
  it('Robot.send ends with an error of ours, unless they are a good answer', async () => {
    const line = fc.constantFrom(
      'HTTP/1.1 200 OK\r\n',
      'HTTP/1.1 500 \r\n',
      'HTTP/1.1 302 Found\r\n',
      'HTTP/9',
      '',
    )
    const head = fc.constantFrom(
      'Content-Length: 5\r\n\r\n',
      'Transfer-Encoding: chunked\r\n\r\n',
      'Content-Encoding: gzip\r\nConnection: close\r\n\r\n',
      'Connection: close\r\n\r\n',
      '\r\n',
    )
    const bytes = fc
      .tuple(line, head, fc.uint8Array({ maxLength: 300 }))
      .map(([first, second, rest]) => Buffer.concat([Buffer.from(first), Buffer.from(second), rest]))
    let next = Buffer.alloc(0)
    const server = createServer((socket) => {
      socket.on('error', () => {})
      socket.once('data', () => socket.end(next))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const port = typeof address === 'object' ? address?.port : undefined
    const webhook = `http://127.0.0.1:${port}/robot/send?access_token=${token}`
    const property = fc.asyncProperty(bytes, async (some) => {
      next = some
      const clock = new VirtualClock()
      const robot = new Robot({ webhook, retry: { attempts: 1 } }, portsIn(clock))
      const error = await robot.send(text('hello')).catch((reason: unknown) => reason)
      expect(isDingTalkError(error)).toBe(true)
    })
    try {
      await expectToHold(property, 100)
    } finally {
      server.close()
    }
  })
})
