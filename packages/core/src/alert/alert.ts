import type { At } from '../message/at.ts'

/** How bad it is. `capture` keeps what stands at or above the alerter's level. */
export type Level = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal'

/** The levels, from the least to the worst. */
export const levels: readonly Level[] = ['trace', 'debug', 'info', 'warn', 'error', 'fatal']

/** What a logger, a filter or the application hands to `capture`. Every field may be left out. */
export interface AlertInput {
  /** Default `'error'`. */
  level?: Level | undefined
  message?: string | undefined
  /** The message before its values were filled in; groups alerts better than the message does. */
  template?: string | undefined
  /** An Error, or anything that was thrown. */
  error?: unknown
  context?: Record<string, unknown> | undefined
  /** Name of the logger or class that reported it. */
  logger?: string | undefined
  /** When it happened, in ms since 1970. Default: now. */
  time?: number | undefined
  /** Overrides the grouping: alerts with the same fingerprint are the same. */
  fingerprint?: string | readonly string[] | undefined
  /** Who is mentioned by this alert's card. */
  at?: At | undefined
}

/** The error of an alert, read once, bounded and redacted. */
export interface AlertError {
  /** Empty where a value without a name was thrown. */
  name: string
  message: string
  code?: string | undefined
  /** The frames alone: name and message, which V8 puts before them, stand in their own fields. */
  stack?: string | undefined
  /** The chain along `cause` (and the members of an AggregateError), outermost first, at most 5. */
  causes: readonly AlertCause[]
}

/** One link of the chain below an error. */
export interface AlertCause {
  name: string
  message: string
  code?: string | undefined
  stack?: string | undefined
  /** It is, or is below, a member of an AggregateError. */
  member?: boolean | undefined
}

/** A normalised alert: plain data, bounded and redacted, safe to keep and to show. */
export interface Alert {
  level: Level
  message: string
  template?: string | undefined
  error?: AlertError | undefined
  context?: Record<string, unknown> | undefined
  logger?: string | undefined
  time: number
  host: string
  fingerprint?: string | readonly string[] | undefined
  at?: At | undefined
  traceId?: string | undefined
  requestId?: string | undefined
}
