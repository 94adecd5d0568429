import { Hono } from 'hono'
import type { Group } from '../group.ts'
import { expectedSign } from '../judge/security/signature.ts'
import { readRobot } from '../robots/read-robot.ts'
import type { LiveRobot } from '../robots/registry.ts'
import { readJsonObject } from './read-json.ts'
import type { NodeEnv } from './robot-door.ts'

/** `/robots`: the robots with their webhook and gauges; add, change, remove; a webhook that is signed for now. */
export function robotRoutes(group: Group, webhookOf: (robot: LiveRobot) => string): Hono<NodeEnv> {
  const { registry, clock, feed } = group
  // The secret as well: the page shows it, and whoever may call this can change it anyway.
  const view = (robot: LiveRobot) => ({
    ...robot.settings,
    webhook: webhookOf(robot),
    meters: robot.meter.read(clock.now(), robot.settings),
  })
  // Watchers fetch the list again; the event itself carries no secret.
  const changed = (robot: LiveRobot) => {
    feed.publish({ type: 'robots' })
    return view(robot)
  }
  const routes = new Hono<NodeEnv>()

  routes.get('/robots', (c) => c.json({ robots: registry.all().map(view), now: clock.now() }))

  routes.post('/robots', async (c) => c.json(changed(registry.add(readRobot(await readJsonObject(c)))), 201))

  routes.put('/robots/:name', async (c) => {
    const robot = registry.edit(c.req.param('name'), readRobot(await readJsonObject(c)))
    return robot ? c.json(changed(robot)) : c.json({ error: 'no robot of that name' }, 404)
  })

  routes.get('/robots/:name/signed', (c) => {
    const robot = registry.find(c.req.param('name'))
    if (!robot) return c.json({ error: 'no robot of that name' }, 404)
    return c.json({ url: signedUrl(webhookOf(robot), robot.settings.secret, clock.now()) })
  })

  routes.delete('/robots/:name', (c) => {
    if (!registry.remove(c.req.param('name'))) return c.json({ error: 'no robot of that name' }, 404)
    feed.publish({ type: 'robots' })
    return c.json({ ok: true })
  })
  return routes
}

/** What a client with the secret would post to now; good for an hour. */
function signedUrl(webhook: string, secret: string | undefined, now: number): string {
  if (secret === undefined) return webhook
  const sign = expectedSign(String(now), secret)
  return `${webhook}&timestamp=${now}&sign=${encodeURIComponent(sign)}`
}
