import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Alerter } from '../../src/alerter.ts'
import { imbalance, minute, openGroup } from '../group.ts'

/** A group whose options need not fit their types: users without TypeScript have such. */
function openLoosely(options: object, ...rest: unknown[]): ReturnType<typeof openGroup> {
  return Reflect.apply(openGroup, undefined, [options, ...rest])
}

describe("a user's function that hangs", () => {
  it.each(['ignore', 'beforeSend', 'renderCard'])(
    '%s: the alert goes out without its answer',
    async (name) => {
      const never = () => new Promise(() => {})
      const { alerter, clock, posts } = openLoosely({ [name]: name === 'ignore' ? [never] : never })
      alerter.capture({ message: 'order lost' })
      await clock.advance(minute)
      expect(posts).toHaveLength(1)
      expect(posts[0]?.text).toContain('order lost')
      expect(alerter.stats()).toMatchObject({ accepted: 1, delivered: 1, pending: 0 })
      expect(alerter.stats().hookErrors).toBeGreaterThan(0)
    },
  )

  it('fetch: given up after the timeout, and the alert is not lost', async () => {
    let asked = 0
    const fetch = async () => {
      asked += 1
      if (asked === 1) return new Promise<never>(() => {})
      return { status: 200, headers: { get: () => null }, body: '{"errcode":0}' }
    }
    const { alerter, clock } = openGroup({ robots: { webhook: 'test-token-1', fetch } })
    alerter.capture({ message: 'order lost' })
    await clock.advance(minute)
    expect(alerter.stats()).toMatchObject({ delivered: 1, pending: 0, messages: { sent: 1, retried: 1 } })
  })
})

describe("a user's function that logs an error, which comes back as an alert", () => {
  const ways: [name: string, options: (log: () => undefined) => object][] = [
    ['ignore', (log) => ({ ignore: [() => log()] })],
    ['beforeSend', (log) => ({ beforeSend: (alert: object) => log() ?? alert })],
    ['renderCard', (log) => ({ renderCard: () => log() })],
  ]
  it.each(ways)('%s: does not feed itself', async (_name, makeOptions) => {
    let alerter: Alerter | undefined
    let logged = 0
    const log = () => {
      logged += 1
      alerter?.capture({ message: 'the hook is in trouble', logger: 'hook' })
      return undefined
    }
    const group = openLoosely(makeOptions(log))
    alerter = group.alerter
    group.alerter.capture({ message: 'order lost' })
    await group.clock.advance(60 * minute)
    expect(logged).toBeGreaterThan(0)
    // One hour of digests is the most that a hook can make of itself.
    expect(group.posts.length).toBeLessThanOrEqual(12)
    expect(group.alerter.stats().accepted).toBeLessThanOrEqual(1 + logged)
    expect(logged).toBeLessThanOrEqual(24)
    expect(group.posts.map((post) => post.text).join()).toContain('order lost')
    expect(imbalance(group.alerter)).toBe(0)
  })

  it('a listener of dingbell:failed: hears of no more failures than there are probes', async () => {
    const { alerter, clock, posts } = openGroup({}, () => 'token')
    let heard = 0
    const listen = () => {
      heard += 1
      alerter.capture({ message: 'the robot is in trouble', logger: 'listener' })
    }
    subscribe('dingbell:failed', listen)
    onTestFinished(() => {
      unsubscribe('dingbell:failed', listen)
    })
    alerter.capture({ message: 'order lost' })
    await clock.advance(5 * 60 * minute)
    expect(heard).toBe(posts.length)
    expect(posts.length).toBeGreaterThan(3)
    expect(posts.length).toBeLessThanOrEqual(6)
    expect(alerter.stats()).toMatchObject({ accepted: 1 + heard, pending: 1 + heard })
  })

  it('a listener of dingbell:dropped: is not told of what it captures itself', async () => {
    const { alerter, clock } = openGroup({ ignore: ['trouble'] })
    let heard = 0
    const listen = () => {
      heard += 1
      alerter.capture({ message: 'trouble', logger: 'listener' })
    }
    subscribe('dingbell:dropped', listen)
    onTestFinished(() => {
      unsubscribe('dingbell:dropped', listen)
    })
    alerter.capture({ message: 'trouble with an order' })
    await clock.advance(minute)
    expect(heard).toBe(1)
    expect(alerter.stats()).toMatchObject({ accepted: 2, dropped: { ignored: 2 } })
  })
})
