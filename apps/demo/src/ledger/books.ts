import { numberIn } from './fields.ts'

/** The books of one alerter in numbers: accepted = delivered + pending + dropped. */
export interface Books {
  accepted: number
  delivered: number
  pending: number
  dropped: number
  /** Messages that brought what is delivered. */
  messages: number
}

/** What Pino's worker thread tells of itself. */
export interface PinoReport {
  accepted: number
  delivered: number
  dropped: number
  messages: number
  /** When each attempt of the last minute ended, in ms since 1970. */
  attemptsAt: number[]
  /** What the DingTalkError of the latest attempt says; absent when that one arrived. */
  failure: { code: unknown; errcode: unknown; hint: unknown } | undefined
}

/** Joins the two threads; it reaches no other process. */
export const pinoChannel = 'dingbell-demo.pino'

/** The books by the worker's report; what is neither delivered nor dropped waits. */
export function booksOf(report: unknown): Books {
  const accepted = numberIn(report, 'accepted')
  const delivered = numberIn(report, 'delivered')
  const dropped = numberIn(report, 'dropped')
  return {
    accepted,
    delivered,
    pending: accepted - delivered - dropped,
    dropped,
    messages: numberIn(report, 'messages'),
  }
}
