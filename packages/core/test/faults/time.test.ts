import { describe, expect, it } from 'vitest'
import { Alerter } from '../../src/alerter.ts'
import { createRegistry } from '../../src/pace/registry.ts'
import type { Answer } from '../../src/transport/fetch.ts'
import { imbalance, openGroup } from '../group.ts'
import { busiestWindow } from '../model/busiest-window.ts'
import { VirtualClock } from '../model/virtual-clock.ts'
import { FrozenClock } from './frozen-clock.ts'
import { expectNothingLost, robotSuffers, undergo } from './ordeal.ts'
import { refuses } from './wire.ts'

const second = 1_000
const minute = 60 * second
const hour = 60 * minute
const secret = 'SECfa4e-secret-of-the-faults'

describe('the clock of the host is wrong by two hours', () => {
  const stale = refuses(310000, 'invalid timestamp')
  for (const [name, wrongBy] of [
    ["slow: the message goes out again at once, signed by the server's time", 2 * hour],
    ["fast: the message goes out again at once, signed by the server's time", -2 * hour],
  ] as const) {
    it(name, async () => {
      const ordeal = await undergo({ reactions: [stale], options: { secret } })
      const { alerter, clock, pass, wire } = ordeal
      wire.now = () => clock.now() + wrongBy
      alerter.capture({ message: 'order lost' })
      await pass(second)
      expectNothingLost(ordeal, 'order lost')
      const [first, again] = wire.requests
      expect(again?.body).toBe(first?.body)
      expect(Math.abs((first?.timestamp ?? 0) - wire.now())).toBeGreaterThan(hour)
      expect(Math.abs((again?.timestamp ?? 0) - wire.now())).toBeLessThan(3 * second)
    })
  }

  it('where the server gives no better time, the robot says so by its code', async () => {
    const error = await robotSuffers({ reactions: [stale] }, { secret })
    expect(error).toMatchObject({ code: 'ERR_DINGTALK_SECURITY', reason: 'timestamp', retryable: false })
  })
})

describe('the clock of the host jumps', () => {
  /** An hour of trouble with a ban in it; returns when each message left. */
  async function story(jumps: readonly number[]): Promise<number[]> {
    const { alerter, clock, posts } = openGroup({}, (_post, nth) => (nth === 4 ? 'throttled' : 'ok'))
    for (let n = 0; n < 60; n += 1) {
      alerter.capture({ message: n % 9 === 0 ? `kind ${'abcdefg'[n / 9]}` : 'goes on' })
      clock.setWall(clock.now() + (jumps[n % jumps.length] ?? 0))
      await clock.advance(minute)
    }
    expect(imbalance(alerter)).toBe(0)
    return posts.map((post) => post.at)
  }

  it.each([
    ['forward', [2 * hour]],
    ['back', [-2 * hour]],
    ['both ways', [2 * hour, -2 * hour, 0, -2 * hour, 2 * hour]],
  ])('by two hours, %s: every message leaves when it would have left', async (_, jumps) => {
    const undisturbed = await story([0])
    expect(undisturbed.length).toBeGreaterThan(10)
    expect(await story(jumps)).toEqual(undisturbed)
  })
})

/** A process with an alerter that can be frozen, before a server that answers after 200 ms. */
function openFreezer() {
  const world = new VirtualClock()
  const clock = new FrozenClock(world)
  const chat = new Map<string, string>()
  const sentAt: number[] = []
  const fetch = (_url: string, { body }: { body: string }) => {
    const { markdown, msgUuid } = JSON.parse(body)
    sentAt.push(world.monotonic())
    chat.set(msgUuid, markdown.text)
    return new Promise<Answer>((resolve) => {
      clock.arrive(200, () => resolve({ status: 200, headers: { get: () => null }, body: '{"errcode":0}' }))
    })
  }
  const ports = { clock, registry: createRegistry(), random: () => 0.5 }
  const alerter = new Alerter({ webhook: 'fa4e-token-of-the-freezer', fetch }, ports)
  const expectAllTold = (markers: readonly string[]) => {
    expect(alerter.stats()).toMatchObject({ accepted: markers.length, delivered: markers.length, pending: 0 })
    for (const marker of markers) {
      expect(
        [...chat.values()].filter((text) => text.includes(marker)),
        marker,
      ).toHaveLength(1)
    }
    expect(busiestWindow(sentAt, minute)).toBeLessThanOrEqual(18)
  }
  return { alerter, chat, clock, expectAllTold, sentAt, world }
}

describe('the process stands still', () => {
  it('for 90 s (SIGSTOP) with a message on its way: it is sent again under its msgUuid and shown once', async () => {
    const { alerter, chat, clock, expectAllTold, sentAt, world } = openFreezer()
    alerter.capture({ message: 'before the stop' })
    await world.advance(600)
    expect(sentAt).toHaveLength(1)
    await clock.freeze(90 * second)
    alerter.capture({ message: 'after the stop' })
    await world.advance(5 * minute)
    expectAllTold(['before the stop', 'after the stop'])
    // Its timeout was over before its answer could be seen.
    expect(sentAt).toHaveLength(3)
    expect(chat.size).toBe(2)
  })

  it('for 90 s while a message waits: it leaves as soon as the process goes on', async () => {
    const { alerter, clock, expectAllTold, sentAt, world } = openFreezer()
    alerter.capture({ message: 'just before the stop' })
    await clock.freeze(90 * second)
    const wokenAt = world.monotonic()
    await world.advance(minute)
    expect(sentAt).toEqual([wokenAt])
    expectAllTold(['just before the stop'])
  })

  it('for 5 s (a blocked event loop) with a message on its way: its answer is heard afterwards', async () => {
    const { alerter, clock, expectAllTold, sentAt, world } = openFreezer()
    alerter.capture({ message: 'before the block' })
    await world.advance(600)
    await clock.freeze(5 * second)
    await world.advance(minute)
    expect(sentAt).toHaveLength(1)
    expectAllTold(['before the block'])
    expect(alerter.stats().messages).toEqual({ sent: 1, failed: 0, retried: 0 })
  })

  it('time and again, in a storm: never too fast, and everything is told', async () => {
    const { alerter, clock, expectAllTold, world } = openFreezer()
    const letters = 'abcdefghijklmnopqrst'
    const markers = Array.from(
      { length: 60 },
      (_, n) => `kind ${letters[n % 20]}${letters[Math.floor(n / 20)]}`,
    )
    for (const [n, message] of markers.entries()) {
      alerter.capture({ message })
      if (n % 7 === 0) await clock.freeze((n % 5) * 10 * second)
      else await world.advance(700)
    }
    await world.advance(10 * minute)
    expectAllTold(markers)
  })
})
