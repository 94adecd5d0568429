import { request } from 'node:http'
import { describe, expect, it } from 'vitest'
import { errcodeOf, FakeClock, getJson, hello, post, start } from './help.ts'

async function call(
  method: string,
  url: string,
  body?: unknown,
  headers = {},
): Promise<[number, Record<string, unknown>]> {
  const init: RequestInit = { method, headers: { 'content-type': 'application/json', ...headers } }
  if (body !== undefined) init.body = JSON.stringify(body)
  const response = await fetch(url, init)
  return [response.status, JSON.parse(await response.text())]
}

/** With headers that fetch does not let one choose. */
function statusWith(url: string, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(url, { headers }, (response) => resolve(response.resume().statusCode))
      .on('error', reject)
      .end()
  })
}

describe('/api/messages', () => {
  it('lists what arrived, by robot, kind, content and number', async () => {
    const emulator = await start({ robots: [{ name: 'a' }, { name: 'b' }] })
    await post(emulator.webhook('a'), hello)
    await post(emulator.webhook('b'), { msgtype: 'markdown', markdown: { title: 't', text: 'x' } })
    const list = async (query: string) => (await getJson(`${emulator.url}/api/messages${query}`)).messages
    expect(await list('')).toEqual(JSON.parse(JSON.stringify(emulator.messages())))
    expect(await list('?robot=a')).toMatchObject([{ robot: 'a' }])
    expect(await list('?msgtype=markdown')).toMatchObject([{ robot: 'b' }])
    expect(await list('?contains=你好')).toMatchObject([{ robot: 'a' }])
    expect(await list('?limit=1')).toMatchObject([{ robot: 'b' }])
    expect(await list('?limit=0')).toEqual([])
  })

  it('waits until there are enough', async () => {
    const emulator = await start()
    const waiting = getJson(`${emulator.url}/api/messages?atLeast=1&timeoutMs=5000`)
    await post(emulator.webhook(), hello)
    expect((await waiting).messages).toMatchObject([{ body: hello }])
  })

  it('answers 408 and says why when it has waited in vain', async () => {
    const emulator = await start()
    await post(emulator.webhook(), { msgtype: 'x' })
    const [status, json] = await call('GET', `${emulator.url}/api/messages?atLeast=1&timeoutMs=10`)
    expect(status).toBe(408)
    expect(json).toMatchObject({
      messages: [],
      error: expect.stringContaining('request 1 was refused (400105)'),
    })
  })

  it('are forgotten with DELETE, the requests with them', async () => {
    const emulator = await start()
    await post(emulator.webhook(), hello)
    expect(await call('DELETE', `${emulator.url}/api/messages`)).toEqual([200, { ok: true }])
    expect([emulator.messages(), emulator.requests()]).toEqual([[], []])
  })

  it('refuse a number that is none', async () => {
    const { url } = await start()
    expect(await call('GET', `${url}/api/messages?limit=-1`)).toEqual([
      400,
      { error: 'limit: expected a whole number, got "-1"' },
    ])
  })
})

describe('/api/requests', () => {
  it('lists refused ones too, with reason and fix, by robot and outcome', async () => {
    const emulator = await start({ robots: [{ name: 'a' }, { name: 'b' }] })
    await post(emulator.webhook('a'), hello)
    await post(emulator.webhook('b'), { msgtype: 'x' })
    const list = async (query: string) => (await getJson(`${emulator.url}/api/requests${query}`)).requests
    expect(await list('')).toHaveLength(2)
    expect(await list('?robot=a')).toMatchObject([{ id: 1 }])
    expect(await list('?outcome=refused')).toMatchObject([
      {
        id: 2,
        verdict: {
          reason: { zh: 'msgtype 是 “x”', en: 'msgtype was “x”' },
          fix: { en: expect.stringContaining('one of text') },
        },
      },
    ])
  })
})

describe('/api/faults', () => {
  it('adds one behind the others', async () => {
    const emulator = await start()
    emulator.fail({ kind: 'busy' })
    const [status, json] = await call('POST', `${emulator.url}/api/faults`, { kind: 'quota' })
    expect([status, json]).toMatchObject([201, { faults: [{ kind: 'busy' }, { kind: 'quota', times: 1 }] }])
  })

  it('takes one fault or a list, shows what is left, and forgets', async () => {
    const emulator = await start()
    const faults = `${emulator.url}/api/faults`
    await call('PUT', faults, { kind: 'busy', times: 2 })
    expect(await errcodeOf(emulator.webhook(), hello)).toBe(-1)
    expect((await getJson(faults)).faults).toMatchObject([{ kind: 'busy', times: 1 }])
    await call('PUT', faults, [{ kind: 'quota', times: null }, { kind: 'html' }])
    expect((await getJson(faults)).faults).toMatchObject([
      { kind: 'quota', times: null },
      { kind: 'html', times: 1 },
    ])
    await call('DELETE', faults)
    expect(await errcodeOf(emulator.webhook(), hello)).toBe(0)
  })

  it.each([
    [{ kind: 'nonsense' }, /^kind: expected throttled \| .*, got "nonsense"$/],
    [{}, /^kind: expected .*, got "nothing"$/],
    [{ kind: 'busy', time: 3 }, /^body: expected only kind, .*, got "time"$/],
    [{ kind: 'busy', times: '3' }, /^times: expected a number, got "3"$/],
    ['busy', /^fault: expected an object with a kind, got "busy"$/],
  ])('refuses %j and keeps what was there', async (fault, error) => {
    const emulator = await start()
    emulator.fail({ kind: 'busy' })
    const [status, json] = await call('PUT', `${emulator.url}/api/faults`, fault)
    expect([status, json]).toEqual([400, { error: expect.stringMatching(error) }])
    expect((await getJson(`${emulator.url}/api/faults`)).faults).toHaveLength(1)
  })
})

describe('/api/robots', () => {
  it('shows settings, webhook and gauges', async () => {
    const clock = new FakeClock()
    const emulator = await start({ clock, robots: [{ perMinute: 1, perMonth: 10 }] })
    await post(emulator.webhook(), hello)
    await post(emulator.webhook(), hello)
    clock.pass(1000)
    const { robots } = await getJson(`${emulator.url}/api/robots`)
    expect(robots).toMatchObject([
      {
        name: 'default',
        webhook: emulator.webhook(),
        meters: {
          slotsUsed: 1,
          perMinute: 1,
          banRemainingMs: 599_000,
          month: '2026-11',
          monthUsed: 1,
          perMonth: 10,
        },
      },
    ])
  })

  it('adds, changes and removes a robot', async () => {
    const emulator = await start()
    const robots = `${emulator.url}/api/robots`
    const [status, added] = await call('POST', robots, { name: 'new', keywords: ['报警'] })
    expect([status, added]).toMatchObject([201, { name: 'new', webhook: emulator.webhook('new') }])
    expect(await errcodeOf(emulator.webhook('new'), hello)).toBe(310000)
    expect(await call('PUT', `${robots}/new`, { keywords: [], token: 'other' })).toMatchObject([
      200,
      { token: 'other' },
    ])
    expect(await errcodeOf(emulator.webhook('new'), hello)).toBe(0)
    expect(await call('DELETE', `${robots}/new`)).toEqual([200, { ok: true }])
    expect(await errcodeOf(`${emulator.url}/robot/send?access_token=other`, hello)).toBe(300005)
    expect((await call('PUT', `${robots}/new`, {}))[0]).toBe(404)
    expect((await call('DELETE', `${robots}/new`))[0]).toBe(404)
  })

  it('keeps secret and meters of a robot when other fields change, and drops the secret on request', async () => {
    const emulator = await start({ robots: [{ perMinute: 5 }] })
    const robot = `${emulator.url}/api/robots/default`
    await post(emulator.webhook(), hello)
    await call('PUT', robot, { secret: 'SECfake' })
    expect(await call('PUT', robot, { perMinute: 9 })).toMatchObject([
      200,
      { secret: 'SECfake', meters: { slotsUsed: 1, perMinute: 9 } },
    ])
    expect(await errcodeOf(emulator.webhook(), hello)).toBe(310000)
    await call('PUT', robot, { secret: '' })
    expect(await errcodeOf(emulator.webhook(), hello)).toBe(0)
  })

  it('gives out a webhook that is signed for now', async () => {
    const emulator = await start({
      clock: new FakeClock(),
      robots: [{ name: 'a' }, { name: 'b', secret: 'SECfake' }],
    })
    const signed = async (name: string) =>
      String((await getJson(`${emulator.url}/api/robots/${name}/signed`)).url)
    expect(await signed('a')).toBe(emulator.webhook('a'))
    expect(await errcodeOf(await signed('b'), hello)).toBe(0)
    expect((await call('GET', `${emulator.url}/api/robots/c/signed`))[0]).toBe(404)
  })

  it.each([
    [{ name: 'default' }, 'name: expected one that no other robot has, got "default"'],
    [{ secret: 7 }, 'secret: expected text'],
    [{ keywords: 'a' }, 'keywords: expected a list of texts, got "a"'],
    [{ perMinute: 'no' }, 'perMinute: expected a number or false, got "no"'],
    [[], 'body: expected a JSON object, got an array'],
  ])('refuses %j', async (robot, error) => {
    const { url } = await start()
    expect(await call('POST', `${url}/api/robots`, robot)).toEqual([400, { error }])
  })
})

describe('the API', () => {
  it('starts afresh on POST /api/reset, as clear() does', async () => {
    const emulator = await start({ robots: [{ perMinute: 0 }] })
    await post(emulator.webhook(), hello)
    await call('POST', `${emulator.url}/api/reset`)
    expect(await getJson(`${emulator.url}/api/robots`)).toMatchObject({
      robots: [{ meters: { banRemainingMs: 0 } }],
    })
    expect(emulator.requests()).toEqual([])
  })

  it('is healthy', async () => {
    const { url } = await start()
    expect(await getJson(`${url}/healthz`)).toEqual({ ok: true })
  })

  it('refuses a body that is no JSON or not called JSON', async () => {
    const { url } = await start()
    const init = { method: 'PUT', body: '{', headers: { 'content-type': 'application/json' } }
    expect((await fetch(`${url}/api/faults`, init)).status).toBe(400)
    const broken = { ...init, method: 'POST', body: '{"secret":"SECfa4efa4e",}' }
    const answer = await fetch(`${url}/api/robots`, broken)
    expect([answer.status, await answer.json()]).toEqual([400, { error: 'body: expected JSON' }])
    const form = { method: 'PUT', body: '{"kind":"busy"}', headers: { 'content-type': 'text/plain' } }
    expect((await fetch(`${url}/api/faults`, form)).status).toBe(400)
    expect((await getJson(`${url}/api/faults`)).faults).toEqual([])
  })

  it('is closed to other web sites and to names rebound to this machine', async () => {
    const { url } = await start()
    expect(await statusWith(`${url}/api/robots`, { origin: 'https://evil.example' })).toBe(403)
    expect(await statusWith(`${url}/api/robots`, { origin: 'null' })).toBe(403)
    expect(await statusWith(`${url}/api/robots`, { host: 'evil.example' })).toBe(403)
    expect(await statusWith(`${url}/api/robots`, { origin: url })).toBe(200)
    expect(await statusWith(`${url}/api/robots`, { host: 'localhost:1' })).toBe(200)
  })
})

describe('GET /', () => {
  it('is a page under a strict content security policy', async () => {
    const emulator = await start()
    const response = await fetch(`${emulator.url}/`)
    expect(response.headers.get('content-type')).toMatch(/^text\/html/)
    expect(response.headers.get('content-security-policy')).toMatch(/default-src 'none'; script-src 'self';/)
    expect(await response.text()).toMatch(/^<!doctype html>/i)
  })
})
