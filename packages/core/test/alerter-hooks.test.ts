import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { type Alert, levels } from '../src/alert/alert.ts'
import { Alerter } from '../src/alerter.ts'
import { imbalance, minute, openGroup } from './group.ts'

describe('what the user may say about an alert', () => {
  it('ignore drops by substring, by pattern (with g as well) and by function, and counts it', async () => {
    const ignore = ['ECONNRESET', /^Timeout/g, (alert: Alert) => alert.logger === 'noisy']
    const { alerter, clock, posts } = openGroup({ ignore })
    for (let n = 0; n < 2; n += 1) {
      alerter.capture(new Error('read ECONNRESET'))
      alerter.capture({ message: 'Timeout of 5 s' })
      alerter.capture({ message: 'anything', logger: 'noisy' })
    }
    alerter.capture({ message: 'kept' })
    await clock.advance(minute)
    expect(posts).toHaveLength(1)
    expect(alerter.stats()).toMatchObject({ accepted: 7, delivered: 1, dropped: { ignored: 6 } })
  })

  it('beforeSend changes or drops an alert, and what it returns is bounded and redacted again', async () => {
    const { alerter, clock, posts } = openGroup({
      beforeSend: (alert) =>
        alert.message === 'drop me'
          ? null
          : { ...alert, message: `${alert.message} password=hunter2 ${'y'.repeat(9_000)}` },
    })
    alerter.capture({ message: 'drop me' })
    alerter.capture({ message: 'change me' })
    await clock.advance(minute)
    expect(posts).toHaveLength(1)
    expect(posts[0]?.text).toContain('change me')
    expect(posts[0]?.text).not.toContain('hunter2')
    expect(alerter.stats()).toMatchObject({ delivered: 1, dropped: { before_send: 1 } })
  })

  it('an exception, a rejection or rubbish from a hook is counted, never thrown, and the alert goes out', async () => {
    const hooks: (() => unknown)[] = [
      () => {
        throw new Error('hook')
      },
      () => Promise.reject(new Error('late hook')),
      () => 'rubbish',
      () => undefined,
    ]
    for (const hook of hooks) {
      const options = { beforeSend: hook, ignore: [hook], renderCard: hook }
      const { alerter, clock, posts }: ReturnType<typeof openGroup> = Reflect.apply(openGroup, undefined, [
        options,
      ])
      expect(() => alerter.capture(new Error('real'))).not.toThrow()
      await clock.advance(minute)
      expect(posts[0]?.text).toContain('real')
      expect(alerter.stats().hookErrors).toBeGreaterThan(0)
      expect(imbalance(alerter)).toBe(0)
    }
  })

  it('a hook that reports an error itself does not feed itself', async () => {
    const { alerter, clock } = openGroup({
      beforeSend: (alert) => {
        alerter.capture({ message: 'from inside the hook' })
        return alert
      },
    })
    alerter.capture({ message: 'one' })
    await clock.advance(minute)
    expect(alerter.stats()).toMatchObject({ accepted: 2, delivered: 2 })
  })

  it('mentions whom the rules name, for news only', async () => {
    const { alerter, clock, posts } = openGroup({
      at: [
        { level: 'fatal', at: { atMobiles: ['13800000001'] } },
        { match: 'payment', at: { atMobiles: ['13800000002'] } },
      ],
    })
    for (let n = 0; n < 3; n += 1) {
      alerter.capture({ message: 'payment failed' })
      alerter.capture({ message: 'another thing', at: { atMobiles: ['13800000003'] } })
      await clock.advance(minute)
    }
    expect(posts[0]?.atMobiles).toEqual(['13800000002', '13800000003'])
    expect(posts[0]?.text).toContain('@13800000002')
    expect(posts.slice(1).flatMap((post) => post.atMobiles)).toEqual([])
    alerter.capture({ level: 'fatal', message: 'gone' })
    await clock.advance(10)
    expect(posts.at(-1)?.atMobiles).toEqual(['13800000001'])
  })
})

describe('the alerter as a guest', () => {
  it('counts one Error once, whoever reports it again', async () => {
    const { alerter, clock } = openGroup()
    const error = new Error('once')
    alerter.capture(error)
    alerter.capture({ error, logger: 'filter' })
    await clock.advance(minute)
    expect(alerter.stats()).toMatchObject({ accepted: 1, delivered: 1 })
  })

  it('keeps A, B, A, B apart and counts each', async () => {
    const { alerter, clock, posts } = openGroup()
    for (let n = 0; n < 20; n += 1) alerter.capture({ message: n % 2 ? 'alpha' : 'beta' })
    await clock.advance(minute)
    expect(posts).toHaveLength(1)
    expect(posts[0]?.text.match(/×10/g)).toHaveLength(2)
  })

  it.each(levels)('with the level %s takes that and what is worse', (level) => {
    const { alerter } = openGroup({ level })
    const taken = levels.filter((each) => {
      const { accepted } = alerter.stats()
      alerter.capture({ level: each, message: 'm' })
      return alerter.stats().accepted > accepted
    })
    expect(taken).toEqual(levels.slice(levels.indexOf(level)))
  })

  it('accepts nothing below its level, and anything at all without throwing', async () => {
    const { alerter, clock } = openGroup({ level: 'error' })
    alerter.capture({ level: 'warn', message: 'below' })
    expect(alerter.stats().accepted).toBe(0)
    const { proxy, revoke } = Proxy.revocable({}, {})
    revoke()
    const hostile = [
      null,
      undefined,
      0,
      1n,
      Symbol('s'),
      () => {},
      proxy,
      { error: proxy },
      { message: null, context: null },
    ]
    for (const value of hostile) expect(() => alerter.capture(value)).not.toThrow()
    await clock.advance(minute)
    expect(alerter.stats()).toMatchObject({ accepted: hostile.length, delivered: hostile.length })
  })

  it('never shows its own token or secret, not even with redact: false', async () => {
    const robots = { webhook: 'test-token-123456', secret: 'SECtestsecret0001' }
    const { alerter, clock, posts } = openGroup({ robots, redact: false })
    alerter.capture({ message: 'posting to ?access_token=test-token-123456 with SECtestsecret0001 failed' })
    await clock.advance(minute)
    expect(posts[0]?.text).not.toMatch(/test-token-123456|SECtestsecret0001/)
    expect(inspect(alerter, { depth: 10, showHidden: true })).not.toMatch(
      /test-token-123456|SECtestsecret0001/,
    )
    expect(JSON.stringify([alerter, alerter.stats()])).not.toMatch(/test-token-123456|SECtestsecret0001/)
  })

  it('publishes what it does on diagnostics channels', async () => {
    const seen: [string | symbol, unknown][] = []
    const listen = (event: unknown, name: string | symbol) => seen.push([name, event])
    const names = ['dingbell:sent', 'dingbell:failed', 'dingbell:throttled', 'dingbell:dropped']
    for (const name of names) subscribe(name, listen)
    const { alerter, clock } = openGroup({ ignore: ['boring'] }, (_post, nth) =>
      nth === 1 ? 'throttled' : 'ok',
    )
    alerter.capture({ message: 'boring' })
    alerter.capture({ message: 'interesting' })
    await clock.advance(12 * minute)
    for (const name of names) unsubscribe(name, listen)
    expect(seen.map(([name]) => name)).toEqual([
      'dingbell:dropped',
      'dingbell:failed',
      'dingbell:throttled',
      'dingbell:sent',
    ])
    expect(seen[0]?.[1]).toEqual({ reason: 'ignored', alerts: 1 })
    expect(seen[2]?.[1]).toMatchObject({ retryAfterMs: expect.any(Number) })
    expect(seen[3]?.[1]).toMatchObject({ alerts: 1, number: 1, attempts: 1 })
  })
})

describe('new Alerter', () => {
  it.each([
    [{ level: 'errors' }, 'level'],
    [{ locale: 'fr' }, 'locale'],
    [{ timeZone: 'Mars/Olympus' }, 'timeZone'],
    [{ maxGroups: 0 }, 'maxGroups'],
    [{ groupIntervalsMs: [] }, 'groupIntervalsMs'],
    [{ ignore: [1] }, 'ignore[0]'],
    [{ at: [{ at: {} }] }, 'at[0].at'],
    [{ at: [{ at: { isAtAll: true } }, { at: { atMobiles: '10000000001' } }] }, 'at[1].at.atMobiles'],
    [{ at: [{ at: 'all' }] }, 'at[0].at'],
    [{ threshold: [{ count: 1, windowMs: 1_000 }] }, 'threshold[0].count'],
    [{ quota: { share: 2 } }, 'quota.share'],
    [{ links: [{ title: 'x' }] }, 'links[0]'],
    [{ beforeSend: 'x' }, 'beforeSend'],
    [{ redact: { keys: 'x' } }, 'redact.keys'],
    [{ webhook: 'not a webhook' }, 'webhook'],
    [{ webhook: 'test-token-1', robots: { webhook: 'test-token-2' } }, 'robots'],
  ])('refuses %j by the name of the field', (options, field) => {
    const build = () => Reflect.construct(Alerter, [options])
    expect(build).toThrow(
      expect.objectContaining({
        code: 'ERR_DINGTALK_OPTIONS',
        message: expect.stringContaining(`${field}: expected`),
      }),
    )
  })

  it('takes undefined for every option, and ignores names that it does not know', () => {
    const options = {
      level: undefined,
      webhook: undefined,
      robots: undefined,
      quota: undefined,
      enabled: false,
      pinoWillSendOptions: 1,
    }
    expect(() => new Alerter(options)).not.toThrow()
  })

  it('does nothing, silently, when it is disabled', async () => {
    const alerter = new Alerter({ enabled: false, webhook: 'test-token-1' })
    alerter.capture(new Error('nobody hears'))
    expect([await alerter.flush(), await alerter.close(), alerter.stats().accepted]).toEqual([true, true, 0])
  })
})
