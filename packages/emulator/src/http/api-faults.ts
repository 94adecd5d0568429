import { Hono } from 'hono'
import { faultKinds } from '../faults/fault.ts'
import { readFault } from '../faults/read-fault.ts'
import { addFault, type Group } from '../group.ts'
import { readJson } from './read-json.ts'
import type { NodeEnv } from './robot-door.ts'

/** `/faults`: what is still to go wrong; `POST` adds one, `PUT` takes one or a list in place of all. */
export function faultRoutes({ faults, feed }: Group): Hono<NodeEnv> {
  // JSON has no Infinity: `times` comes out as null, which is also how one writes it.
  const view = () => ({ faults: faults.all(), kinds: faultKinds })
  const routes = new Hono<NodeEnv>()

  routes.get('/faults', (c) => c.json(view()))

  routes.post('/faults', async (c) => {
    addFault({ faults, feed }, readFault(await readJson(c)))
    return c.json(view(), 201)
  })

  // Read as a whole before anything is replaced: one that is malformed leaves what was there.
  routes.put('/faults', async (c) => {
    const json = await readJson(c)
    faults.replace((Array.isArray(json) ? json : [json]).map(readFault))
    feed.publish({ type: 'faults' })
    return c.json(view())
  })

  routes.delete('/faults', (c) => {
    faults.replace([])
    feed.publish({ type: 'faults' })
    return c.json(view())
  })
  return routes
}
