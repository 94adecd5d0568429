import { describe, expect, it } from 'vitest'
import { imbalance, minute, openGroup } from './group.ts'

describe('flush', () => {
  it('makes everything due now and is true once all of it is delivered', async () => {
    const { alerter, clock, posts } = openGroup()
    alerter.capture({ message: 'one' })
    alerter.capture({ message: 'two' })
    const { result, tookMs } = await clock.waitFor(alerter.flush(), 100)
    expect({ result, posts: posts.length, quick: tookMs < 50 }).toEqual({
      result: true,
      posts: 1,
      quick: true,
    })
  })

  it('is true at once when nothing is pending', async () => {
    const { alerter, clock } = openGroup()
    expect(await clock.waitFor(alerter.flush(), 1)).toMatchObject({ result: true })
  })

  it.each([0, 100, 2_000])('is false within %i ms when the server hangs', async (ms) => {
    const { alerter, clock } = openGroup({}, () => 'hang')
    alerter.capture({ message: 'one' })
    const { result, tookMs } = await clock.waitFor(alerter.flush(ms), ms + 50)
    expect({ result, late: tookMs > ms + 50 }).toEqual({ result: false, late: false })
    expect(alerter.stats().pending).toBe(1)
  })

  it('does not wait for a ban that it cannot outlast', async () => {
    const { alerter, clock } = openGroup({}, () => 'throttled')
    alerter.capture({ message: 'one' })
    await clock.advance(minute)
    const { result, tookMs } = await clock.waitFor(alerter.flush(2_000), 2_050)
    expect({ result, quick: tookMs < 100 }).toEqual({ result: false, quick: true })
  })

  it('waits only for what was accepted before the call', async () => {
    const { alerter, clock } = openGroup()
    alerter.capture({ message: 'before' })
    const flushing = alerter.flush(2_000)
    for (let n = 0; n < 50; n += 1) clock.after(n, () => alerter.capture({ message: 'during' }))
    expect(await clock.waitFor(flushing, 1_000)).toMatchObject({ result: true })
  })
})

describe('close', () => {
  it('ends with one digest of what is left', async () => {
    const { alerter, clock, posts } = openGroup()
    alerter.capture({ message: 'one' })
    alerter.capture({ message: 'two' })
    expect((await clock.waitFor(alerter.close(), 200)).result).toBe(true)
    expect(posts).toHaveLength(1)
    alerter.capture({ message: 'late' })
    expect(alerter.stats()).toMatchObject({ accepted: 3, delivered: 2, pending: 0, dropped: { closed: 1 } })
    expect(clock.waiting).toBe(0)
  })

  it('passes a message that hangs with its last words', async () => {
    const { accepted, alerter, clock } = openGroup({}, (_post, nth) => (nth === 1 ? 'hang' : 'ok'))
    alerter.capture({ message: 'one' })
    await clock.advance(600)
    alerter.capture({ message: 'two' })
    const { result, tookMs } = await clock.waitFor(alerter.close(3_000), 3_050)
    expect(accepted.map((post) => post.text).join()).toContain('two')
    expect({ result, late: tookMs > 3_050 }).toEqual({ result: false, late: false })
    expect(alerter.stats()).toMatchObject({ accepted: 2, delivered: 1, pending: 0, dropped: { shutdown: 1 } })
  })

  it('has a slot left for its last words when all others are taken', async () => {
    const { accepted, alerter, clock } = openGroup()
    for (let n = 0; n < 30; n += 1) {
      alerter.capture({ message: `kind ${'abcdefghijklmnopqrstuvwxyzABCD'[n]}` })
      await clock.advance(600)
    }
    const { result } = await clock.waitFor(alerter.close(3_000), 3_050)
    expect({ result, sent: accepted.length }).toEqual({ result: true, sent: 18 })
    expect(alerter.stats()).toMatchObject({ accepted: 30, delivered: 30 })
  })

  it('says how many alerts found no room in the last message, and drops them by name', async () => {
    const { accepted, alerter, clock } = openGroup({
      robots: { webhook: 'test-token-1', perMinute: 1 },
      locale: 'en',
    })
    alerter.capture({ message: 'takes the only slot' })
    await clock.advance(1_000)
    for (let n = 0; n < 10; n += 1) alerter.capture({ message: 'no slot left for this' })
    expect((await clock.waitFor(alerter.close(3_000), 3_050)).result).toBe(false)
    expect(accepted).toHaveLength(1)
    expect(alerter.stats()).toMatchObject({ accepted: 11, delivered: 1, dropped: { shutdown: 10 } })
    expect(imbalance(alerter)).toBe(0)
  })

  it('is the same promise however often it is called, and returns in time with a hung server', async () => {
    const { alerter, clock } = openGroup({}, () => 'hang')
    alerter.capture({ message: 'one' })
    const [first, second] = [alerter.close(1_000), alerter.close(1_000)]
    expect((await clock.waitFor(Promise.all([first, second]), 1_050)).result).toEqual([false, false])
    expect(imbalance(alerter)).toBe(0)
  })
})
