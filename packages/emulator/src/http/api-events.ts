import type { ServerResponse } from 'node:http'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { Hono } from 'hono'
import type { Group } from '../group.ts'
import type { FeedEvent } from '../store/feed.ts'
import type { NodeEnv } from './robot-door.ts'

/** Proxies cut a connection that is silent, many after a minute. */
const heartbeatMs = 15_000
/** So much may wait in memory for one watcher. */
const mostUnsentBytes = 8 * 1_048_576

/**
 * `/events`: what happens, as server-sent events. A watcher that comes back with `Last-Event-ID` (or starts with
 * `?after=`) gets what it missed, or `reset` when that is no longer known.
 */
export function eventRoutes({ feed, closing }: Group): Hono<NodeEnv> {
  const routes = new Hono<NodeEnv>()
  routes.get('/events', (c) => {
    // Written by hand: it must be known how much a watcher has not read yet, which a stream of Hono's does not tell.
    const { outgoing } = c.env
    outgoing.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
    })
    const after = c.req.header('last-event-id') ?? c.req.query('after') ?? feed.position
    const missed = feed.since(after)
    // The comment makes the headers leave at once, the retry keeps a reconnect short. No id yet: it would be above those
    // of the events to come, and a watcher that is cut off between them would miss some.
    outgoing.write(': dingbell\nretry: 1000\n\n')
    outgoing.write(catchUp(missed, feed.position))

    const unsubscribe = feed.subscribe((event) => write(outgoing, event))
    const heartbeat = setInterval(() => outgoing.write(': \n\n'), heartbeatMs).unref()
    const end = () => outgoing.end()
    closing.addEventListener('abort', end)
    outgoing.on('close', () => {
      unsubscribe()
      clearInterval(heartbeat)
      closing.removeEventListener('abort', end)
    })
    return RESPONSE_ALREADY_SENT
  })
  return routes
}

/**
 * What was missed, or `reset` when that is forgotten or would fill the buffer by itself and be cut off each time. A
 * character takes up to three bytes, so a quarter of the bound stays below it. An id without data moves the watcher's
 * position without an event.
 */
function catchUp(missed: FeedEvent[] | undefined, position: string): string {
  const text = missed?.map(format).join('')
  if (text !== undefined && text.length < mostUnsentBytes / 4) return `${text}id: ${position}\n\n`
  return `event: reset\nid: ${position}\ndata: {}\n\n`
}

/** JSON holds no line break, which would end the data. */
function format(event: FeedEvent): string {
  const data = event.type === 'request' ? event.request : {}
  return `event: ${event.type}\nid: ${event.id}\ndata: ${JSON.stringify(data)}\n\n`
}

/** A watcher that does not read is cut off; it comes back and asks for what it missed. */
function write(outgoing: ServerResponse, event: FeedEvent): void {
  outgoing.write(format(event))
  if (outgoing.writableLength > mostUnsentBytes) outgoing.destroy()
}
