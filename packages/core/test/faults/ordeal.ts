import { expect, onTestFinished, vi } from 'vitest'
import { Alerter } from '../../src/alerter.ts'
import type { AlerterOptions } from '../../src/alerter-options.ts'
import { markdown } from '../../src/message/markdown.ts'
import { createRegistry } from '../../src/pace/registry.ts'
import { Robot } from '../../src/robot.ts'
import type { RobotOptions } from '../../src/robot-options.ts'
import type { FetchLike } from '../../src/transport/fetch.ts'
import { imbalance } from '../group.ts'
import { VirtualClock } from '../model/virtual-clock.ts'
import { rejection } from '../scripted-fetch.ts'
import { type Reaction, Wire } from './wire.ts'

/** The world of one fault. */
export interface Ordeal {
  wire: Wire
  clock: VirtualClock
  alerter: Alerter
  /** Lets virtual time pass; it stands still while a request is under way, for real sockets take real time. */
  pass(ms: number): Promise<void>
}

/** A way to the server, and what the server does. */
export interface Circumstances {
  reactions?: readonly Reaction[]
  secure?: boolean
  /** Wraps the way to the server. */
  way?: (fetch: FetchLike) => FetchLike
  options?: AlerterOptions
}

/** An alerter in virtual time in front of a real server on loopback. */
export async function undergo({ options, reactions = [], secure, way }: Circumstances): Promise<Ordeal> {
  const wire = await new Wire(reactions, secure).open()
  onTestFinished(() => wire.close())
  const clock = new VirtualClock()
  wire.now = () => clock.now()
  const calls = new Calls(wire)
  const robot = { webhook: wire.webhook, fetch: calls.follow(way ? way(realFetch) : realFetch) }
  const ports = { clock, registry: createRegistry(), random: () => 0.5 }
  watchHost()
  const alerter = new Alerter(
    { app: 'shop', env: 'test', host: 'web-1', locale: 'en', ...robot, ...options },
    ports,
  )
  return { wire, clock, alerter, pass: (ms) => calls.pass(clock, ms) }
}

/** What `Robot.send` rejects with under the same circumstances, at its first attempt. */
export async function robotSuffers(
  { reactions = [], secure, way }: Circumstances,
  options: Partial<RobotOptions> = {},
): Promise<unknown> {
  const wire = await new Wire(reactions, secure).open()
  try {
    const clock = new VirtualClock()
    wire.now = () => clock.now()
    const calls = new Calls(wire)
    const fetch = calls.follow(way ? way(realFetch) : realFetch)
    const ports = { clock, registry: createRegistry(), random: () => 0.5 }
    const robot = new Robot({ webhook: wire.webhook, fetch, retry: { attempts: 1 }, ...options }, ports)
    const failed = rejection(robot.send(markdown('hello', 'hello')))
    await calls.pass(clock, 60_000)
    return await failed
  } finally {
    await wire.close()
  }
}

/** The alert is in the chat, in one message, and the books are closed. */
export function expectNothingLost({ alerter, clock, wire }: Ordeal, marker: string): void {
  expect(alerter.stats()).toMatchObject({ accepted: 1, delivered: 1, pending: 0, messages: { sent: 1 } })
  expect(imbalance(alerter)).toBe(0)
  expect([...wire.chat.values()].map((message) => message.text)).toEqual([expect.stringContaining(marker)])
  expect(clock.held, 'timers that would keep the process alive').toBe(0)
}

const realFetch: FetchLike = (url, init) => fetch(url, init)

/** Nothing on stdout, and on stderr nothing but lines of ours without the credential. */
function watchHost(): void {
  const stdout = vi.spyOn(process.stdout, 'write')
  const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  onTestFinished(() => {
    const lines = stderr.mock.calls.map(([line]) => String(line))
    const printed = stdout.mock.calls.length
    vi.restoreAllMocks()
    expect(printed).toBe(0)
    for (const line of lines) expect(line).toMatch(/^\[dingbell\] (?!.*fa4e-token).*\n$/)
  })
}

/** The requests under way: virtual time must not overtake them. */
class Calls {
  #ended: Promise<void> = Promise.resolve()
  #begun = () => {}
  #isOpen = false
  readonly #wire: Wire

  constructor(wire: Wire) {
    this.#wire = wire
  }

  follow(fetch: FetchLike): FetchLike {
    return async (url, init) => {
      const end = this.#begin()
      try {
        const { body, headers, status } = await fetch(url, init)
        if (isIterable(body)) return { status, headers, body: untilEnd(body, end) }
        end()
        return { status, headers, body }
      } catch (error) {
        end()
        throw error
      }
    }
  }

  async pass(clock: VirtualClock, ms: number): Promise<void> {
    const over = new Promise<boolean>((resolve) => clock.at(clock.monotonic() + ms, () => resolve(true)))
    for (let isOver = false; !isOver; ) {
      const begun = new Promise<boolean>((resolve) => {
        this.#begun = () => resolve(false)
      })
      if (!this.#isOpen) isOver = (await clock.waitFor(Promise.race([over, begun]), ms + 1)).result
      await this.#ended
    }
  }

  #begin(): () => void {
    let end = () => {}
    this.#isOpen = true
    this.#ended = new Promise((resolve) => {
      end = () => {
        this.#isOpen = false
        resolve()
      }
    })
    this.#wire.onStuck = end
    this.#begun()
    return end
  }
}

function isIterable(body: unknown): body is AsyncIterable<Uint8Array | string> {
  return typeof body === 'object' && body !== null && Symbol.asyncIterator in body
}

async function* untilEnd<Chunk>(body: AsyncIterable<Chunk>, end: () => void): AsyncGenerator<Chunk> {
  try {
    yield* body
  } finally {
    end()
  }
}
