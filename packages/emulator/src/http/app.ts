import { Hono } from 'hono'
import type { Group } from '../group.ts'
import { OptionError } from '../option-error.ts'
import type { LiveRobot } from '../robots/registry.ts'
import { eventRoutes } from './api-events.ts'
import { faultRoutes } from './api-faults.ts'
import { recordRoutes } from './api-records.ts'
import { robotRoutes } from './api-robots.ts'
import { guard } from './guard.ts'
import { pageRoutes } from './page.ts'
import { type NodeEnv, robotDoor } from './robot-door.ts'

/** What the routes need beside the group. */
export interface AppSettings {
  maxBodyBytes: number
  loopbackOnly: boolean
  webhookOf: (robot: LiveRobot) => string
}

/** All routes: the robot's two doors, the JSON API, the page. */
export function createApp(
  group: Group,
  { maxBodyBytes, loopbackOnly, webhookOf }: AppSettings,
): Hono<NodeEnv> {
  const app = new Hono<NodeEnv>()
  // Every method: a wrong one is answered by the judge (43002), not by the router. In front of the guard: a caller in a
  // container reaches this machine by a name of its own.
  app.all('/robot/send', robotDoor(group, 'send', maxBodyBytes))
  app.all('/robot/sendBySession', robotDoor(group, 'session', maxBodyBytes))
  // Where a 302 during a ban leads: HTML with status 200, which is no success.
  app.get('/deny', (c) => c.html('<!doctype html><title>deny</title>'))
  app.get('/healthz', (c) => c.json({ ok: true }))

  app.use('/api/*', guard(loopbackOnly))
  app.route('/api', recordRoutes(group))
  app.route('/api', robotRoutes(group, webhookOf))
  app.route('/api', faultRoutes(group))
  app.route('/api', eventRoutes(group))
  app.route('/', pageRoutes(group, webhookOf))

  // DingTalk's words for a path that it does not have, such as a mistyped /robot/sent.
  app.notFound((c) => c.json({ errcode: 404, errmsg: '请求的URI地址不存在' }, 404))
  app.onError((error, c) => c.json({ error: error.message }, error instanceof OptionError ? 400 : 500))
  return app
}
