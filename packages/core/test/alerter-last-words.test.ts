import { describe, expect, it } from 'vitest'
import type { AlerterOptions } from '../src/alerter-options.ts'
import type { Answer } from '../src/transport/fetch.ts'
import { imbalance, minute, openGroup } from './group.ts'

const ending = 'the process is ending'
const letters = [...'abcdefghijklmnopqrstuvwxyz']
const kinds = letters
  .flatMap((a) => letters.flatMap((b) => ['x', 'y', 'z'].map((c) => `kind ${a}${b}${c}`)))
  .slice(0, 1_500)

/** A group whose server takes its time for each message. */
function openSlowGroup(answerMs: number, options: AlerterOptions = {}) {
  const texts: string[] = []
  const fetch = async (_url: string, { body }: { body: string }): Promise<Answer> => {
    texts.push(JSON.parse(body).markdown.text)
    await new Promise<void>((resolve) => group.clock.after(answerMs, resolve))
    return { status: 200, headers: { get: () => null }, body: '{"errcode":0}' }
  }
  const group = openGroup({ locale: 'en', ...options, robots: { webhook: 'test-token-1', fetch } })
  return { ...group, texts }
}

describe('that the process is ending', () => {
  it('is said once, in the very last message, however slow the answers are', async () => {
    for (const answerMs of [350, 450, 800, 1_200]) {
      const { alerter, clock, texts } = openSlowGroup(answerMs)
      for (const message of kinds) alerter.capture({ message: `${message} ${'x'.repeat(300)}` })
      await clock.waitFor(alerter.close(3_000), 3_050)
      const saying = texts.map((text) => text.includes(ending))
      expect({ answerMs, saying }).toEqual({ answerMs, saying: [...texts.slice(1).map(() => false), true] })
      expect(texts.length).toBeGreaterThan(1)
      expect(imbalance(alerter)).toBe(0)
    }
  })

  it('is said with the last slot, when time is left but no slot', async () => {
    const { alerter, clock, texts } = openSlowGroup(10, { perMinute: undefined })
    for (let n = 0; n < 17; n += 1) {
      alerter.capture({ level: 'fatal', message: `taken by ${letters[n]}` })
      await clock.advance(100)
    }
    for (const message of kinds) alerter.capture({ message: `${message} ${'x'.repeat(300)}` })
    const { result } = await clock.waitFor(alerter.close(3_000), 3_050)
    expect(result).toBe(false)
    expect(texts.filter((text) => text.includes(ending))).toEqual(texts.slice(-1))
    expect(texts).toHaveLength(18)
  })

  it('is not said by a flush', async () => {
    const { alerter, clock, texts } = openSlowGroup(800)
    for (const message of kinds) alerter.capture({ message: `${message} ${'x'.repeat(300)}` })
    await clock.waitFor(alerter.flush(3_000), 3_050)
    expect(texts.join()).not.toContain(ending)
  })
})

describe('flush and close', () => {
  it.each(['flush', 'close'] as const)(
    '%s is false when DingTalk refused alerts for good before',
    async (method) => {
      const { alerter, clock } = openGroup({}, () => 'content')
      alerter.capture({ message: 'refused in every form' })
      await clock.advance(minute)
      expect(alerter.stats()).toMatchObject({ pending: 0, dropped: { content: 1 } })
      expect((await clock.waitFor(alerter[method](), 3_050)).result).toBe(false)
    },
  )

  it('close waits no longer for what is in flight, so that it keeps no process', async () => {
    const signals: AbortSignal[] = []
    const fetch = (_url: string, { signal }: { signal: AbortSignal }) => {
      signals.push(signal)
      return new Promise<Answer>(() => {})
    }
    const { alerter, clock } = openGroup({ robots: { webhook: 'test-token-1', fetch } })
    alerter.capture({ message: 'one' })
    await clock.waitFor(alerter.close(1_000), 1_050)
    expect(signals.map(({ aborted }) => aborted)).toEqual([true])
  })
})

describe('a resend', () => {
  it('does not go to a robot that was set aside meanwhile: another one tells it, as a doubtful one', async () => {
    const robots = [{ webhook: 'test-token-1' }, { webhook: 'test-token-2' }]
    const { accepted, alerter, clock, posts } = openGroup({ locale: 'en', robots }, ({ text, token }) => {
      if (token === 'test-token-2') return 'ok'
      return text.includes('disk full') ? 'token' : 'reset'
    })
    alerter.capture({ message: 'card declined' })
    await clock.advance(501)
    expect(posts).toHaveLength(1)
    alerter.capture({ level: 'fatal', message: 'disk full' })
    await clock.advance(minute)
    expect(posts.filter(({ token }) => token === 'test-token-1')).toHaveLength(2)
    const told = accepted.map(({ text }) => text).join('\n')
    for (const words of ['disk full', 'card declined', 'may have arrived']) expect(told).toContain(words)
    expect(alerter.stats()).toMatchObject({ accepted: 2, delivered: 2, pending: 0 })
  })
})

describe('close() with two robots', () => {
  it('does not wait for the first one to heal: the other one tells it', async () => {
    const robots = [{ webhook: 'test-token-1' }, { webhook: 'test-token-2' }]
    const { accepted, alerter, clock } = openGroup({ robots }, ({ token }) =>
      token === 'test-token-1' ? 'busy' : 'ok',
    )
    alerter.capture({ message: 'card declined' })
    expect(await clock.waitFor(alerter.close(1_000), 1_050)).toMatchObject({ result: true })
    expect(accepted.map(({ token }) => token)).toEqual(['test-token-2'])
  })
})

describe('after the answer that the month is used up', () => {
  const day = 24 * 60 * minute

  it('one message a day finds out whether that is over, whatever else waits', async () => {
    let over = false
    const { alerter, clock, posts } = openGroup({}, () => (over ? 'ok' : 'quota'))
    alerter.capture({ message: 'card declined' })
    await clock.advance(minute)
    alerter.capture({ level: 'fatal', message: 'disk full' })
    await clock.advance(5 * day - 2 * minute)
    expect(posts.map(({ at }) => Math.floor(at / day))).toEqual([0, 1, 2, 3, 4])
    over = true
    await clock.advance(day)
    expect(alerter.stats()).toMatchObject({ delivered: 2, pending: 0 })
  })

  it('a probe without an answer is repeated soon', async () => {
    const { alerter, clock, posts } = openGroup({}, (_, nth) =>
      nth === 1 ? 'quota' : nth === 2 ? 'busy' : 'ok',
    )
    alerter.capture({ message: 'card declined' })
    await clock.advance(day + minute)
    expect(posts).toHaveLength(3)
    expect(alerter.stats()).toMatchObject({ delivered: 1, pending: 0 })
  })
})
