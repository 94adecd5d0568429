import type { Ending } from '../exit/ending.ts'
import type { Host } from '../host/host.ts'
import { Gate } from './gate.ts'
import type { Meter } from './quota.ts'

/** What all copies of this package in one process share: two adapters may bring an ESM and a CJS copy of it. */
export interface Shared {
  gates: Map<string, Gate>
  /** Requests made by `Robot.send` in this process; the month's meter counts them. */
  directCalls: number
  /** The alerter's part, made by whoever needs it first: the month's meters, by the key that alerters name. */
  meters?: Map<string, Meter>
  /** When the last line went to stderr. */
  spokeAt?: number
  /** What is shared with other processes, by the directory that it is shared in. */
  hosts?: Map<string, Host>
  /** It was said that nothing can be shared with other processes. */
  toldAlone?: boolean
  /** Alerters with something to say, asked when the process ends. */
  endings?: Set<Ending>
  /** Somebody listens for that end. */
  listening?: boolean
  /** Set when the process is at its end: lets those in `endings` speak at once. */
  speak?: () => void
}

const key = Symbol.for('dingbell.1')
const roomyAt = 1_000

/** Access to what is shared; the door to it is a port, so that a host-wide one can take its place. */
export interface Registry {
  gate(identity: string, now: number): Gate
  /** Everything that is shared. */
  shared(): Shared
  /** What this process shares with all others of the host. */
  host(): Host | false
}

/** The registry of this process. */
export const processRegistry: Registry = /* @__PURE__ */ createRegistry(globalThis)

/** A registry whose state hangs on `holder`; by default one of its own. */
export function createRegistry(holder = {}): Registry {
  const shared = (): Shared => {
    if (!(key in holder)) Object.assign(holder, { [key]: { gates: new Map(), directCalls: 0 } })
    return Reflect.get(holder, key)
  }
  return {
    gate(identity, now) {
      const { gates } = shared()
      const known = gates.get(identity)
      if (known) return known
      // Session webhooks come by the thousand: those of which nothing is remembered are forgotten.
      if (gates.size >= roomyAt) for (const [each, gate] of gates) if (gate.isIdle(now)) gates.delete(each)
      const gate = new Gate()
      gates.set(identity, gate)
      return gate
    },
    shared,
    host: () => loadHost(shared()),
  }
}

/**
 * A file beside this one, loaded when a first message is sent. At once, since fake timers may stand still; where it is
 * missing, in a bundle that has only the robot, a process is on its own.
 */
function loadHost(shared: Shared): Host | false {
  try {
    const load = process.getBuiltinModule('node:module').createRequire(import.meta.url)
    const file: typeof import('../host/host.ts') = load('./dingbell-host.cjs')
    return file.hostFrom(shared)
  } catch {
    return false
  }
}
