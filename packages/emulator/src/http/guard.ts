import { isIP } from 'node:net'
import type { MiddlewareHandler } from 'hono'

/**
 * Keeps other web sites out of the JSON API: no foreign `Origin`, and, while the server listens on loopback only, no
 * foreign host name either (a name that was rebound to 127.0.0.1).
 */
export function guard(loopbackOnly: boolean): MiddlewareHandler {
  return async (c, next) => {
    const host = c.req.header('host') ?? ''
    const origin = c.req.header('origin')
    const foreign = origin !== undefined && hostOf(origin) !== host
    if (foreign || (loopbackOnly && !isLocalName(host)))
      return c.json({ error: 'this origin may not call the API' }, 403)
    return next()
  }
}

/** `null`, the origin of a sandboxed frame or a file, is no URL, and so nobody's host. */
function hostOf(origin: string): string {
  return URL.canParse(origin) ? new URL(origin).host : ''
}

/** An IP address cannot be rebound; of names only localhost is surely this machine. */
function isLocalName(host: string): boolean {
  const name = host.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1')
  return isIP(name) !== 0 || name === 'localhost' || name.endsWith('.localhost')
}
