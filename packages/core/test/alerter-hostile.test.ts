import { describe, expect, it } from 'vitest'
import type { Alert } from '../src/alert/alert.ts'
import { Alerter } from '../src/alerter.ts'
import type { GroupView } from '../src/group/group-view.ts'
import { imbalance, minute, openGroup } from './group.ts'

describe('the books balance', () => {
  it('when capture is called at the end of the stack', async () => {
    const { alerter, clock } = openGroup()
    const deep = (): void => {
      try {
        deep()
      } catch {
        alerter.capture({ message: 'at the end of the stack' })
      }
    }
    deep()
    await clock.advance(minute)
    expect(imbalance(alerter)).toBe(0)
    expect(alerter.stats().pending).toBe(0)
  })

  it.each([
    ['a getter of its context', (report: () => void) => ({ message: 'old', context: reporting(report) })],
    ['a getter of its own', (report: () => void) => reporting(report)],
    ['a Proxy', (report: () => void) => new Proxy({}, { get: () => report() })],
  ])('when an alert reports itself as it is read, by %s', async (_, make) => {
    const { alerter, clock, posts } = openGroup()
    const input: object = make(() => alerter.capture(input))
    alerter.capture(input)
    expect(imbalance(alerter)).toBe(0)
    await clock.advance(minute)
    expect(posts).toHaveLength(1)
    const { accepted, delivered, hookErrors } = alerter.stats()
    expect(delivered).toBe(accepted)
    expect(hookErrors).toBeGreaterThan(0)
  })

  it('when a hook returns what throws as soon as it is read', async () => {
    const rubbish = {
      get message(): string {
        throw new Error('getter')
      },
    }
    const options = { beforeSend: () => rubbish }
    const { alerter, clock, posts }: ReturnType<typeof openGroup> = Reflect.apply(openGroup, undefined, [
      options,
    ])
    alerter.capture({ message: 'real' })
    await clock.advance(minute)
    expect(posts[0]?.text).toContain('real')
    expect(imbalance(alerter)).toBe(0)
  })

  it('when a rule or a renderer changes what it is shown', async () => {
    const spoil = (value: object) => {
      for (const key of Object.keys(value)) Reflect.set(value, key, undefined)
    }
    const { alerter, clock, posts } = openGroup({
      ignore: [
        (alert: Alert) => {
          spoil(alert)
          return false
        },
      ],
      renderCard: (group: GroupView) => {
        spoil(group)
        throw new Error('renderer')
      },
    })
    for (let n = 0; n < 3; n += 1) {
      alerter.capture({ message: 'first' })
      await clock.advance(11 * minute)
    }
    expect(posts).toHaveLength(3)
    expect(posts[2]?.text).toContain('first')
    expect(imbalance(alerter)).toBe(0)
  })
})

/** An object that runs a function whenever it is read. */
function reporting(report: () => void): object {
  return {
    get message() {
      report()
      return 'old'
    },
  }
}

describe('a group', () => {
  it('held back by a threshold is free as soon as an alert comes that the threshold does not mean', async () => {
    const { alerter, clock, posts } = openGroup({
      threshold: [{ match: 'slow', count: 100, windowMs: 60 * minute }],
    })
    alerter.capture({ message: 'slow', fingerprint: 'one' })
    alerter.capture({ message: 'broken', fingerprint: 'one' })
    await clock.advance(minute)
    expect(posts).toHaveLength(1)
    expect(alerter.stats()).toMatchObject({ delivered: 2, pending: 0 })
  })

  it('that was silent for more than a day is new', async () => {
    const { alerter, clock, posts } = openGroup({ locale: 'en' })
    alerter.capture({ message: 'rare' })
    await clock.advance(30 * 60 * minute)
    alerter.capture({ message: 'rare' })
    await clock.advance(minute)
    expect(posts[1]?.text).toMatch(/ new\n/)
  })

  it('is as bad as the worst of its alerts', async () => {
    const { alerter, clock, posts } = openGroup({ level: 'warn', locale: 'en' })
    alerter.capture({ level: 'warn', message: 'disk at 90', fingerprint: 'disk' })
    alerter.capture({ level: 'error', message: 'disk at 90', fingerprint: 'disk' })
    await clock.advance(minute)
    expect(posts[0]?.text).toContain('Error')
  })
})

it.each([
  [{ robots: [null] }, 'robots[0]'],
  [{ robots: ['token'] }, 'robots[0]'],
  [{ enabled: 'false' }, 'enabled'],
  [{ redact: { phones: 'no' } }, 'redact.phones'],
  [{ webhook: 'test-token-1', keywords: ['x'.repeat(101)] }, 'keywords'],
])('new Alerter(%j) is refused by the name of the field', (options, field) => {
  const message = expect.stringContaining(`${field}: expected`)
  expect(() => Reflect.construct(Alerter, [options])).toThrow(expect.objectContaining({ message }))
})

describe('the end', () => {
  it('of a slow server still has last words, which say what is lost', async () => {
    const { alerter, clock, accepted } = openGroup({
      locale: 'en',
      robots: { webhook: 'test-token-1', timeoutMs: 10_000 },
    })
    const slow = (n: number) => [...String(n)].map((digit) => 'abcdefghij'[Number(digit)]).join('')
    for (let n = 0; n < 2_000; n += 1) alerter.capture({ message: `kind ${slow(n)} ${'x'.repeat(200)}` })
    const { result } = await clock.waitFor(alerter.close(20), 70)
    expect(result).toBe(false)
    expect(accepted.at(-1)?.text).toMatch(/in \d+ kinds not shown: the process is ending/)
    expect(imbalance(alerter)).toBe(0)
  })

  it('of fake timers that swallowed a wake-up is not the end of the alerter', async () => {
    const { alerter, clock, posts } = openGroup()
    const after = clock.after.bind(clock)
    Object.assign(clock, { after: () => () => {} })
    alerter.capture({ message: 'swallowed' })
    Object.assign(clock, { after })
    await clock.advance(5_000)
    alerter.capture({ message: 'heard' })
    await clock.advance(5_000)
    expect(posts[0]?.text).toMatch(/swallowed[\s\S]*heard|heard[\s\S]*swallowed/)
  })

  it('of a flush is not reached while what was folded waits', async () => {
    const { alerter, clock } = openGroup({ maxGroups: 1 }, () => 'hang')
    alerter.capture({ message: 'alpha' })
    alerter.capture({ level: 'fatal', message: 'beta' })
    expect((await clock.waitFor(alerter.flush(1_000), 1_100)).result).toBe(false)
    expect(imbalance(alerter)).toBe(0)
  })
})
