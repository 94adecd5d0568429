import type { AlertInput } from '@dingbell/core'
import { levelOf } from './levels.ts'

/** A line of Pino's, parsed; its properties unknown. */
export type PinoRecord = Record<string, unknown>

/** What Pino's log line says, as an alert. */
export function toAlert(record: PinoRecord): AlertInput {
  const { level, time, msg, err, pid: _, hostname: __, name, ...context } = record
  return {
    level: levelOf(level),
    time: typeof time === 'number' ? time : undefined,
    message: typeof msg === 'string' ? msg : undefined,
    error: err ?? undefined,
    logger: typeof name === 'string' ? name : undefined,
    context,
  }
}
