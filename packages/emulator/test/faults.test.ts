import { describe, expect, it } from 'vitest'
import { errcodeOf, hello, post, start } from './help.ts'

describe('a fault', () => {
  it.each([
    ['throttled', { errcode: 130101 }],
    ['busy', { errcode: -1, errmsg: '系统繁忙' }],
    ['quota', { errcode: 90030, errmsg: 'webhook over limit' }],
  ] as const)('%s answers in the words of the real server', async (kind, json) => {
    const emulator = await start()
    emulator.fail({ kind })
    expect(await post(emulator.webhook(), hello)).toMatchObject({ status: 200, json })
    expect(emulator.messages()).toEqual([])
    expect(emulator.requests()).toMatchObject([{ verdict: { outcome: 'faulted', fault: kind } }])
    expect(await errcodeOf(emulator.webhook(), hello)).toBe(0)
  })

  it.each([
    [{ kind: 'http500' }, 500, /html/],
    [{ kind: 'http500', status: 502 }, 502, /html/],
    [{ kind: 'html' }, 200, /html/],
    [{ kind: 'redirect' }, 302, /^$/],
  ] as const)('%j answers with that status and no JSON', async (fault, status, text) => {
    const emulator = await start()
    emulator.fail(fault)
    expect(await post(emulator.webhook(), hello)).toMatchObject({ status, text: expect.stringMatching(text) })
  })

  it('truncated delivers the message and cuts the answer in half', async () => {
    const emulator = await start()
    emulator.fail({ kind: 'truncated' })
    const { status, text } = await post(emulator.webhook(), hello)
    expect({ status, text }).toEqual({ status: 200, text: '{"errcode":0,"' })
    expect(emulator.messages()).toHaveLength(1)
  })

  it.each(['before', 'after'] as const)('reset cuts the connection %s the body is read', async (when) => {
    const emulator = await start()
    emulator.fail({ kind: 'reset', when })
    await expect(post(emulator.webhook(), hello)).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } })
    const outcome = when === 'before' ? 'unread' : 'faulted'
    expect(emulator.requests()).toMatchObject([
      { bytes: when === 'before' ? 0 : 46, verdict: { outcome, status: 0 } },
    ])
  })

  it('hang never answers, and ends with the server', async () => {
    const emulator = await start()
    emulator.fail({ kind: 'hang' })
    const call = post(emulator.webhook(), hello)
    const ended = expect(call).rejects.toThrow()
    await expect(emulator.waitForMessages(1, { timeoutMs: 20 })).rejects.toThrow(
      'request 1 was faulted: hang',
    )
    await emulator.close()
    await ended
  })

  it('slow answers in the end', async () => {
    const emulator = await start()
    emulator.fail({ kind: 'slow', delayMs: 20 })
    expect(await errcodeOf(emulator.webhook(), hello)).toBe(0)
    expect(emulator.requests()).toMatchObject([{ verdict: { outcome: 'accepted', fault: 'slow' } }])
  })

  it('slow takes the message at once, and does not delay the end of the server', async () => {
    const emulator = await start()
    emulator.fail({ kind: 'slow', delayMs: 3_600_000 })
    const ended = expect(post(emulator.webhook(), hello)).rejects.toThrow()
    await emulator.waitForMessages(1)
    await emulator.close()
    await ended
  })

  it('answer says whatever errcode is asked for', async () => {
    const emulator = await start()
    emulator.fail({ kind: 'answer', errcode: 430104, errmsg: '含有不合适的内容' })
    expect((await post(emulator.webhook(), hello)).json).toEqual({
      errcode: 430104,
      errmsg: '含有不合适的内容',
    })
  })

  it('with deliver spoils the answer of a message that arrives', async () => {
    const emulator = await start()
    emulator.fail({ kind: 'reset', deliver: true })
    await expect(post(emulator.webhook(), hello)).rejects.toThrow()
    expect(emulator.messages()).toHaveLength(1)
    expect(emulator.requests()).toMatchObject([{ verdict: { outcome: 'accepted', fault: 'reset' } }])
  })
})

describe('faults together', () => {
  it('come in the order they were set, each as often as asked', async () => {
    const emulator = await start()
    emulator.fail({ kind: 'busy', times: 2 })
    emulator.fail({ kind: 'quota' })
    const codes = [1, 2, 3, 4].map(() => errcodeOf(emulator.webhook(), hello))
    expect((await Promise.all(codes)).toSorted()).toEqual([-1, -1, 0, 90030].toSorted())
  })

  it('hit only the robot they name', async () => {
    const emulator = await start({ robots: [{ name: 'a' }, { name: 'b' }] })
    emulator.fail({ kind: 'busy', robot: 'b' })
    expect(await errcodeOf(emulator.webhook('a'), hello)).toBe(0)
    expect(await errcodeOf(emulator.webhook('b'), hello)).toBe(-1)
  })

  it('hit nothing where they shall hit no request', async () => {
    const emulator = await start()
    emulator.fail({ kind: 'busy', times: 0 })
    expect(await errcodeOf(emulator.webhook(), hello)).toBe(0)
  })

  it('hit with their probability until they are cleared', async () => {
    const draws = [0.1, 0.9, 0.2, 0.8]
    const emulator = await start({ random: () => draws.shift() ?? 0 })
    emulator.fail({ kind: 'busy', probability: 0.5 })
    const codes: unknown[] = []
    for (let call = 0; call < 4; call++) codes.push(await errcodeOf(emulator.webhook(), hello))
    expect(codes).toEqual([-1, 0, -1, 0])
    emulator.clear()
    expect(await errcodeOf(emulator.webhook(), hello)).toBe(0)
  })

  it.each([
    [{ kind: 'busy', times: -1 }, 'times: expected a number from 0 to Infinity, got -1'],
    [{ kind: 'busy', probability: 2 }, 'probability: expected a number from 0 to 1, got 2'],
    [{ kind: 'html', status: 99 }, 'status: expected a number from 200 to 599, got 99'],
  ] as const)('refuse %j', async (fault, message) => {
    const emulator = await start()
    expect(() => emulator.fail(fault)).toThrow(
      expect.objectContaining({ code: 'ERR_EMULATOR_OPTIONS', message }),
    )
  })
})
