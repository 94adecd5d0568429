import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { classify } from '../../src/transport/classify.ts'
import { readBody } from '../../src/transport/read-body.ts'
import { DingTalkModel, type World } from './ding-talk-model.ts'
import { type Reading, readings } from './reading.ts'
import { timeoutMs, token, webhook } from './storm.ts'
import { faults, type Trip } from './trip.ts'
import { VirtualClock } from './virtual-clock.ts'

const strict: Reading = {
  window: 'sliding',
  countsRefused: true,
  banExtends: true,
  banAnswer: '130101',
  honoursUuid: true,
}
const quick: Trip = { receiptMs: 10, stamp: 0.5, answerMs: 20 }

/** A model on its own clock, and a client that gives up after the timeout. */
function world({ trip = quick, ...parts }: Partial<Omit<World, 'trip'>> & { trip?: Trip } = {}) {
  const clock = new VirtualClock()
  const model = new DingTalkModel({ clock, reading: strict, timeoutMs, trip: () => trip, ...parts })
  const send = async (msgUuid?: string, url = webhook) => {
    const abort = new AbortController()
    const cancel = clock.after(timeoutMs, () => abort.abort())
    const body = JSON.stringify({ msgtype: 'text', text: { content: 'hello' }, msgUuid })
    const init = { method: 'POST', headers: {}, body, redirect: 'manual', signal: abort.signal } as const
    const answer = await model.fetch(url, init).finally(cancel)
    return classify(answer.status, await readBody(answer, 1_000)).outcome
  }
  const ask = async (...args: Parameters<typeof send>) => (await clock.waitFor(send(...args), 30_000)).result
  const burst = async (count: number) => {
    const sending = Promise.all(Array.from({ length: count }, () => send()))
    return (await clock.waitFor(sending, 30_000)).result
  }
  return { clock, model, send, ask, burst }
}

describe('the model bans', () => {
  for (const window of ['sliding', 'fixed', 'calendar'] as const) {
    it(`the 21st message of a minute: ${window}`, async () => {
      const { burst, model } = world({ reading: { ...strict, window } })
      expect(await burst(21)).toEqual([...Array.from({ length: 20 }, () => 'ok'), 'throttled'])
      expect(model.bans).toHaveLength(1)
      expect(model.chat).toHaveLength(20)
    })
  }

  /** 1 message, 50 s later 19, and 15 s later 15 more: 34 within 15 s, at a moment 10 s after a full minute. */
  async function straddle(window: Reading['window']): Promise<number> {
    const { clock, burst, model } = world({ reading: { ...strict, window } })
    await burst(1)
    await clock.advance(50_000)
    await burst(19)
    await clock.advance(15_000)
    await burst(15)
    return model.bans.length
  }

  it('only a sliding window for bursts on both sides of a border', async () => {
    expect(await straddle('sliding')).toBe(1)
    expect(await straddle('fixed')).toBe(0)
    expect(await straddle('calendar')).toBe(0)
  })

  it('a fixed window begins with the first call, a calendar minute does not', async () => {
    for (const [window, bans] of [
      ['fixed', 1],
      ['calendar', 0],
    ] as const) {
      const { clock, burst, model } = world({ reading: { ...strict, window } })
      await clock.advance(30_000)
      await burst(15)
      await clock.advance(40_000)
      await burst(15)
      expect(model.bans).toHaveLength(bans)
    }
  })

  it('for ten minutes, and anew with every call where a reading says so', async () => {
    for (const banExtends of [true, false]) {
      const { ask, burst, clock } = world({ reading: { ...strict, banExtends, countsRefused: false } })
      await burst(21)
      await clock.advance(500_000)
      expect(await ask()).toBe('throttled')
      await clock.advance(100_000)
      expect(await ask()).toBe(banExtends ? 'throttled' : 'ok')
      await clock.advance(600_000)
      expect(await ask()).toBe('ok')
    }
  })

  it('with an answer that every client must understand', async () => {
    for (const reading of readings) {
      const { burst } = world({ reading })
      expect((await burst(21)).at(-1)).toBe('throttled')
    }
  })

  it('each robot by itself', async () => {
    const { ask, burst, model } = world()
    await burst(21)
    expect(await ask(undefined, webhook.replace(token, 'another-fake-token'))).toBe('ok')
    expect(model.bans.map((ban) => ban.token)).toEqual([token])
  })

  it('counts refused calls where a reading says so', async () => {
    for (const countsRefused of [true, false]) {
      let refused = 20
      const refuse = () => (refused-- > 0 ? 430101 : undefined)
      const { ask, burst } = world({ reading: { ...strict, countsRefused }, refuse })
      await burst(20)
      expect(await ask()).toBe(countsRefused ? 'throttled' : 'ok')
    }
  })

  it('us for what somebody else sent', async () => {
    const { ask, model } = world()
    for (let each = 0; each < 20; each += 1) model.sendForeign(token)
    expect(await ask()).toBe('throttled')
    expect(model.arrivals()).toHaveLength(1)
  })
})

describe('the model', () => {
  it('shows a message with a known msgUuid only once where a reading says so', async () => {
    for (const honoursUuid of [true, false]) {
      const { ask, model } = world({ reading: { ...strict, honoursUuid } })
      expect([await ask('a'), await ask('a'), await ask('b')]).toEqual(['ok', 'ok', 'ok'])
      expect(model.chat).toHaveLength(honoursUuid ? 2 : 3)
    }
  })

  it('refuses what the month has no room for, until the next month of Shanghai', async () => {
    const { ask, clock, model } = world({ limits: { perMonth: 2 } })
    clock.setWall(Date.UTC(2026, 5, 30, 15, 58))
    expect([await ask(), await ask(), await ask()]).toEqual(['ok', 'ok', 'quota'])
    await clock.advance(120_000)
    expect(await ask()).toBe('ok')
    expect(model.usedThisMonth).toBe(1)
  })

  it('stamps a call anywhere between its receipt and its answer', async () => {
    const legs = fc.record({
      receiptMs: fc.integer({ min: 1, max: 2_000 }),
      answerMs: fc.integer({ min: 1, max: 2_000 }),
      stamp: fc.double({ min: 0, max: 1, noNaN: true }),
    })
    const property = fc.asyncProperty(legs, async (trip) => {
      const { ask, model } = world({ trip })
      await ask()
      const [call] = model.calls
      const from = (call?.startedAt ?? 0) + trip.receiptMs
      expect(call?.stampedAt).toBeGreaterThanOrEqual(from)
      expect(call?.stampedAt).toBeLessThanOrEqual(from + trip.answerMs)
      expect(call?.endedAt).toBe(from + trip.answerMs)
    })
    await fc.assert(property)
  })

  const outcomes: Record<string, [outcome: string, shown: number]> = {
    unreachable: ['fetch failed', 0],
    'reset-lost': ['fetch failed', 0],
    'reset-late': ['fetch failed', 1],
    'reset-shown': ['fetch failed', 1],
    'hang-lost': ['This operation was aborted', 0],
    'hang-late': ['This operation was aborted', 1],
    http500: ['transient', 0],
    busy: ['transient', 0],
    'page-lost': ['ambiguous', 0],
    'page-shown': ['ambiguous', 1],
    'cut-shown': ['ambiguous', 1],
  }

  for (const fault of faults.filter((fault) => fault !== 'hang-body')) {
    it(`has a fault that looks and acts as it is called: ${fault}`, async () => {
      const { clock, model, send } = world({ trip: { ...quick, stamp: 1, fault } })
      const outcome = send().catch((error: Error) => error.message)
      expect((await clock.waitFor(outcome, 30_000)).result).toBe(outcomes[fault]?.[0])
      await clock.advance(timeoutMs)
      expect(model.chat).toHaveLength(outcomes[fault]?.[1] ?? -1)
    })
  }

  it('lets a request that was given up arrive, at most one timeout later', async () => {
    const stamps = fc.double({ min: 0, max: 1, noNaN: true })
    const property = fc.asyncProperty(
      stamps,
      fc.integer({ min: 1, max: 60_000 }),
      async (stamp, receiptMs) => {
        const { clock, model, send } = world({ trip: { receiptMs, stamp, answerMs: 30_000 } })
        await clock.waitFor(
          send().catch(() => 'gave up'),
          30_000,
        )
        await clock.advance(60_000)
        const [call] = model.calls
        expect(call?.stampedAt).toBeLessThanOrEqual((call?.endedAt ?? 0) + timeoutMs)
        expect(model.chat).toHaveLength(1)
      },
    )
    await fc.assert(property)
  })

  it('has a body whose end never comes', async () => {
    const { clock, model, send } = world({ trip: { ...quick, fault: 'hang-body' } })
    send()
    await clock.advance(60_000)
    expect(model.calls[0]).toMatchObject({ answered: true, verdict: 'shown' })
  })
})
