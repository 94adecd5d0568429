import { describe, expect, it } from 'vitest'
import { errcodeOf, FakeClock, hello, post, signed, start } from './help.ts'

const secret = 'SECfake0secret'
const hour = 3_600_000

describe('keywords', () => {
  const robots = [{ keywords: ['报警', 'ALERT'] }]

  it('refuses a message without any of them (310000)', async () => {
    const emulator = await start({ robots, errmsgStyle: 'plain' })
    expect((await post(emulator.webhook(), hello)).json).toEqual({
      errcode: 310000,
      errmsg: 'keywords not in content',
    })
    expect(emulator.requests()).toMatchObject([{ verdict: { rule: 'keyword' } }])
  })

  it.each([
    { msgtype: 'text', text: { content: 'ALERT: down' } },
    { msgtype: 'markdown', markdown: { title: '报警', text: 'x' } },
    { msgtype: 'markdown', markdown: { title: 'x', text: 'an ALERT' } },
    {
      msgtype: 'feedCard',
      feedCard: { links: [{ title: '报警', messageURL: 'http://a', picURL: 'http://b' }] },
    },
  ])('takes one in the title or the text: %j', async (body) => {
    const emulator = await start({ robots })
    expect(await errcodeOf(emulator.webhook(), body)).toBe(0)
  })

  it('minds the case, and does not look into URLs', async () => {
    const emulator = await start({ robots })
    expect(await errcodeOf(emulator.webhook(), { msgtype: 'text', text: { content: 'alert' } })).toBe(310000)
    const link = { title: 't', text: 'x', messageUrl: 'http://a/ALERT' }
    expect(await errcodeOf(emulator.webhook(), { msgtype: 'link', link })).toBe(310000)
  })
})

describe('signature', () => {
  const robots = [{ secret }]

  it('takes the documented signature', async () => {
    const clock = new FakeClock()
    const emulator = await start({ robots, clock })
    expect(await errcodeOf(signed(emulator.webhook(), secret, clock.now()), hello)).toBe(0)
    expect(emulator.requests()).toMatchObject([{ signature: { required: true, valid: true, skewMs: 0 } }])
  })

  it('takes a timestamp up to an hour off, either way', async () => {
    const clock = new FakeClock()
    const emulator = await start({ robots, clock, errmsgStyle: 'plain' })
    for (const skew of [hour, -hour]) {
      expect(await errcodeOf(signed(emulator.webhook(), secret, clock.now() + skew), hello)).toBe(0)
    }
    for (const skew of [hour + 1, -hour - 1]) {
      const { json } = await post(signed(emulator.webhook(), secret, clock.now() + skew), hello)
      expect(json).toEqual({ errcode: 310000, errmsg: 'invalid timestamp' })
    }
  })

  it.each(['', '&timestamp=1795320000000', '&sign=abc'])(
    'says 签名不匹配 when the query lacks a part: "%s"',
    async (query) => {
      const emulator = await start({ robots, clock: new FakeClock() })
      const { json } = await post(`${emulator.webhook()}${query}`, hello)
      expect(json).toMatchObject({ errcode: 310000, errmsg: expect.stringContaining('签名不匹配') })
      expect(emulator.requests()).toMatchObject([{ signature: { valid: false, trap: 'missing' } }])
    },
  )

  it('does not take the signature of another secret', async () => {
    const clock = new FakeClock()
    const emulator = await start({ robots, clock, errmsgStyle: 'plain' })
    const { json } = await post(signed(emulator.webhook(), 'SECother', clock.now()), hello)
    expect(json).toEqual({ errcode: 310000, errmsg: 'sign not match' })
    expect(emulator.requests()).toMatchObject([
      { verdict: { rule: 'sign', fix: { en: expect.stringContaining('belongs to this robot') } } },
    ])
  })

  it('does not look at a signature that no secret asks for', async () => {
    const emulator = await start()
    expect(await errcodeOf(`${emulator.webhook()}&timestamp=1&sign=x`, hello)).toBe(0)
  })
})

describe('IP list', () => {
  it.each([['127.0.0.1'], ['127.0.0.0/8'], ['10.0.0.0/8', '127.0.0.1/32'], ['0.0.0.0/0']])(
    'lets this caller in by %j',
    async (...allowIps) => {
      const emulator = await start({ robots: [{ allowIps }] })
      expect(await errcodeOf(emulator.webhook(), hello)).toBe(0)
    },
  )

  it('turns away who is not on it (310000)', async () => {
    const emulator = await start({ robots: [{ allowIps: ['10.0.0.0/8', '192.168.1.1'] }] })
    expect((await post(emulator.webhook(), hello)).json).toEqual({
      errcode: 310000,
      errmsg: 'ip 127.0.0.1 not in whitelist',
    })
  })
})

describe('several security modes', () => {
  it('must all pass', async () => {
    const clock = new FakeClock()
    const robots = [{ secret, keywords: ['报警'], allowIps: ['127.0.0.1'] }]
    const emulator = await start({ robots, clock })
    const alert = { msgtype: 'text', text: { content: '报警' } }
    const url = signed(emulator.webhook(), secret, clock.now())
    expect(await errcodeOf(url, hello)).toBe(310000)
    expect(await errcodeOf(emulator.webhook(), alert)).toBe(310000)
    expect(await errcodeOf(url, alert)).toBe(0)
    expect(emulator.requests().map(({ verdict }) => verdict.rule)).toEqual(['keyword', 'sign', undefined])
  })

  it('turn away a stranger with the right words and signature', async () => {
    const clock = new FakeClock()
    const emulator = await start({ robots: [{ secret, allowIps: ['10.0.0.1'] }], clock })
    await post(signed(emulator.webhook(), secret, clock.now()), hello)
    expect(emulator.requests()).toMatchObject([{ verdict: { rule: 'ip' } }])
  })
})
