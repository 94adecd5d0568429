import { describe, expect, it } from 'vitest'
import { imbalance, minute, openGroup } from './group.ts'

const twoRobots = [{ webhook: 'test-token-1' }, { webhook: 'test-token-2' }]

describe('what an answer does', () => {
  it('an unknown outcome is sent again with the same body and msgUuid, three times in all, then marked', async () => {
    const { alerter, clock, posts } = openGroup({ locale: 'en' }, (_post, nth) => (nth <= 3 ? 'reset' : 'ok'))
    alerter.capture({ message: 'lost answer' })
    await clock.advance(10 * minute)
    expect(new Set(posts.slice(0, 3).map((post) => post.body)).size).toBe(1)
    expect(posts[3]?.msgUuid).not.toBe(posts[0]?.msgUuid)
    expect(posts[3]?.text).toMatch(/#1.*repeat|repeat.*#1/s)
    expect(alerter.stats()).toMatchObject({
      accepted: 1,
      delivered: 1,
      pending: 0,
      messages: { sent: 1, retried: 2 },
    })
  })

  it('a failure that is certain gives the counts back: a later message carries them all', async () => {
    const { alerter, clock, posts } = openGroup({}, (_post, nth) => (nth === 1 ? 'busy' : 'ok'))
    alerter.capture({ message: 'first' })
    await clock.advance(500)
    alerter.capture({ message: 'first' })
    await clock.advance(minute)
    expect(posts).toHaveLength(2)
    expect(posts[1]?.msgUuid).not.toBe(posts[0]?.msgUuid)
    expect(alerter.stats()).toMatchObject({ delivered: 2, pending: 0 })
  })

  it('a ban is left in peace for ten minutes and more, then probed by one message that says what happened', async () => {
    const { alerter, clock, posts } = openGroup({ locale: 'en' }, (_post, nth) =>
      nth === 1 ? 'throttled' : 'ok',
    )
    alerter.capture({ message: 'one' })
    await clock.advance(5 * minute)
    alerter.capture({ level: 'fatal', message: 'two' })
    await clock.advance(5 * minute)
    expect(posts).toHaveLength(1)
    expect(alerter.stats().robots[0]).toMatchObject({ state: 'throttled' })
    await clock.advance(2 * minute)
    expect(posts.length).toBeGreaterThan(1)
    expect(
      posts
        .slice(1)
        .map((post) => post.text)
        .join(),
    ).toMatch(/throttled/i)
    expect(alerter.stats()).toMatchObject({ delivered: 2, pending: 0 })
  })

  it('a ban moves the alerts to the next robot, and back after ten clean minutes', async () => {
    const { alerter, clock, posts } = openGroup({ robots: twoRobots }, (_post, nth) =>
      nth === 1 ? 'throttled' : 'ok',
    )
    alerter.capture({ message: 'one' })
    await clock.advance(minute)
    expect(posts.map((post) => post.token)).toEqual(['test-token-1', 'test-token-2'])
    await clock.advance(5 * minute)
    alerter.capture({ message: 'two' })
    await clock.advance(minute)
    expect(posts.at(-1)?.token).toBe('test-token-2')
    await clock.advance(10 * minute)
    alerter.capture({ message: 'three' })
    await clock.advance(minute)
    expect(posts.at(-1)?.token).toBe('test-token-1')
  })

  it('a wrong token sets the robot aside: probed after 10 min, then hourly', async () => {
    const { alerter, clock, posts } = openGroup({}, (_post, nth) => (nth <= 3 ? 'token' : 'ok'))
    alerter.capture({ message: 'one' })
    await clock.advance(9 * minute)
    expect(posts).toHaveLength(1)
    expect(alerter.stats().robots[0]?.state).toBe('set-aside')
    await clock.advance(2 * minute)
    expect(posts).toHaveLength(2)
    await clock.advance(62 * minute)
    expect(posts).toHaveLength(3)
    await clock.advance(62 * minute)
    expect(posts).toHaveLength(4)
    expect(alerter.stats()).toMatchObject({ delivered: 1, pending: 0 })
  })

  it('a used-up month is probed once a day', async () => {
    const { alerter, clock, posts } = openGroup({}, (_post, nth) => (nth <= 2 ? 'quota' : 'ok'))
    alerter.capture({ message: 'one' })
    await clock.advance(23 * 60 * minute)
    expect(posts).toHaveLength(1)
    await clock.advance(26 * 60 * minute)
    expect(posts).toHaveLength(3)
    expect(imbalance(alerter)).toBe(0)
  })

  it('a refused text is shown without its sample, then as counts, then dropped by name', async () => {
    const { alerter, clock, posts } = openGroup({}, (_post, nth) => (nth <= 3 ? 'content' : 'ok'))
    alerter.capture({ message: 'some words that nobody likes' })
    await clock.advance(minute)
    const looks = posts.slice(0, 3).map((post) => post.text)
    expect(looks[0]).toContain('nobody likes')
    expect(looks[2]).not.toContain('nobody likes')
    // The third refusal drops the alert, and the chat is told so, once.
    expect(posts).toHaveLength(4)
    expect(alerter.stats().dropped.content).toBe(1)
    alerter.capture({ message: 'innocent' })
    await clock.advance(2 * minute)
    expect(posts.at(-1)?.text).toContain('innocent')
    expect(imbalance(alerter)).toBe(0)
  })

  it('a message too large for a gateway is halved, and nothing is lost', async () => {
    const { alerter, clock, posts } = openGroup({}, (post) =>
      Buffer.byteLength(post.body) > 12_000 ? 'large' : 'ok',
    )
    for (let n = 0; n < 200; n += 1) alerter.capture({ message: `kind ${word(n)} ${'x'.repeat(300)}` })
    await clock.advance(10 * minute)
    expect(posts.filter((post) => Buffer.byteLength(post.body) > 12_000)).toHaveLength(1)
    expect(alerter.stats()).toMatchObject({ accepted: 200, delivered: 200, pending: 0 })
  })

  it('a fatal alert passes a message that hangs', async () => {
    const { accepted, alerter, clock } = openGroup({}, (_post, nth) => (nth === 1 ? 'hang' : 'ok'))
    alerter.capture({ message: 'hangs' })
    await clock.advance(600)
    alerter.capture({ level: 'fatal', message: 'gone' })
    await clock.advance(50)
    expect(accepted.map((post) => post.text).join()).toContain('gone')
  })
})

/** A word for a number: numbers are masked in fingerprints, words are not. */
function word(n: number): string {
  return [...String(n)].map((digit) => 'abcdefghij'[Number(digit)]).join('')
}

it('a robot whose every text is refused is not called for ever', async () => {
  const { alerter, clock, posts } = openGroup({}, () => 'content')
  alerter.capture({ message: 'one' })
  await clock.advance(180 * minute)
  expect(posts.length).toBeLessThanOrEqual(6)
  expect(imbalance(alerter)).toBe(0)
})

it('a fatal kind finds room in a full table', async () => {
  const { alerter, clock, posts } = openGroup({ maxGroups: 2 })
  for (const name of ['alpha', 'beta', 'gamma']) alerter.capture({ message: name })
  alerter.capture({ level: 'fatal', message: 'the end' })
  await clock.advance(10)
  expect(posts[0]?.text).toContain('the end')
  await clock.advance(minute)
  expect(alerter.stats()).toMatchObject({ accepted: 4, delivered: 4, folded: 2 })
})
