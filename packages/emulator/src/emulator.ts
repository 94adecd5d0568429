import { setMaxListeners } from 'node:events'
import type { Fault } from './faults/fault.ts'
import { FaultList } from './faults/fault-list.ts'
import { addFault, type Group, reset } from './group.ts'
import { createApp } from './http/app.ts'
import { listen } from './http/listen.ts'
import { OptionError } from './option-error.ts'
import { type EmulatorOptions, type EmulatorSettings, resolveOptions } from './options.ts'
import { type LiveRobot, Registry } from './robots/registry.ts'
import { Feed } from './store/feed.ts'
import { History } from './store/history.ts'
import type { ReceivedMessage, ReceivedRequest } from './store/records.ts'
import { waitForMessages, waitUntil } from './store/wait-for-messages.ts'

//   POST /robot/send          GET|PUT|DELETE /api/…        GET /
//        │                            │                    │
//        ▼                            │                   page
//   robots/   whose token?  ◄─────────┤
//        ▼                            │
//   faults/   shall it go wrong?  ◄───┤
//        ▼                            │
//   judge/    door, body, security, limits
//        ▼                            │
//   answer/   errmsg, deny, 302       │
//        ▼                            ▼
//   store/    history ──► feed ──► /api/events, waitForMessages

/** A local DingTalk robot that is up. */
export interface Emulator {
  /** Where the server and its page are, without a slash at the end. */
  url: string
  /** The URL to paste into a client, unsigned, as DingTalk shows it. Without a name: the first robot's. */
  webhook(name?: string): string
  /** Name and webhook of every robot. */
  robots(): { name: string; webhook: string }[]
  /** What the group would have seen, oldest first. */
  messages(): ReceivedMessage[]
  /** Every call, refused ones included, oldest first. */
  requests(): ReceivedRequest[]
  /** Resolves once `n` messages were accepted since the last `clear`; rejects after `timeoutMs` (5,000). */
  waitForMessages(n: number, options?: { timeoutMs?: number | undefined }): Promise<ReceivedMessage[]>
  /** Resolves `true` once `condition` holds, asked now and after every request; `false` after `timeoutMs` (5,000). */
  waitUntil(condition: () => boolean, options?: { timeoutMs?: number | undefined }): Promise<boolean>
  /** Lets the next requests go wrong. */
  fail(fault: Fault): void
  /** Forgets messages, requests, faults, bans and counts; the robots stay. */
  clear(): void
  /** Stops the server at once, open connections included. */
  close(): Promise<void>
}

/** Starts a local DingTalk robot. Throws a `TypeError` for a malformed option; rejects when the port is taken. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const settings = resolveOptions(options)
  const closing = new AbortController()
  const group = createGroup(settings, closing.signal)
  let base = ''
  const webhookOf = (robot: LiveRobot) => `${base}/robot/send?access_token=${robot.settings.token}`
  const loopbackOnly = /^(127\.|::1$|localhost$)/.test(settings.host)
  const server = await listen(createApp(group, { ...settings, loopbackOnly, webhookOf }), settings)
  base = server.url
  const wait = (done: () => boolean, timeoutMs: number) =>
    waitUntil(group.feed, done, timeoutMs, closing.signal)
  const { history, registry } = group
  if (settings.onRequest) tell(group.feed, settings.onRequest)
  let closed: Promise<void> | undefined

  return {
    url: base,
    webhook: (name) => webhookOf(find(registry, name)),
    robots: () => registry.all().map((robot) => ({ name: robot.settings.name, webhook: webhookOf(robot) })),
    messages: () => history.messages(),
    requests: () => history.requests(),
    waitForMessages: (n, { timeoutMs = 5000 } = {}) => waitForMessages(history, wait, n, timeoutMs),
    waitUntil: (condition, { timeoutMs = 5000 } = {}) => wait(condition, timeoutMs),
    fail: (fault) => addFault(group, fault),
    clear: () => reset(group),
    close: () => {
      closing.abort()
      closed ??= server.close()
      return closed
    },
  }
}

/** Everything behind the doors, put together in one place. */
function createGroup(settings: EmulatorSettings, closing: AbortSignal): Group {
  // A thousand hanging calls may wait for the end of the same server.
  setMaxListeners(0, closing)
  const feed = new Feed(settings.maxRequests)
  return {
    clock: settings.clock,
    registry: new Registry(settings.robots),
    faults: new FaultList(settings.random),
    feed,
    history: new History(feed, settings),
    style: settings,
    closing,
  }
}

function tell(feed: Feed, listener: (request: ReceivedRequest) => void): void {
  feed.subscribe((event) => {
    if (event.type === 'request') listener(event.request)
  })
}

/** The robot of that name, or an error that lists the names there are. */
function find(registry: Registry, name: string | undefined): LiveRobot {
  const robot = registry.find(name)
  if (robot) return robot
  const names = registry.all().map(({ settings }) => settings.name)
  throw new OptionError('name', `one of ${names.join(', ')}`, name)
}
