import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import { html } from 'hono/html'
import type { Group } from '../group.ts'
import type { LiveRobot } from '../robots/registry.ts'
import type { NodeEnv } from './robot-door.ts'

/** Nothing from elsewhere, nothing inline: what a message holds can neither run nor call home. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "font-src 'self'",
  // The page makes nodes of text in one place only: DOMPurify's own policy.
  "require-trusted-types-for 'script'",
  'trusted-types dompurify',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** `/`: the page, where it was built; else a few lines that name the webhooks and the API. */
export function pageRoutes(group: Group, webhookOf: (robot: LiveRobot) => string): Hono<NodeEnv> {
  const routes = new Hono<NodeEnv>()
  // Mounted last, so these headers stand on whatever no other route has answered.
  routes.use(async (c, next) => {
    await next()
    c.header('content-security-policy', policy)
    c.header('x-content-type-options', 'nosniff')
    c.header('referrer-policy', 'no-referrer')
  })
  const root = pageFolder()
  if (root) routes.use(serveStatic({ root }))
  else routes.get('/', (c) => c.html(plainPage(group.registry.all().map(webhookOf))))
  return routes
}

/** The built page: beside the built server, or in the package's `dist` while running from source. */
function pageFolder(): string | undefined {
  return ['./page/', '../../dist/page/']
    .map((place) => fileURLToPath(new URL(place, import.meta.url)))
    .find((folder) => existsSync(`${folder}index.html`))
}

/** What `GET /` says where the page was not built; the template escapes what it is given. */
function plainPage(webhooks: readonly string[]) {
  return html`<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>Dingbell emulator</title>
<h1>Dingbell 钉钉机器人模拟器</h1>
<p>Webhook:</p><ul>${webhooks.map((webhook) => html`<li><code>${webhook}</code></li>`)}</ul>
<p>API: <a href="/api/messages">/api/messages</a> · <a href="/api/requests">/api/requests</a> ·
<a href="/api/robots">/api/robots</a> · <a href="/api/faults">/api/faults</a> · <a href="/api/events">/api/events</a></p></html>`
}
