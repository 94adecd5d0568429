import { describe, expect, it, vi } from 'vitest'
import { busy, hang, ok, rejection, robotFor, scripted } from '../test/scripted-fetch.ts'
import { text } from './message/text.ts'
import { createRegistry } from './pace/registry.ts'
import { lineOf } from './robot.ts'

const aborted = { code: 'ERR_DINGTALK_ABORTED', message: 'ops: aborted', robot: 'ops', retryable: false }
const closed = { code: 'ERR_DINGTALK_CLOSED', message: 'ops: closed', robot: 'ops', retryable: false }
const open = (...steps: Parameters<typeof scripted>) => {
  const fetch = scripted(...steps)
  return { fetch, ...robotFor(fetch, { name: 'ops', perMinute: 1 }) }
}

describe('the signal of a message', () => {
  it('ends it before it began', async () => {
    const { fetch, robot } = open(ok)
    expect(await rejection(robot.send(text('a'), { signal: AbortSignal.abort() }))).toMatchObject(aborted)
    expect(fetch.asked).toEqual([])
    expect((await robot.send(text('b'))).attempts).toBe(1)
  })

  it('ends it while it waits for a slot, and those behind it move up', async () => {
    const { clock, fetch, robot } = open(ok)
    const caller = new AbortController()
    await robot.send(text('a'))
    const waiting = rejection(robot.send(text('b'), { signal: caller.signal }))
    const behind = robot.send(text('c'))
    await clock.advance(10_000)
    caller.abort()
    expect(await waiting).toMatchObject(aborted)
    expect((await clock.waitFor(behind, 51_000)).tookMs).toBe(51_000)
    expect(fetch.asked.map(({ body }) => body.text)).toEqual([{ content: 'a' }, { content: 'c' }])
  })

  it('ends it while it waits for its next attempt', async () => {
    const { clock, fetch, robot } = open(new Response('<html>'), ok)
    const caller = new AbortController()
    const sending = rejection(robot.send(text('a'), { signal: caller.signal }))
    await clock.advance(30_000)
    caller.abort()
    expect((await clock.waitFor(sending, 0)).result).toMatchObject(aborted)
    expect(fetch.asked).toHaveLength(1)
    expect(clock.waiting).toBe(0)
  })

  it('ends it in flight, and its slot is taken for as long as it may still arrive', async () => {
    const { clock, fetch, robot } = open(hang, ok)
    const caller = new AbortController()
    const sending = rejection(robot.send(text('a'), { signal: caller.signal }))
    await clock.advance(2_000)
    caller.abort()
    expect((await clock.waitFor(sending, 0)).result).toMatchObject(aborted)
    expect(fetch.asked[0]?.init.signal.aborted).toBe(true)
    expect((await clock.waitFor(robot.send(text('b')), 100_000)).tookMs).toBe(71_000)
  })

  it('carries no listener of ours when the message is done', async () => {
    const { signal } = new AbortController()
    const added = vi.spyOn(signal, 'addEventListener')
    const removed = vi.spyOn(signal, 'removeEventListener')
    const { clock, robot } = open(busy, ok)
    await clock.waitFor(robot.send(text('a'), { signal }), 100_000)
    expect(added.mock.calls.length).toBeGreaterThan(0)
    expect(removed.mock.calls.map(([, listener]) => listener)).toEqual(
      expect.arrayContaining(added.mock.calls.map(([, listener]) => listener)),
    )
  })

  it('may be shared by very many messages', async () => {
    const warned = vi.fn()
    process.on('warning', warned)
    const { signal } = new AbortController()
    const { clock, robot } = robotFor(scripted(ok))
    const all = Promise.all(Array.from({ length: 200 }, () => robot.send(text('a'), { signal })))
    await clock.waitFor(all, 2_000_000)
    await new Promise((resolve) => setImmediate(resolve))
    process.off('warning', warned)
    expect(warned).not.toHaveBeenCalled()
  })
})

describe('close', () => {
  it('rejects what waits for a slot, and what comes afterwards', async () => {
    const { fetch, robot } = open(ok)
    await robot.send(text('a'))
    const waiting = [robot.send(text('b')), robot.send(text('c'))].map(rejection)
    await robot.close()
    for (const error of await Promise.all(waiting)) expect(error).toMatchObject(closed)
    expect(await rejection(robot.send(text('d')))).toMatchObject(closed)
    expect(fetch.asked).toHaveLength(1)
  })

  it('rejects what waits for its next attempt', async () => {
    const { clock, fetch, robot } = open(new Response('<html>'), ok)
    const sending = rejection(robot.send(text('a')))
    await clock.advance(30_000)
    await robot.close()
    expect(await sending).toMatchObject(closed)
    expect(fetch.asked).toHaveLength(1)
    expect(clock.waiting).toBe(0)
  })

  it('lets the message in flight arrive, and waits for it', async () => {
    const { clock, robot } = open(async () => {
      await new Promise<void>((resolve) => clock.after(3_000, resolve))
      return new Response(JSON.stringify(ok))
    })
    const sending = robot.send(text('a'))
    await clock.advance(1_000)
    expect((await clock.waitFor(robot.close(), 10_000)).tookMs).toBe(2_000)
    expect((await sending).attempts).toBe(1)
  })

  it('waits for a message that hangs no longer than its time limit', async () => {
    const { clock, fetch, robot } = open(hang)
    const sending = rejection(robot.send(text('a')))
    await clock.advance(1_000)
    expect((await clock.waitFor(robot.close(), 10_000)).tookMs).toBe(9_000)
    expect(await sending).toMatchObject(closed)
    expect(fetch.asked).toHaveLength(1)
  })

  it('may be called again, and with nothing to do', async () => {
    const { robot } = open(ok)
    await robot.close()
    await robot.close()
  })

  it('of one robot leaves others with its token alone', async () => {
    const registry = createRegistry()
    const { clock, robot } = robotFor(scripted(ok), {}, { registry })
    const other = robotFor(scripted(ok), {}, { clock, registry }).robot
    await robot.close()
    expect(lineOf(other)?.gate).toBe(lineOf(robot)?.gate)
    expect((await other.send(text('a'))).attempts).toBe(1)
  })
})

describe('a message that nobody waits for', () => {
  it('does not take the process down', async () => {
    const unhandled = vi.fn()
    process.on('unhandledRejection', unhandled)
    const { robot } = open({ errcode: 300005, errmsg: 'token is not exist' })
    robot.send(text('a'))
    await robot.close()
    await new Promise((resolve) => setImmediate(resolve))
    process.off('unhandledRejection', unhandled)
    expect(unhandled).not.toHaveBeenCalled()
  })
})

describe('timers', () => {
  it('hold the process while a message waits: for a slot, for an answer, for its next attempt', async () => {
    const { clock, robot } = open(new Response('<html>'), hang, ok)
    const sending = robot.send(text('a'))
    sending.catch(() => {})
    await clock.advance(30_000)
    expect(clock.held).toBe(1)
    await clock.advance(30_500)
    expect(clock.held).toBe(1)
    await clock.advance(1_000)
    expect(clock.held).toBe(1)
  })
})
