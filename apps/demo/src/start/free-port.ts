import { createServer } from 'node:net'

/** The port that was asked for, or 0 (any free one) when somebody else has it. Loopback only, as everything here. */
export function freePort(wish: number): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(0))
    probe.listen(wish, '127.0.0.1', () => probe.close(() => resolve(wish)))
  })
}
