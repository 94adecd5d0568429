import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { type Connection, Live, type LiveSource } from './live.ts'
import type { ReceivedRequest } from './types.ts'

type Listener = (event: { data?: unknown; lastEventId?: string }) => void

/** An EventSource that says what the test wants. */
class FakeSource implements LiveSource {
  readyState = 1
  private readonly listeners = new Map<string, Listener[]>()

  constructor(readonly url: string) {}

  addEventListener(type: string, listener: Listener): void {
    this.listeners.set(type, [...(this.listeners.get(type) ?? []), listener])
  }

  say(type: string, event: Parameters<Listener>[0] = {}): void {
    for (const listener of this.listeners.get(type) ?? []) listener(event)
  }

  close(): void {
    this.readyState = 2
  }
}

function setUp(load: () => Promise<string> = async () => 'run-3') {
  const sources: FakeSource[] = []
  const requests: number[] = []
  const states: Connection[] = []
  const told: string[] = []
  const live = new Live(
    {
      load,
      onRequest: (request: ReceivedRequest) => requests.push(request.id),
      onClear: () => told.push('clear'),
      onRobots: () => told.push('robots'),
      onFaults: () => told.push('faults'),
      onConnection: (state) => states.push(state),
    },
    (url) => {
      const source = new FakeSource(url)
      sources.push(source)
      return source
    },
  )
  return { live, sources, requests, states, told }
}

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
})

it('follows the events after those it has loaded', async () => {
  const { live, sources, requests, states, told } = setUp()
  await live.start()
  expect(sources.map(({ url }) => url)).toEqual(['api/events?after=run-3'])
  sources[0]?.say('open')
  sources[0]?.say('request', { data: '{"id":7}', lastEventId: 'run-4' })
  for (const type of ['clear', 'robots', 'faults']) sources[0]?.say(type, { data: '{}' })
  expect([requests, told, states]).toEqual([[7], ['clear', 'robots', 'faults'], ['connecting', 'live']])
})

it('leaves a reconnect to the browser as long as that tries', async () => {
  const { live, sources, states } = setUp()
  await live.start()
  sources[0]?.say('error')
  await vi.advanceTimersByTimeAsync(60_000)
  expect([sources.length, states.at(-1)]).toEqual([1, 'lost'])
})

it('goes on behind the last event when the browser has given up', async () => {
  const { live, sources } = setUp()
  await live.start()
  const [source] = sources
  source?.say('request', { data: '{"id":7}', lastEventId: 'run-4' })
  source?.close()
  source?.say('error')
  await vi.advanceTimersByTimeAsync(1000)
  expect(sources.at(-1)?.url).toBe('api/events?after=run-4')
})

it('starts over when the server no longer knows what was missed', async () => {
  const positions = ['old-3', 'new-0']
  const { live, sources } = setUp(async () => positions.shift() ?? '')
  await live.start()
  sources[0]?.say('reset', { data: '{}', lastEventId: 'new-9' })
  await vi.advanceTimersByTimeAsync(0)
  expect(sources.map(({ url, readyState }) => [url, readyState])).toEqual([
    ['api/events?after=old-3', 2],
    ['api/events?after=new-0', 1],
  ])
})

it('tries again each second while nothing can be loaded', async () => {
  let calls = 0
  const { live, sources, states } = setUp(async () => {
    calls++
    if (calls < 3) throw new Error('down')
    return 'run-0'
  })
  await live.start()
  await vi.advanceTimersByTimeAsync(2000)
  expect([calls, sources.length]).toEqual([3, 1])
  expect(states).toEqual(['connecting', 'lost', 'connecting', 'lost', 'connecting'])
})

it('is silent once it is closed, even while it loads or waits', async () => {
  const { live, sources } = setUp()
  const starting = live.start()
  live.close()
  await starting
  await vi.advanceTimersByTimeAsync(5000)
  expect(sources).toEqual([])
})
