import { inspect } from 'node:util'
import { describe, expect, it, vi } from 'vitest'
import { VirtualClock } from '../../test/model/virtual-clock.ts'
import { fails, hang, ok, type Step, scripted, secret, token, webhook } from '../../test/scripted-fetch.ts'
import { deliver } from './deliver.ts'
import { Endpoint } from './endpoint.ts'
import type { FetchLike } from './fetch.ts'

const body = '{"msgtype":"text","text":{"content":"hello"}}'

/** One attempt in virtual time, from its start to its end. */
function attempt(fetch: FetchLike, signal?: AbortSignal) {
  const clock = new VirtualClock()
  const request = new Endpoint(webhook, secret, false).sign(clock.now())
  const delivery = deliver({ ...request, body, fetch, clock, timeoutMs: 10_000, hold: false, signal })
  return { clock, delivery, signed: request.url, ended: clock.waitFor(delivery, 60_000) }
}
const outcomeOf = async (step: Step) => (await attempt(scripted(step)).ended).result
const headers = (more: Record<string, string>) => new Response('{"errcode":-1}', { headers: more })

describe('a request', () => {
  it('posts the body as JSON, follows no redirect and carries a signal', async () => {
    const fetch = scripted(ok)
    const { ended, signed } = attempt(fetch)
    expect((await ended).result).toMatchObject({ outcome: 'ok', errcode: 0, errmsg: 'ok' })
    expect(fetch.asked).toHaveLength(1)
    expect(fetch.asked[0]?.url.href).toBe(signed)
    expect(fetch.asked[0]?.init).toEqual({
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      redirect: 'manual',
      signal: expect.any(AbortSignal),
    })
  })
})

describe('an answer', () => {
  it.each([
    [new Response('', { status: 302, headers: { location: '/deny' } }), 'throttled'],
    [new Response('<html>gone</html>', { status: 502 }), 'transient'],
    [new Response('<html>ok</html>'), 'ambiguous'],
    [new Response('{"errcode":0,"err'), 'ambiguous'],
    [new Response(null), 'ambiguous'],
    [{ errcode: 310000, errmsg: 'sign not match' }, 'security'],
  ])('is judged: %#', async (step, outcome) => {
    const result = await outcomeOf(step)
    expect(result.outcome).toBe(outcome)
    expect(result.unanswered).toBeUndefined()
  })

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['a number', 42],
    ['an empty object', {}],
    ['no headers and no body', { status: 200 }],
    ['a status that is no number', { status: Number.NaN, headers: new Headers(), body: '' }],
    ['headers that cannot be asked', { status: 200, headers: {}, body: 'what?' }],
    ['a body that is rubbish', { status: 200, headers: new Headers(), body: 42 }],
    [
      'a text() that fails',
      { status: 200, headers: new Headers(), text: () => Promise.reject(new Error('no')) },
    ],
    ['a body of numbers', { status: 200, headers: new Headers(), body: [1] }],
  ])('that is rubbish is ambiguous: %s', async (_, answer) => {
    const fetch = vi.fn().mockResolvedValue(answer)
    expect((await attempt(fetch).ended).result.outcome).toBe('ambiguous')
  })

  it('longer than 64 KB is not read to its end', async () => {
    let sent = 0
    async function* endless() {
      for (;;) {
        sent += 1
        yield Buffer.alloc(16_384, ' ')
      }
    }
    const fetch: FetchLike = async () => ({ status: 200, headers: new Headers(), body: endless() })
    expect((await attempt(fetch).ended).result.outcome).toBe('ambiguous')
    expect(sent).toBe(4)
  })
})

describe('the wait that a server asks for', () => {
  it('is read in seconds and as a date', async () => {
    const { clock } = attempt(scripted(ok))
    expect(await outcomeOf(headers({ 'retry-after': '7' }))).toMatchObject({ waitMs: 7_000 })
    const date = new Date(Math.ceil(clock.now() / 1_000) * 1_000 + 90_000).toUTCString()
    expect(await outcomeOf(headers({ 'retry-after': date }))).toMatchObject({
      waitMs: Date.parse(date) - clock.now(),
    })
  })

  it('gives way to a longer one of ours', async () => {
    const slow = () => new Response('<html>', { headers: { 'retry-after': '5' } })
    expect(await outcomeOf(slow)).toMatchObject({ outcome: 'ambiguous', waitMs: 60_000 })
    const patient = () => new Response('<html>', { headers: { 'retry-after': '90' } })
    expect(await outcomeOf(patient)).toMatchObject({ waitMs: 90_000 })
  })

  it.each(['99999999999', '1e400', 'Mon, 15 Jun 2099 02:10:00 GMT'])(
    'is an hour at most: %j',
    async (value) => {
      expect(await outcomeOf(headers({ 'retry-after': value }))).toMatchObject({ waitMs: 3_600_000 })
    },
  )

  it.each(['', 'soon', '-5', '0', new Date(0).toUTCString()])('is none: %j', async (value) => {
    expect(await outcomeOf(headers({ 'retry-after': value }))).toMatchObject({
      outcome: 'transient',
      waitMs: 0,
    })
  })
})

describe('the clock of the server', () => {
  const dated = (errmsg: string, date: string) =>
    new Response(JSON.stringify({ errcode: 310000, errmsg }), { headers: { date } })

  it('is compared with ours where signature or timestamp were refused', async () => {
    const { clock } = attempt(scripted(ok))
    const date = new Date(clock.now() + 7_200_000).toUTCString()
    const skewMs = Date.parse(date) - clock.now()
    expect(await outcomeOf(dated('invalid timestamp', date))).toMatchObject({ reason: 'timestamp', skewMs })
    expect(await outcomeOf(dated('sign not match', date))).toMatchObject({ reason: 'sign', skewMs })
  })

  it('says nothing where something else was refused, or no date came', async () => {
    const date = new Date(0).toUTCString()
    for (const step of [dated('keywords not in content', date), dated('sign not match', 'yesterday')]) {
      expect(await outcomeOf(step)).not.toHaveProperty('skewMs')
    }
  })
})

describe('a request without an answer', () => {
  it.each([
    'ECONNREFUSED',
    'ENOTFOUND',
    'EAI_AGAIN',
    'EHOSTUNREACH',
    'ENETUNREACH',
    'UND_ERR_CONNECT_TIMEOUT',
  ])('was not delivered when it never left: %s', async (code) => {
    const result = await outcomeOf(fails(code))
    expect(result).toMatchObject({ outcome: 'transient', cause: { message: `fetch failed: ${code}` } })
    expect(result.unanswered).toBeUndefined()
  })

  it.each([
    'CERT_HAS_EXPIRED',
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'ERR_TLS_CERT_ALTNAME_INVALID',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'ERR_SSL_WRONG_VERSION_NUMBER',
  ])('was not delivered when the certificate was not trusted: %s', async (code) => {
    expect((await outcomeOf(fails(code))).outcome).toBe('transient')
  })

  it.each([
    'ECONNRESET',
    'EPIPE',
    'ETIMEDOUT',
    'UND_ERR_SOCKET',
    'UND_ERR_HEADERS_TIMEOUT',
    'UND_ERR_BODY_TIMEOUT',
  ])('may have been delivered: %s', async (code) => {
    expect(await outcomeOf(fails(code))).toMatchObject({ outcome: 'ambiguous', unanswered: true })
  })

  it.each([
    ['an error', new Error('boom'), 'boom'],
    ['a code alone', { code: 'ECONNRESET', message: '' }, 'ECONNRESET'],
    ['a text', 'boom', 'boom'],
    ['nothing', undefined, ''],
    ['null', null, ''],
    ['an error that is its own cause', Object.assign(new Error('me'), { cause: 'again' }), 'me: again'],
  ])('may have been delivered when fetch threw %s', async (_, thrown, message) => {
    const fetches: FetchLike[] = [
      () => Promise.reject(thrown),
      () => {
        throw thrown
      },
    ]
    for (const fetch of fetches) {
      const { result } = await attempt(fetch).ended
      expect(result).toMatchObject({ outcome: 'ambiguous', unanswered: true, cause: { message } })
    }
  })

  it('may have been delivered when what was thrown cannot even be read', async () => {
    const trap = {
      get message(): string {
        throw new Error('do not look')
      },
    }
    const symbol = { code: Symbol('x'), message: 'odd' }
    for (const thrown of [trap, symbol, Object.create(null), { message: Object.create(null) }]) {
      const { result } = await attempt(() => Promise.reject(thrown)).ended
      expect(result).toMatchObject({ outcome: 'ambiguous', unanswered: true })
    }
  })

  it('may have been delivered when the answer broke off', async () => {
    async function* broken() {
      yield '{"errcode":0'
      throw Object.assign(new Error('terminated'), { code: 'UND_ERR_SOCKET' })
    }
    const fetch: FetchLike = async () => ({ status: 200, headers: new Headers(), body: broken() })
    expect((await attempt(fetch).ended).result).toMatchObject({ outcome: 'ambiguous', unanswered: true })
  })
})

describe('the time limit', () => {
  it('ends a fetch that neither answers nor listens, and tells it', async () => {
    const fetch = scripted(hang)
    const { result, tookMs } = await attempt(fetch).ended
    expect(tookMs).toBe(10_000)
    expect(result).toMatchObject({ outcome: 'ambiguous', unanswered: true, cause: { message: /no answer/ } })
    expect(fetch.asked[0]?.init.signal.aborted).toBe(true)
  })

  it('covers the body: headers alone are no answer', async () => {
    async function* slow() {
      yield '{"errcode":0,'
      await new Promise(() => {})
    }
    const fetch: FetchLike = async () => ({ status: 200, headers: new Headers(), body: slow() })
    const { result, tookMs } = await attempt(fetch).ended
    expect(tookMs).toBe(10_000)
    expect(result).toMatchObject({ outcome: 'ambiguous', unanswered: true })
  })

  it('leaves no timer behind, however the request ended', async () => {
    for (const step of [ok, hang, fails('ECONNRESET')]) {
      const { clock, ended } = attempt(scripted(step))
      await ended
      await clock.advance(0)
      expect(clock.waiting).toBe(0)
    }
  })

  it('does not mind what a fetch does afterwards', async () => {
    const late: FetchLike = (_url, { signal }) =>
      new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('late'))))
    const { result } = await attempt(late).ended
    expect(result.cause?.message).toMatch(/no answer/)
  })
})

describe("the caller's signal", () => {
  it('ends a request in flight at once', async () => {
    const caller = new AbortController()
    const fetch = scripted(hang)
    const { clock, delivery } = attempt(fetch, caller.signal)
    await clock.advance(100)
    caller.abort()
    const { result, tookMs } = await clock.waitFor(delivery, 0)
    expect(tookMs).toBe(0)
    expect(result).toMatchObject({ outcome: 'ambiguous', unanswered: true })
    expect(fetch.asked[0]?.init.signal.aborted).toBe(true)
  })

  it('that is aborted already keeps the request from leaving', async () => {
    const fetch = scripted(ok)
    await attempt(fetch, AbortSignal.abort()).ended
    expect(fetch.asked).toEqual([])
  })
})

describe('what is kept of a failure', () => {
  it('holds neither token nor secret nor sign, whatever quoted them', async () => {
    const fetch: FetchLike = (url) => {
      const config = { url, headers: { authorization: secret } }
      const sign = new URL(url).searchParams.get('sign')
      const cause = Object.assign(new Error(`connect to ${url} with ${secret} and ${sign}`), { config })
      throw Object.assign(new Error(`Request failed: ${encodeURIComponent(url)}`, { cause }), {
        config,
        request: { url },
      })
    }
    const { ended, signed } = attempt(fetch)
    const shown = inspect((await ended).result, { depth: 10, showHidden: true })
    const sign = new URL(signed).searchParams.get('sign') ?? ''
    for (const hidden of [token, secret, sign, encodeURIComponent(sign)]) expect(shown).not.toContain(hidden)
    expect(shown).toContain('[redacted]')
  })

  it('is bounded, and nothing is cut before it is made unreadable', async () => {
    for (const before of [960, 990, 999]) {
      const fetch: FetchLike = (url) =>
        Promise.reject(new Error(`${'x'.repeat(before)}${url}${'y'.repeat(9_000)}`))
      const { cause } = (await attempt(fetch).ended).result
      expect(cause?.message.length).toBeLessThanOrEqual(1_000)
      expect(cause?.message).not.toContain(token.slice(0, 4))
    }
  })

  it('is what DingTalk said, without a token that it echoed', async () => {
    const result = await outcomeOf({ errcode: 300005, errmsg: `token ${token} is not exist` })
    expect(result).toMatchObject({ outcome: 'token', errmsg: 'token [redacted] is not exist' })
  })
})
