import { describe, expect, it } from 'vitest'
import { errcodeOf, FakeClock, hello, post, start } from './help.ts'

const minutes = 60_000

async function sendMany(webhook: string, count: number): Promise<unknown[]> {
  const codes: unknown[] = []
  for (let sent = 0; sent < count; sent++) codes.push(await errcodeOf(webhook, hello))
  return codes
}

describe('20 a minute', () => {
  it('takes 20, answers the 21st with 130101 and bans for ten minutes', async () => {
    const clock = new FakeClock()
    const emulator = await start({ clock })
    expect(await sendMany(emulator.webhook(), 20)).toEqual(Array(20).fill(0))
    expect((await post(emulator.webhook(), hello)).json).toEqual({
      errcode: 130101,
      errmsg: 'send too fast, exceed 20 times per minute',
    })
    clock.pass(10 * minutes - 1)
    expect(await errcodeOf(emulator.webhook(), hello)).toBeUndefined()
    clock.pass(1)
    expect(await errcodeOf(emulator.webhook(), hello)).toBe(0)
    expect(emulator.messages()).toHaveLength(21)
  })

  it('slides: a slot comes back 60 s after its own message', async () => {
    const clock = new FakeClock()
    const emulator = await start({ clock, robots: [{ perMinute: 2 }] })
    await sendMany(emulator.webhook(), 1)
    clock.pass(40_000)
    await sendMany(emulator.webhook(), 1)
    clock.pass(20_000)
    expect(await sendMany(emulator.webhook(), 2)).toEqual([0, 130101])
  })

  it('walks through deny body, 302 and merged body while the ban lasts', async () => {
    const emulator = await start({ robots: [{ perMinute: 0 }] })
    await post(emulator.webhook(), hello)
    const [deny, redirect, merged] = [
      await post(emulator.webhook(), hello),
      await post(emulator.webhook(), hello),
      await post(emulator.webhook(), hello),
    ]
    expect(deny).toMatchObject({ status: 200, json: { status: 1111, wait: 5, source: 'x5', punish: 'deny' } })
    expect(deny.json).not.toHaveProperty('errcode')
    expect(redirect).toMatchObject({ status: 302, text: '' })
    expect(merged.json).toMatchObject({ status: 1111, errcode: 130101 })
  })

  it.each([
    ['body', 200],
    ['merged', 200],
    ['redirect', 302],
  ] as const)('denies only with %s when told so', async (denyWith, status) => {
    const emulator = await start({ denyWith, robots: [{ perMinute: 0 }] })
    await post(emulator.webhook(), hello)
    const answers = [await post(emulator.webhook(), hello), await post(emulator.webhook(), hello)]
    expect(answers.map((answer) => answer.status)).toEqual([status, status])
  })

  it('leads whoever follows the 302 to HTML with status 200', async () => {
    const emulator = await start({ denyWith: 'redirect', robots: [{ perMinute: 0 }] })
    await post(emulator.webhook(), hello)
    const followed = await post(emulator.webhook(), hello, { redirect: 'follow' })
    expect(followed).toMatchObject({ status: 200, text: expect.stringContaining('<!doctype html>') })
  })

  it('counts neither what was refused nor what another robot got', async () => {
    const emulator = await start({ robots: [{ perMinute: 1 }, { perMinute: 1 }] })
    await post(emulator.webhook(), { msgtype: 'x' })
    expect(await errcodeOf(emulator.webhook('robot-2'), hello)).toBe(0)
    expect(await errcodeOf(emulator.webhook(), hello)).toBe(0)
  })

  it('has no limit with perMinute false', async () => {
    const emulator = await start({ robots: [{ perMinute: false }] })
    expect(await sendMany(emulator.webhook(), 50)).toEqual(Array(50).fill(0))
  })

  it('shortens the ban to banMs', async () => {
    const clock = new FakeClock()
    const emulator = await start({ clock, robots: [{ perMinute: 0, banMs: 1000 }] })
    expect(await errcodeOf(emulator.webhook(), hello)).toBe(130101)
    clock.pass(1000)
    expect(await errcodeOf(emulator.webhook(), hello)).toBe(130101)
  })
})

describe('the month', () => {
  it('is used up with 90030 and begins anew in Shanghai', async () => {
    const clock = new FakeClock()
    clock.time = Date.UTC(2026, 10, 30, 15, 59, 59)
    const emulator = await start({ clock, robots: [{ perMonth: 2 }] })
    expect(await sendMany(emulator.webhook(), 3)).toEqual([0, 0, 90030])
    clock.pass(1000)
    expect(await errcodeOf(emulator.webhook(), hello)).toBe(0)
  })

  it('says webhook over limit', async () => {
    const emulator = await start({ robots: [{ perMonth: 0 }] })
    expect((await post(emulator.webhook(), hello)).json).toEqual({
      errcode: 90030,
      errmsg: 'webhook over limit',
    })
  })
})

describe('msgUuid', () => {
  it('answers ok to a repeated one and does not show it twice', async () => {
    const emulator = await start()
    const body = { ...hello, msgUuid: 'one' }
    expect([await errcodeOf(emulator.webhook(), body), await errcodeOf(emulator.webhook(), body)]).toEqual([
      0, 0,
    ])
    expect(emulator.messages()).toMatchObject([{ msgUuid: 'one' }])
    expect(emulator.requests().map(({ verdict }) => verdict.outcome)).toEqual(['accepted', 'repeated'])
  })

  it('belongs to its robot, and is forgotten when the message was refused', async () => {
    const emulator = await start({ robots: [{ keywords: ['报警'] }, {}] })
    const body = { ...hello, msgUuid: 'one' }
    await post(emulator.webhook(), body)
    await post(emulator.webhook('robot-2'), body)
    await post(emulator.webhook(), { msgtype: 'text', text: { content: '报警' }, msgUuid: 'one' })
    expect(emulator.messages().map(({ robot }) => robot)).toEqual(['robot-2', 'default'])
  })
})
