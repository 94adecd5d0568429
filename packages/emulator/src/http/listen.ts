import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import type { Hono } from 'hono'
import type { NodeEnv } from './robot-door.ts'

/** A server that listens. */
export interface Listening {
  url: string
  /** Ends at once, open connections included. */
  close(): Promise<void>
}

/** Serves the app; rejects when the address cannot be had. */
export async function listen(
  app: Hono<NodeEnv>,
  { host, port, requestTimeoutMs }: { host: string; port: number; requestTimeoutMs: number },
): Promise<Listening> {
  // A library leaves the global Request and Response of its host alone.
  const listener = getRequestListener(app.fetch, { overrideGlobalObjects: false })
  const server = createServer(
    {
      requestTimeout: requestTimeoutMs,
      headersTimeout: Math.min(requestTimeoutMs, 10_000),
      // Node looks at its connections only so often: the bounds are kept to within 5 s.
      connectionsCheckingInterval: Math.min(requestTimeoutMs, 5000),
      // Longer than a client keeps an idle connection, so that it never writes into one that is closing.
      keepAliveTimeout: 65_000,
    },
    (incoming, outgoing) => void listener(incoming, outgoing),
  )
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
  return { url: urlOf(server.address()), close: () => close(server) }
}

/** An address that a client can call: nobody can connect to "anywhere". */
function urlOf(address: AddressInfo | string | null): string {
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  const anywhere = address.address === '0.0.0.0' || address.address === '::'
  const host = anywhere ? '127.0.0.1' : address.family === 'IPv6' ? `[${address.address}]` : address.address
  return `http://${host}:${address.port}`
}

/** A call that hangs on purpose would keep `close` waiting for ever. */
function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
