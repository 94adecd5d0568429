import type { ServerResponse } from 'node:http'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { Hono } from 'hono'
import type { Group } from '../group.ts'
import type { FeedEvent } from '../store/feed.ts'
import type { NodeEnv } from './robot-door.ts'

const heartbeatMs = 15_000
const mostUnsentBytes = 8 * 1_048_576

/**
 * `/events`: what happens, as server-sent events. A watcher that comes back with `Last-Event-ID` (or starts with
 * `?after=`) gets what it missed, or `reset` when that is no longer known.
 */
export function eventRoutes({ feed, closing }: Group): Hono<NodeEnv> {
  const routes = new Hono<NodeEnv>()
  routes.get('/events', (c) => {
    const { outgoing } = c.env
    outgoing.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
    })
    const after = c.req.header('last-event-id') ?? c.req.query('after') ?? feed.position
    const missed = feed.since(after)
    // The comment makes the headers leave at once, the retry keeps a reconnect short.
    outgoing.write(`: dingbell\nretry: 1000\nid: ${feed.position}\n\n`)
    if (missed) for (const event of missed) write(outgoing, event)
    else outgoing.write(`event: reset\nid: ${feed.position}\ndata: {}\n\n`)

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

/** A watcher that does not read is cut off; it comes back and asks for what it missed. */
function write(outgoing: ServerResponse, event: FeedEvent): void {
  const data = event.type === 'request' ? event.request : {}
  outgoing.write(`event: ${event.type}\nid: ${event.id}\ndata: ${JSON.stringify(data)}\n\n`)
  if (outgoing.writableLength > mostUnsentBytes) outgoing.destroy()
}
