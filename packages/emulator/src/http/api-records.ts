import { type Context, Hono } from 'hono'
import { type Group, reset } from '../group.ts'
import { OptionError } from '../option-error.ts'
import type { ReceivedMessage } from '../store/records.ts'
import { shortfall, waitUntil } from '../store/wait-for-messages.ts'
import type { NodeEnv } from './robot-door.ts'

/** `/messages`, `/requests` and `/reset`: what came, filtered or waited for, and how to forget it. */
export function recordRoutes(group: Group): Hono<NodeEnv> {
  const { history, feed } = group
  const routes = new Hono<NodeEnv>()

  routes.get('/messages', async (c) => {
    // Counted before the filters and the bound: "two messages more" must not depend on what is still kept.
    const atLeast = numberOf(c, 'atLeast') ?? 0
    const timeoutMs = numberOf(c, 'timeoutMs') ?? 5000
    const came = await waitUntil(
      feed,
      () => history.accepted >= atLeast,
      atLeast > 0 ? timeoutMs : 0,
      group.closing,
    )
    const messages = newest(c, history.messages().filter(wanted(c)))
    if (came) return c.json({ messages })
    return c.json({ error: shortfall(history, atLeast, timeoutMs), messages }, 408)
  })

  // `position` is where /events goes on, so that a page that loads first and listens then misses nothing.
  routes.get('/requests', (c) => {
    const robot = c.req.query('robot')
    const outcome = c.req.query('outcome')
    const requests = history
      .requests()
      .filter((request) => robot === undefined || request.robot === robot)
      .filter((request) => outcome === undefined || request.verdict.outcome === outcome)
    return c.json({ requests: newest(c, requests), position: feed.position })
  })

  routes.delete('/messages', (c) => {
    history.clear()
    return c.json({ ok: true })
  })

  routes.post('/reset', (c) => {
    reset(group)
    return c.json({ ok: true })
  })
  return routes
}

/** `?robot=`, `?msgtype=` and `?contains=`, which searches the whole body. */
function wanted(c: Context): (message: ReceivedMessage) => boolean {
  const { robot, msgtype, contains } = c.req.query()
  return (message) =>
    (robot === undefined || message.robot === robot) &&
    (msgtype === undefined || message.msgtype === msgtype) &&
    (contains === undefined || JSON.stringify(message.body).includes(contains))
}

/** `?limit=`: the newest ones, still oldest first. */
function newest<T>(c: Context, items: T[]): T[] {
  const limit = numberOf(c, 'limit')
  if (limit === undefined) return items
  return limit === 0 ? [] : items.slice(-limit)
}

/** A whole number in the query, small enough for a timer. Throws `OptionError` for anything else. */
function numberOf(c: Context, name: string): number | undefined {
  const text = c.req.query(name)
  if (text === undefined) return undefined
  if (!/^\d{1,9}$/.test(text)) throw new OptionError(name, 'a whole number', text)
  return Number(text)
}
