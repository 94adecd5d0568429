import { Alerter } from '../../src/alerter.ts'
import type { AlerterOptions } from '../../src/alerter-options.ts'
import type { Clock } from '../../src/clock.ts'
import { createRegistry } from '../../src/pace/registry.ts'
import type { Owner, Processes } from '../../src/spool/owner.ts'
import type { Answer } from '../../src/transport/fetch.ts'
import { VirtualClock } from '../model/virtual-clock.ts'
import { witness } from '../secrets/witness.ts'
import { MemoryDisk } from './memory-disk.ts'

/** A message as the group received it; `process` is whoever sent it. */
export interface Received {
  at: number
  process: string
  title: string
  text: string
  msgUuid: string
  body: string
}

/** What the server does with a post. `lost`: it arrives, but the answer does not. */
export type Verdict = 'ok' | 'busy' | 'hang' | 'lost' | 'throttled'

/** A process with one alerter, which can be killed at any moment: then nothing of it happens any more. */
export interface Process {
  name: string
  alerter: Alerter
  isAlive(): boolean
  kill(): void
}

/** Several processes in virtual time, one after the other or together, with one disk and one group. */
export class World {
  readonly clock = new VirtualClock()
  readonly disk = new MemoryDisk()
  /** What was posted, and what of it the group shows: not the same `msgUuid` twice. */
  readonly posts: Received[] = []
  readonly shown: Received[] = []
  answer: (post: Received, nth: number) => Verdict = () => 'ok'
  /** Whether trouble is told on stderr. */
  isLoud = false
  /** Bytes that may still be written before the writing process is killed. */
  bytesLeft = Number.POSITIVE_INFINITY
  readonly #running = new Map<number, string>()
  #pids = 100

  /** Starts a process. `at` overrides where it runs. */
  start(options: AlerterOptions = {}, at: Partial<Owner> = {}): Process {
    this.#pids += 1
    const pid = this.#pids
    const name = `p${pid}`
    let alive = true
    const kill = () => {
      alive = false
      this.#running.delete(pid)
    }
    this.#running.set(pid, `${pid}00`)
    const isAlive = () => alive
    const clock = mortal(this.clock, isAlive)
    const mayWrite = (bytes: number) => {
      if (!alive) return 0
      const kept = Math.min(bytes, this.bytesLeft)
      this.bytesLeft -= kept
      if (kept < bytes) kill()
      return kept
    }
    const fetch = (url: string, init: { body: string }) => {
      witness().sent(url, init.body)
      return this.#post(name, init.body, isAlive)
    }
    const disk = {
      files: this.disk.view(() => this.clock.now(), mayWrite),
      processes: this.#processes(pid, at),
    }
    const { robots = { webhook: 'test-token-1', name: 'robot' }, ...rest } = options
    const all = [robots].flat().map((robot) => ('webhook' in robot ? { fetch, ...robot } : robot))
    const spool = { dir: '/spool' }
    const registry = createRegistry()
    if (!this.isLoud) registry.shared().spokeAt = Number.POSITIVE_INFINITY
    const alerter = new Alerter(
      { app: 'shop', host: name, locale: 'en', spool, ...rest, robots: all },
      { clock, disk, registry, random: () => 0.5 },
    )
    return { name, alerter, isAlive, kill }
  }

  /** Until when everything that can be said has been said. */
  async settle(minutes = 30): Promise<void> {
    await this.clock.advance(minutes * 60_000)
  }

  #processes(pid: number, at: Partial<Owner>): Processes {
    const self = { pid, start: `${pid}00`, boot: 'b007', space: '1', ...at }
    return { self: () => self, startOf: (other) => this.#running.get(other), holds: () => undefined }
  }

  async #post(process: string, body: string, isAlive: () => boolean): Promise<Answer> {
    if (!isAlive()) return new Promise(() => {})
    const { markdown, msgUuid } = JSON.parse(body)
    const post = { at: this.clock.now(), process, title: markdown.title, text: markdown.text, msgUuid, body }
    this.posts.push(post)
    const verdict = this.answer(post, this.posts.length)
    if (verdict === 'hang') return new Promise(() => {})
    if (verdict === 'busy') return { status: 200, headers: { get: () => null }, body: '{"errcode":-1}' }
    if (verdict === 'throttled')
      return { status: 200, headers: { get: () => null }, body: '{"errcode":130101}' }
    if (!this.shown.some((each) => each.msgUuid === msgUuid)) this.shown.push(post)
    if (verdict === 'lost') return new Promise(() => {})
    await new Promise<void>((resolve) => this.clock.at(this.clock.monotonic() + 20, resolve))
    if (!isAlive()) return new Promise(() => {})
    return { status: 200, headers: { get: () => null }, body: '{"errcode":0}' }
  }
}

/** A clock of a process: none of its timers fires once it is dead. */
function mortal(clock: Clock, isAlive: () => boolean): Clock {
  return {
    now: () => clock.now(),
    monotonic: () => clock.monotonic(),
    after: (delayMs, wake, hold) => clock.after(delayMs, () => isAlive() && wake(), hold),
  }
}

/** Alerts of a message, and in all, by the text of the kind: `×12 (30 in all)` or `12 times`. */
export function countIn({ text }: Received, kind: string): { count: number; total: number } | undefined {
  const line = text.split('\n').find((each) => each.includes(kind))
  if (line === undefined) return undefined
  const found =
    /×([\d,]+)(?: \(([\d,]+) in all\))?/.exec(line) ??
    /\*\*([\d,]+)\*\* times?(?: \(([\d,]+) in all\))?/.exec(text)
  const count = Number((found?.[1] ?? '0').replaceAll(',', ''))
  return { count, total: found?.[2] ? Number(found[2].replaceAll(',', '')) : count }
}

/** What the books must satisfy at every moment. */
export function imbalance(alerter: Alerter): number {
  const { accepted, delivered, dropped, pending } = alerter.stats()
  return accepted - delivered - pending - Object.values(dropped).reduce((sum, each) => sum + each, 0)
}
