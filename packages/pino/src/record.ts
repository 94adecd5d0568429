import type { AlertInput, Level } from '@dingbell/core'
import type { PinoConfig } from './config.ts'
import { type Bag, textOf } from './guard.ts'
import { findError } from './record-error.ts'

/** What an alert says anyway: who, where and when. */
const own = ['level', 'severity', 'pid', 'hostname']
/** As Pino and its recipes name it. */
const timeKeys = ['time', 'timestamp', '@timestamp', 'ts']
/** The class that logs, with nestjs-pino; else the name of the logger. */
const loggerKeys = ['context', 'name']

/** What the stream knows beside the line. */
export interface Facts {
  config: PinoConfig
  level: Level
  /** The object as it was logged, in the same thread. */
  logged?: unknown
}

/** What a log line of Pino's says, as an alert. */
export function toAlert(record: Bag, { config, level, logged }: Facts): AlertInput {
  const found = findError(record, config.errorKey, logged)
  const messageKey = [config.messageKey, 'msg', 'message'].find((key) => isText(record[key]))
  const timeKey = timeKeys.find((key) => timeOf(record[key]) !== undefined)
  const logger = loggerKeys.find((key) => textOf(record[key]) !== undefined)
  const hidden = [...own, config.messageKey, messageKey, timeKey, logger, found?.key]
  const fields = Object.entries(record).filter(([key]) => !hidden.includes(key))
  const context = { ...found?.fields, ...Object.fromEntries(fields), ...found?.around }
  return {
    level,
    message: messageKey && String(record[messageKey]),
    // Without a message, what was logged is all there is to say.
    error: found?.error ?? (messageKey ? undefined : context),
    context,
    logger: logger && textOf(record[logger]),
    time: timeKey === undefined ? undefined : timeOf(record[timeKey]),
  }
}

function isText(value: unknown): boolean {
  return (typeof value === 'string' && value !== '') || typeof value === 'number'
}

/** Milliseconds, seconds (`unixTime`), or a text (`isoTime`). */
function timeOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value > 0 && value < 1e11 ? value * 1000 : value
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN
  return Number.isNaN(time) ? undefined : time
}
