import { Gate } from './gate.ts'

/** What all copies of this package in one process share: two adapters may bring an ESM and a CJS copy of it. */
interface Shared {
  gates: Map<string, Gate>
  /** Requests made by `Robot.send` in this process; the month's meter counts them. */
  directCalls: number
}

const key = Symbol.for('dingbell.shared.1')
const roomyAt = 1_000

/** Access to what is shared; the door to it is a port, so that a host-wide one can take its place. */
export interface Registry {
  gate(identity: string, now: number): Gate
  countDirectCall(): void
  directCalls(): number
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
    directCalls: () => state().directCalls,
  }
}

function shared(): Shared {
  const found: unknown = Reflect.get(globalThis, key)
  if (isShared(found)) return found
  const fresh: Shared = { gates: new Map(), directCalls: 0 }
  Object.defineProperty(globalThis, key, { value: fresh })
  return fresh
}

function once(): () => Shared {
  const state: Shared = { gates: new Map(), directCalls: 0 }
  return () => state
}

function isShared(value: unknown): value is Shared {
  return typeof value === 'object' && value !== null && 'gates' in value
}

/** Session webhooks come by the thousand: those that nobody waits for and nothing is remembered of are forgotten. */
function sweep(gates: Map<string, Gate>, now: number): void {
  for (const [identity, gate] of gates) if (gate.isIdle(now)) gates.delete(identity)
}
