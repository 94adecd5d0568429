import { OptionError } from '../option-error.ts'

/** All that can go wrong on purpose. */
export const faultKinds = [
  'throttled',
  'busy',
  'quota',
  'http500',
  'html',
  'truncated',
  'redirect',
  'hang',
  'reset',
  'slow',
  'answer',
] as const

/** `answer` sends the `errcode` and `errmsg` given with it; `slow` judges as usual but answers late. */
export type FaultKind = (typeof faultKinds)[number]

/** A fault to come. */
export interface Fault {
  kind: FaultKind
  /** How many requests it hits, 0: none; `Infinity` until cleared. Default 1, with a `probability` `Infinity`. */
  times?: number | undefined
  /** The chance, from 0 to 1, that a request is hit. Default 1. */
  probability?: number | undefined
  /** Only calls to the robot of this name. Default: all. */
  robot?: string | undefined
  /** Whether the message is judged and shown although its answer is spoilt. Default: only with `truncated` and `slow`. */
  deliver?: boolean | undefined
  /** How long to wait before the answer, in ms. Default 0, with `slow` 3,000. */
  delayMs?: number | undefined
  /** With `reset`: cut the connection before or after the body was read. Default `after`. */
  when?: 'before' | 'after' | undefined
  /** With `http500` and `html`: another status. Default 500 and 200. */
  status?: number | undefined
  /** With `answer`: what to say. Default -1 and `系统繁忙`. */
  errcode?: number | undefined
  errmsg?: string | undefined
}

/** A fault with nothing left to decide. */
export interface ActiveFault extends Fault {
  times: number
  probability: number
  deliver: boolean
  delayMs: number
}

/** Fills the defaults in and checks every field. Throws `OptionError`. */
export function resolveFault(fault: Fault): ActiveFault {
  const { kind, probability = 1, status } = fault
  if (!faultKinds.includes(kind)) throw new OptionError('kind', faultKinds.join(' | '), kind)
  const active: ActiveFault = {
    ...fault,
    probability,
    times: fault.times ?? (fault.probability === undefined ? 1 : Infinity),
    deliver: fault.deliver ?? (kind === 'truncated' || kind === 'slow'),
    delayMs: fault.delayMs ?? (kind === 'slow' ? 3000 : 0),
  }
  between('times', active.times, 0, Infinity)
  between('probability', probability, 0, 1)
  between('delayMs', active.delayMs, 0, 2 ** 31 - 1)
  between('status', status ?? 500, 200, 599)
  if (fault.when !== undefined && !['before', 'after'].includes(fault.when))
    throw new OptionError('when', 'before | after', fault.when)
  return active
}

/** A number within bounds; not a number is never within. */
function between(field: string, value: number, least: number, most: number): void {
  if (!(typeof value === 'number' && value >= least && value <= most))
    throw new OptionError(field, `a number from ${least} to ${most}`, value)
}
