import { Agent, fetch as undiciFetch } from 'undici'
import { describe, expect, it } from 'vitest'
import type { FetchLike } from '../../src/transport/fetch.ts'
import { type Circumstances, expectNothingLost, robotSuffers, undergo } from './ordeal.ts'
import { answers, type Reaction, Wire } from './wire.ts'

const minute = 60_000

/** The real way to the server, but for the first two requests, which go the other one. */
function firstBy(other: FetchLike): Circumstances {
  return { way: (real) => inTurn([other, other], real) }
}

function inTurn(first: FetchLike[], then: FetchLike): FetchLike {
  return (url, init) => (first.shift() ?? then)(url, init)
}

/** A resolver of names that fails. */
function nameless(code: string): Circumstances {
  const lookup = (_host: string, _options: object, done: (error: Error, address: string) => void) =>
    done(Object.assign(new Error(`getaddrinfo ${code}`), { code }), '')
  const dispatcher = new Agent({ connect: { lookup } })
  return firstBy((url, init) =>
    undiciFetch(url.replace('127.0.0.1', 'dingtalk.invalid'), { ...init, dispatcher }),
  )
}

/** A port of this machine where nobody listens. */
function toNobody(): Circumstances {
  return firstBy(async (url, init) => {
    const gone = await new Wire([]).open()
    const { webhook } = gone
    await gone.close()
    return fetch(new URL(url.replace(new URL(url).origin, new URL(webhook).origin)), init)
  })
}

/** A certificate that nobody signed; from the third request on it is trusted. */
function untrusted(): Circumstances {
  const dispatcher = new Agent({ connect: { rejectUnauthorized: false } })
  const trusting: FetchLike = (url, init) => undiciFetch(url, { ...init, dispatcher })
  return { secure: true, way: (real) => inTurn([real, real], trusting) }
}

describe('nothing was sent, which is certain: a later message carries the alert, and there is no second copy', () => {
  const faults: [name: string, arrange: () => Circumstances, words: RegExp][] = [
    ['DNS: the name does not exist', () => nameless('ENOTFOUND'), /ENOTFOUND/],
    ['DNS: the resolver does not answer', () => nameless('EAI_AGAIN'), /EAI_AGAIN/],
    ['the connection is refused', toNobody, /ECONNREFUSED/],
    ['TLS: a certificate that nobody signed', untrusted, /self-signed/],
  ]
  for (const [name, arrange, words] of faults) {
    it(name, async () => {
      expect(await robotSuffers(arrange(), { allowHttp: true })).toMatchObject({
        code: 'ERR_DINGTALK_TRANSIENT',
        cause: { message: expect.stringMatching(words) },
      })
      const ordeal = await undergo(arrange())
      ordeal.alerter.capture({ message: 'order lost' })
      await ordeal.pass(minute)
      expectNothingLost(ordeal, 'order lost')
      expect(ordeal.wire.requests).toHaveLength(1)
      expect(ordeal.alerter.stats().messages).toMatchObject({ failed: 2, retried: 0 })
    })
  }
})

/** Reads the request, shows the message, and cuts the connection. */
const cutAfter: Reaction = { shows: true, react: (response) => response.socket?.resetAndDestroy() }
const cutBefore: Reaction = { refuse: (socket) => socket.resetAndDestroy() }
/** Shows the message, and answers only when nobody waits any more. */
const tooLate: Reaction = {
  shows: true,
  react: (response, stuck) => {
    response.on('close', () => response.end('{"errcode":0,"errmsg":"ok"}'))
    stuck()
  },
}
/** Shows the message; the answer comes in drops, without end. */
const dripping: Reaction = {
  shows: true,
  react: (response, stuck) => {
    response.writeHead(200).write('{', stuck)
    const drops = setInterval(() => response.write(' '), 1)
    response.on('close', () => clearInterval(drops))
  },
}

describe('it may have arrived: the same body goes out again with its msgUuid, and the chat shows one copy', () => {
  const faults: [name: string, fault: Reaction, waitMs: number][] = [
    ['the connection is reset before the request was read', cutBefore, 0],
    ['the connection is reset after the request was read', cutAfter, 0],
    ['the answer comes after the timeout', tooLate, 10_000],
    ['the body of the answer drips', dripping, 10_000],
    ['the answer is truncated JSON', answers(200, '{"errcode":0,"errm', {}, true), 0],
    ['the answer is a page', answers(200, '<html>ok</html>', {}, true), 60_000],
  ]
  for (const [name, fault, waitMs] of faults) {
    it(name, async () => {
      expect(await robotSuffers({ reactions: [fault] })).toMatchObject({ code: 'ERR_DINGTALK_AMBIGUOUS' })
      const ordeal = await undergo({ reactions: [fault, fault] })
      const { alerter, pass, wire } = ordeal
      alerter.capture({ message: 'order lost' })
      await pass(500 + waitMs)
      expect(wire.requests.length + wire.cut, 'requests before the first wait is over').toBe(1)
      await pass(5 * minute)
      expectNothingLost(ordeal, 'order lost')
      expect(wire.requests.length + wire.cut).toBe(3)
      expect(new Set(wire.requests.map((request) => request.body)).size).toBe(1)
      expect(alerter.stats().messages).toEqual({ sent: 1, failed: 0, retried: 2 })
    })
  }

  it('and where it never gets better, every copy after the third says that it may be one', async () => {
    const ordeal = await undergo({ reactions: Array.from({ length: 4 }, () => cutAfter) })
    ordeal.alerter.capture({ message: 'order lost' })
    await ordeal.pass(10 * minute)
    const copies = [...ordeal.wire.chat.values()].map((message) => message.text)
    expect(copies).toHaveLength(2)
    expect(copies[0]).not.toMatch(/repeat/)
    expect(copies[1]).toMatch(/repeat/)
    expect(ordeal.alerter.stats()).toMatchObject({ accepted: 1, delivered: 1, pending: 0 })
  })
})
