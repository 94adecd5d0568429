import { Gate } from './gate.ts'
import type { Meter } from './quota.ts'

/** What all copies of this package in one process share: two adapters may bring an ESM and a CJS copy of it. */
export interface Shared {
  gates: Map<string, Gate>
  /** Requests made by `Robot.send` in this process; the month's meter counts them. */
  directCalls: number
  /** The month's meters, by the key that alerters name. */
  meters: Map<string, Meter>
  /** When the last line went to stderr. */
  spokeAt: number
  /** Alerters with something to say, asked when the process has nothing left to do. */
  drains: Set<() => Promise<unknown>>
  listening: boolean
}

const key = Symbol.for('dingbell.shared.1')
const roomyAt = 1_000

/** Access to what is shared; the door to it is a port, so that a host-wide one can take its place. */
export interface Registry {
  gate(identity: string, now: number): Gate
  countDirectCall(): void
  /** For the alerter: everything that is shared. */
  shared(): Shared
}

/** The registry of this process. */
export const processRegistry: Registry = createRegistry(shared)

/** A registry over the given state. */
export function createRegistry(state: () => Shared = once()): Registry {
  return {
    gate(identity, now) {
      const { gates } = state()
      const gate = gates.get(identity) ?? new Gate()
      if (gates.size >= roomyAt) sweep(gates, now)
      gates.set(identity, gate)
      return gate
    },
    countDirectCall: () => {
      state().directCalls += 1
    },
    shared: state,
  }
}

function shared(): Shared {
  const found: unknown = Reflect.get(globalThis, key)
  if (isShared(found)) return found
  const fresh = createShared()
  Object.defineProperty(globalThis, key, { value: fresh })
  return fresh
}

function once(): () => Shared {
  const state = createShared()
  return () => state
}

function createShared(): Shared {
  return {
    gates: new Map(),
    directCalls: 0,
    meters: new Map(),
    spokeAt: Number.NEGATIVE_INFINITY,
    drains: new Set(),
    listening: false,
  }
}

function isShared(value: unknown): value is Shared {
  return typeof value === 'object' && value !== null && 'gates' in value
}

/** Session webhooks come by the thousand: those that nobody waits for and nothing is remembered of are forgotten. */
function sweep(gates: Map<string, Gate>, now: number): void {
  for (const [identity, gate] of gates) if (gate.isIdle(now)) gates.delete(identity)
}
