import type { AlertInput, Level } from '@dingbell/core'

/** A log record of Winston's, its properties unknown. */
export type Info = Record<PropertyKey, unknown>

/** What Winston's log record says, as an alert. */
export function toAlert(info: Info, levelOf: (name: string) => Level): AlertInput {
  const { level: _, message, error, stack: __, exception, ...context } = info
  const level = String(info[Symbol.for('level')] ?? info.level)
  return {
    level: exception === true ? 'fatal' : levelOf(level),
    message: typeof message === 'string' ? message : undefined,
    error: info instanceof Error ? info : (error ?? (typeof message === 'object' ? message : undefined)),
    context,
  }
}
