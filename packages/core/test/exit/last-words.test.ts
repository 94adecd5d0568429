import { afterEach, beforeEach, describe, expect, it, type MockInstance, vi } from 'vitest'
import { Alerter } from '../../src/alerter.ts'
import type { AlerterOptions } from '../../src/alerter-options.ts'
import { type Post, speakLast } from '../../src/exit/at-exit.ts'
import type { PostAnswer, PostRequest } from '../../src/exit/post-sync.ts'
import { createRegistry } from '../../src/pace/registry.ts'
import { imbalance } from '../group.ts'
import { VirtualClock } from '../model/virtual-clock.ts'

const token = 'fake-token-0123456789'
const hang = new Promise<Response>(() => {})

/** Stands for Node's own `fetch`, which the words of its source tell; it never answers. */
const quiet = Object.assign(
  vi.fn((_url: string, _init: { body: string }) => hang),
  { toString: () => "require('internal/deps/undici/undici')" },
)

let stderr: MockInstance<typeof process.stderr.write>

beforeEach(() => {
  quiet.mockClear()
  stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  vi.stubGlobal('fetch', quiet)
})
afterEach(() => {
  stderr.mockRestore()
  vi.unstubAllGlobals()
})

const ok = answer(0, 'ok')

function answer(errcode: number, errmsg: string, headers: Record<string, string> = {}): PostAnswer {
  return { status: 200, headers, body: JSON.stringify({ errcode, errmsg }) }
}

type Server = (request: PostRequest, nth: number) => PostAnswer | undefined

/** An alerter in virtual time, and the end of its process; `server` answers what is posted then. */
function open(options: AlerterOptions = {}, server: Server = () => ok) {
  const clock = new VirtualClock()
  const registry = createRegistry()
  const posted: PostRequest[][] = []
  const post: Post = {
    leftMs: 2_000,
    exchange(requests) {
      const before = posted.flat().length
      posted.push([...requests])
      return requests.map((request, index) => server(request, before + index + 1))
    },
  }
  const opened = vi.fn(() => post)
  const create = (more: AlerterOptions = {}) =>
    new Alerter(
      {
        ...(options.robots === undefined && { webhook: token }),
        app: 'shop',
        locale: 'en',
        ...options,
        ...more,
      },
      { clock, registry, random: () => 0.5 },
    )
  const end = () => {
    const endings = [...(registry.shared().endings ?? [])]
    speakLast(endings, opened)
  }
  return { alerter: create(), clock, create, end, opened, posted, registry }
}

const textOf = ({ body }: PostRequest): string => JSON.parse(body).markdown.text
const idOf = ({ body }: { body: string }): string => JSON.parse(body).msgUuid
const tokenOf = ({ url }: PostRequest) => new URL(url).searchParams.get('access_token')

describe('the last words', () => {
  it('are one digest of all that waits', () => {
    const { alerter, end, posted } = open()
    alerter.capture({ message: 'card declined' })
    alerter.capture({ level: 'fatal', message: 'disk full' })
    end()
    expect(posted.flat().map(textOf)).toEqual([expect.stringMatching(/disk full[\s\S]*card declined/)])
    expect(alerter.stats()).toMatchObject({ accepted: 2, delivered: 2, pending: 0, messages: { sent: 1 } })
    expect(imbalance(alerter)).toBe(0)
  })

  it('say how many alerts they do not show', () => {
    const { alerter, end, posted } = open()
    const letters = [...'abcdefghijklmnopqrstuvwxyz']
    const kinds = letters.flatMap((a) => letters.map((b) => `kind ${a}${b} ${'x'.repeat(150)}`))
    for (const message of kinds) alerter.capture({ message })
    end()
    expect(posted).toHaveLength(1)
    const { delivered, dropped } = alerter.stats()
    expect(dropped.shutdown).toBe(kinds.length - delivered)
    expect(posted.flat().map(textOf).join()).toContain(`+ ${dropped.shutdown} alerts`)
    expect(imbalance(alerter)).toBe(0)
  })

  it('cost nothing when nothing waits: no thread is started', async () => {
    const { alerter, clock, end, opened } = open()
    end()
    alerter.capture({ message: 'delivered long ago' })
    const told = new Response('{"errcode":0}')
    quiet.mockResolvedValueOnce(told)
    await clock.advance(1_000)
    end()
    expect(alerter.stats().delivered).toBe(1)
    expect(opened).not.toHaveBeenCalled()
  })

  it('have a slot when all others are taken, and none during a ban or without the month', async () => {
    const full = open()
    for (let n = 0; n < 17; n += 1) {
      quiet.mockResolvedValueOnce(new Response('{"errcode":0}'))
      full.alerter.capture({ level: 'fatal', message: `kind ${'abcdefghijklmnopqrstuvwxyz'[n]}` })
      await full.clock.advance(100)
    }
    full.alerter.capture({ message: 'no room for this one' })
    await full.clock.advance(5_000)
    full.end()
    expect(full.posted).toHaveLength(1)
    const banned = open()
    quiet.mockResolvedValueOnce(new Response('{"errcode":130101}'))
    banned.alerter.capture({ message: 'too many' })
    await banned.clock.advance(1_000)
    banned.end()
    const spent = open()
    quiet.mockResolvedValueOnce(new Response('{"errcode":90030}'))
    spent.alerter.capture({ message: 'month used up' })
    await spent.clock.advance(1_000)
    spent.end()
    for (const { alerter, opened } of [banned, spent]) {
      expect(opened).not.toHaveBeenCalled()
      expect(alerter.stats()).toMatchObject({ pending: 0, dropped: { shutdown: 1 } })
    }
  })

  it('leave the robot to others for 61 s and a timeout when nobody answers', async () => {
    const { alerter, clock, end, registry } = open({}, () => undefined)
    alerter.capture({ message: 'card declined' })
    end()
    const [gate] = registry.shared().gates.values()
    expect(gate?.slotsInUse(clock.monotonic() + 70_900)).toBe(1)
    expect(gate?.slotsInUse(clock.monotonic() + 71_000)).toBe(0)
    expect(alerter.stats()).toMatchObject({ delivered: 0, pending: 0, dropped: { shutdown: 1 } })
  })
})

describe('a message in flight', () => {
  it('leaves once more with its body and its msgUuid, beside what came later', async () => {
    const { alerter, clock, end, posted } = open()
    alerter.capture({ message: 'card declined' })
    await clock.advance(1_000)
    alerter.capture({ message: 'disk full' })
    end()
    const [first] = quiet.mock.calls.map(([, init]) => init)
    expect(posted).toHaveLength(1)
    const again = posted.flat().find((each) => first && idOf(each) === idOf(first))
    expect(again?.body).toBe(first?.body)
    expect(posted.flat().map(textOf).join()).toContain('disk full')
    expect(alerter.stats()).toMatchObject({ delivered: 2, messages: { sent: 2, retried: 1 } })
    expect(imbalance(alerter)).toBe(0)
  })

  it('uses the slot of the last words where there is no other, and no news does', async () => {
    const { alerter, clock, end, posted } = open({ perMinute: 4 })
    for (const message of ['a', 'b']) {
      quiet.mockResolvedValueOnce(new Response('{"errcode":0}'))
      alerter.capture({ message })
      await clock.advance(600)
    }
    alerter.capture({ message: 'card declined' })
    await clock.advance(600)
    end()
    expect(posted.flat().map(textOf)).toEqual([expect.stringContaining('card declined')])
    expect(alerter.stats()).toMatchObject({ delivered: 3, pending: 0 })
  })

  it('goes into the digest when another message got its robot banned meanwhile', async () => {
    const { alerter, clock, end, posted } = open({
      robots: [{ webhook: token }, { webhook: 'fake-token-of-another' }],
    })
    alerter.capture({ message: 'card declined' })
    await clock.advance(1_000)
    quiet.mockResolvedValueOnce(new Response('{"errcode":130101}'))
    alerter.capture({ level: 'fatal', message: 'disk full' })
    await clock.advance(1)
    end()
    // The fatal one was on its way to the other robot already.
    expect(posted.flat().map(tokenOf)).toEqual(['fake-token-of-another', 'fake-token-of-another'])
    const [digest, again] = posted.flat().map(textOf)
    expect(digest).toMatch(/card declined[\s\S]*may have arrived/)
    expect(again).toContain('disk full')
    expect(alerter.stats()).toMatchObject({ delivered: 2, pending: 0 })
  })
})

describe('after a refusal, while there is time,', () => {
  it.each([
    [130101, 'send too fast'],
    [300005, 'token is not exist'],
    [310000, 'ip 127.0.0.1 not in whitelist'],
  ])('the next robot tells it: %i', (errcode, errmsg) => {
    const robots = [{ webhook: token }, { webhook: 'fake-token-of-another' }]
    const server: Server = (request) => (tokenOf(request) === token ? answer(errcode, errmsg) : ok)
    const { alerter, end, posted } = open({ robots }, server)
    alerter.capture({ message: 'card declined' })
    end()
    expect(posted.flat().map(tokenOf)).toEqual([token, 'fake-token-of-another'])
    expect(alerter.stats()).toMatchObject({ delivered: 1, messages: { sent: 1, failed: 1 } })
  })

  it('so it does when the first one is busy, or cannot be reached: later is too late', () => {
    const robots = [{ webhook: token }, { webhook: 'fake-token-of-another' }]
    for (const refusal of [answer(-1, 'busy'), { error: { code: 'ECONNREFUSED', message: 'refused' } }]) {
      const server: Server = (request) => (tokenOf(request) === token ? refusal : ok)
      const { alerter, end, posted } = open({ robots }, server)
      alerter.capture({ message: 'card declined' })
      end()
      expect(posted.flat().map(tokenOf)).toEqual([token, 'fake-token-of-another'])
      expect(alerter.stats()).toMatchObject({ delivered: 1, dropped: { shutdown: 0 } })
    }
  })

  it('fewer words are tried, and in the end it is dropped as `content`', () => {
    const { alerter, end, posted } = open({}, () => answer(430104, 'unsuitable'))
    alerter.capture({ message: 'card declined' })
    end()
    expect(posted.length).toBeGreaterThan(2)
    expect(alerter.stats()).toMatchObject({ pending: 0, dropped: { content: 1, shutdown: 0 } })
  })

  it('the clock of the server is believed', () => {
    const date = new Date(Date.UTC(2026, 5, 15, 6)).toUTCString()
    const server: Server = (_, nth) => (nth === 1 ? answer(310000, 'invalid timestamp', { date }) : ok)
    const { alerter, end, posted } = open({ secret: 'SECfake-secret-0123456789' }, server)
    alerter.capture({ message: 'card declined' })
    end()
    const stamps = posted.flat().map(({ url }) => new URL(url).searchParams.get('timestamp'))
    expect(stamps.map(Number)).toEqual([Date.UTC(2026, 5, 15, 2), Date.UTC(2026, 5, 15, 6)])
    expect(alerter.stats().delivered).toBe(1)
  })

  it('a wait that it asks for is respected: busy, or no connection', () => {
    const refusals: PostAnswer[] = [
      answer(-1, 'busy'),
      { error: { code: 'ECONNREFUSED', message: `connect ECONNREFUSED ${token}` } },
    ]
    for (const refusal of refusals) {
      const { alerter, end, posted } = open({}, () => refusal)
      alerter.capture({ message: 'card declined' })
      end()
      expect(posted).toHaveLength(1)
      expect(alerter.stats()).toMatchObject({ pending: 0, dropped: { shutdown: 1 } })
    }
  })
})

describe('several alerters', () => {
  it('with one robot speak one after the other', () => {
    const { alerter, create, end, posted } = open()
    const other = create({ app: 'billing' })
    alerter.capture({ message: 'card declined' })
    other.capture({ message: 'disk full' })
    end()
    expect(posted.map((round) => round.length)).toEqual([1, 1])
    for (const each of [alerter, other]) expect(each.stats()).toMatchObject({ delivered: 1, pending: 0 })
  })

  it('do not hear of a defect of each other, nor does the process', () => {
    const { alerter, end, opened, registry } = open()
    alerter.capture({ message: 'card declined' })
    const broken = () => {
      throw new Error('defect')
    }
    const speech = { requests: broken, heard: broken, end: broken }
    registry.shared().endings?.add({ drain() {}, lastWords: broken })
    registry.shared().endings?.add({ drain() {}, lastWords: () => speech })
    expect(end).not.toThrow()
    expect(alerter.stats().delivered).toBe(1)
    alerter.capture({ message: 'later' })
    opened.mockImplementation(broken)
    expect(end).not.toThrow()
  })
})

it('neither a message nor an event of the end holds the token', () => {
  const { alerter, end, posted } = open({}, () => answer(310000, `sign not match ${token}`))
  alerter.capture({ message: `posted to ${token}` })
  end()
  const shown = [...posted.flat().map(textOf), ...stderr.mock.calls.flat().map(String)].join()
  expect(shown).toContain('sign not match [redacted]')
  expect(shown).not.toContain(token)
})
