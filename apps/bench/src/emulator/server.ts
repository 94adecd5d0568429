import { startEmulator } from '@dingbell/emulator'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'

/** One server in a process of its own; prints where to post. */
if (process.argv[2] === 'hono') {
  // As little as a route can do that reads its JSON: what is above it is the emulator's own.
  const app = new Hono()
  app.post('/robot/send', async (context) => {
    await context.req.json()
    return context.json({ errcode: 0, errmsg: 'ok' })
  })
  serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => {
    console.log(`http://127.0.0.1:${port}/robot/send`)
  })
} else {
  const emulator = await startEmulator({ robots: [{ perMinute: false }] })
  console.log(emulator.webhook())
}
