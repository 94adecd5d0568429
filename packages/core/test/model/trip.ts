/** What goes wrong with a request, beside its latency. `late` and `shown` reach the server although nobody hears of it. */
export const faults = [
  'unreachable',
  'reset-lost',
  'reset-late',
  'reset-shown',
  'hang-lost',
  'hang-late',
  'hang-body',
  'http500',
  'busy',
  'page-lost',
  'page-shown',
  'cut-shown',
] as const
export type Fault = (typeof faults)[number]

/** The way of one request to the server and of its answer back. */
export interface Trip {
  /** From the start to the server, in ms. */
  receiptMs: number
  /** Where between receipt and answer the server stamps the call: 0 at once, 1 at the end. */
  stamp: number
  /** From the receipt to the answer, in ms. */
  answerMs: number
  /** The way opens only at multiples of this: what started apart arrives together. In ms. */
  gatherMs?: number | undefined
  fault?: Fault | undefined
}

/** When a trip arrives and ends, in ms from its start; missing: never by itself. */
export interface Plan {
  arrivesMs?: number
  endsMs?: number
  /** A request that its client gave up may still arrive. */
  mayComeLate: boolean
}

/** The times of a trip that starts now. */
export function planOf(trip: Trip, startedAt: number, timeoutMs: number): Plan {
  const { answerMs, gatherMs, receiptMs, stamp } = trip
  const receipt = receiptMs + (gatherMs === undefined ? 0 : gatherMs - ((startedAt + receiptMs) % gatherMs))
  const endsMs = receipt + answerMs
  switch (trip.fault) {
    case 'unreachable':
    case 'reset-lost':
      return { endsMs, mayComeLate: false }
    case 'reset-late':
      return { endsMs: receipt, arrivesMs: receipt + stamp * timeoutMs, mayComeLate: true }
    case 'hang-lost':
      return { mayComeLate: false }
    case 'hang-late':
      return { mayComeLate: true }
    default:
      return { endsMs, arrivesMs: receipt + stamp * answerMs, mayComeLate: true }
  }
}
