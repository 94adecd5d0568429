import { describe, expect, it } from 'vitest'
import { imbalance, minute, openGroup } from './group.ts'

describe('a group of equal alerts', () => {
  it('rings half a second after its first alert, with the siblings of the cascade', async () => {
    const { alerter, clock, posts } = openGroup()
    alerter.capture(new TypeError('cannot charge'))
    await clock.advance(200)
    alerter.capture({ message: 'queue stopped' })
    await clock.advance(299)
    expect(posts).toHaveLength(0)
    await clock.advance(1)
    expect(posts).toHaveLength(1)
    expect(posts[0]?.text).toContain('cannot charge')
    expect(posts[0]?.text).toContain('queue stopped')
    await clock.advance(minute)
    expect(posts).toHaveLength(1)
  })

  it('rings at once when it is fatal', async () => {
    const { alerter, clock, posts } = openGroup()
    alerter.capture({ level: 'fatal', message: 'disk gone' })
    await clock.advance(1)
    expect(posts.map((post) => post.at)).toEqual([1])
  })

  it('goes on in digests after 1, 2, 5, 15, 30, 60 and 60 min while nothing is new', async () => {
    const { alerter, clock, posts } = openGroup({ repeatIntervalMs: 24 * 60 * minute })
    for (let elapsed = 0; elapsed < 180 * minute; elapsed += 20_000) {
      alerter.capture({ message: 'again and again' })
      await clock.advance(20_000)
    }
    const gaps = posts.map((post, n) => Math.round((post.at - (posts[n - 1]?.at ?? 0)) / minute))
    expect(gaps).toEqual([0, 1, 2, 5, 15, 30, 60, 60])
    expect(imbalance(alerter)).toBe(0)
  })

  it('goes back to one minute on news, and on a tenfold jump', async () => {
    const { alerter, clock, posts } = openGroup()
    const steady = async (ms: number) => {
      for (let elapsed = 0; elapsed < ms; elapsed += 10_000) {
        alerter.capture({ message: 'steady' })
        await clock.advance(10_000)
      }
    }
    await steady(10 * minute)
    const before = posts.length
    alerter.capture({ message: 'something new' })
    await steady(2 * minute)
    const [news, next] = posts.slice(before)
    expect(news?.text).toContain('something new')
    expect(Math.round(((next?.at ?? 0) - (news?.at ?? 0)) / minute)).toBe(1)

    await steady(8 * minute)
    const quiet = posts.length
    for (let n = 0; n < 5_000; n += 1) alerter.capture({ message: 'steady' })
    await clock.advance(minute)
    expect(posts.length).toBe(quiet + 1)
  })

  it('shows its whole sample again after four hours', async () => {
    const { alerter, clock, posts } = openGroup()
    for (let elapsed = 0; elapsed < 300 * minute; elapsed += minute) {
      alerter.capture(new RangeError('out of range'))
      await clock.advance(minute)
    }
    const whole = posts.filter((post) => post.text.includes('alerter-schedule.test.ts'))
    expect(whole.length).toBeGreaterThanOrEqual(2)
    expect((whole[1]?.at ?? 0) - (whole[0]?.at ?? 0)).toBeGreaterThanOrEqual(240 * minute)
  })

  it('says once in the next message that it is quiet, with its total, and "again" when it returns', async () => {
    const { alerter, clock, posts } = openGroup({ locale: 'en' })
    for (let n = 0; n < 3; n += 1) alerter.capture({ message: 'flaky upstream' })
    await clock.advance(11 * minute)
    alerter.capture({ message: 'another thing' })
    await clock.advance(minute)
    expect(posts).toHaveLength(2)
    expect(posts[1]?.text).toContain('another thing')
    expect(posts[1]?.text).toMatch(/quiet flaky upstream.*3 in all/i)
    alerter.capture({ message: 'flaky upstream' })
    await clock.advance(minute)
    expect(posts[2]?.text).toMatch(/again/i)
    alerter.capture({ message: 'a third thing' })
    await clock.advance(minute)
    expect(posts[3]?.text).not.toMatch(/quiet/i)
  })

  it('is held back by a threshold until enough alerts came in time; the rest is dropped by name', async () => {
    const { alerter, clock, posts } = openGroup({
      threshold: [{ match: 'slow', count: 3, windowMs: minute }],
    })
    alerter.capture({ message: 'slow query' })
    alerter.capture({ message: 'slow query' })
    await clock.advance(2 * minute)
    expect(posts).toHaveLength(0)
    expect(alerter.stats().dropped.threshold).toBe(2)
    for (let n = 0; n < 3; n += 1) alerter.capture({ message: 'slow query' })
    alerter.capture({ message: 'other' })
    await clock.advance(minute)
    expect(posts[0]?.text).toContain('slow query')
    expect(alerter.stats()).toMatchObject({ accepted: 6, delivered: 4, pending: 0 })
    alerter.capture({ level: 'fatal', message: 'slow query' })
    await clock.advance(1)
    expect(posts.at(-1)?.text).toContain('slow query')
  })

  it('beyond the table is folded into a count that the chat is told', async () => {
    const { alerter, clock, posts } = openGroup({ maxGroups: 5, locale: 'en' })
    const names = ['alpha', 'beta', 'gamma', 'delta', 'epsilon', 'zeta', 'eta', 'theta']
    for (const name of names)
      for (let n = 0; n < 10; n += 1) alerter.capture({ message: `trouble in ${name}` })
    await clock.advance(minute)
    expect(posts[0]?.text).toMatch(/30.*3|3.*30/s)
    expect(alerter.stats()).toMatchObject({ accepted: 80, delivered: 80, pending: 0, groups: 5, folded: 3 })
  })
})
