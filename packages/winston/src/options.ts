import { type Alerter, type AlerterOptions, DingTalkError, type Level } from '@dingbell/core'
import type TransportStream from 'winston-transport'
import { isLevel } from './levels.ts'

type Base = TransportStream.TransportStreamOptions

/** All of a Winston transport's options, all of an alerter's, and the few that join the two. */
export type DingTalkTransportOptions = { [field in keyof Base]?: Base[field] | undefined } & Omit<
  AlerterOptions,
  'level'
> & {
    /** The lowest level that rings, as the logger names it. Default: `'error'`, or what comes closest in its levels. */
    level?: string | undefined
    /** How bad the logger's own levels are, by name. Default: known by their names, the others by their rank. */
    levels?: Readonly<Record<string, Level>> | undefined
    /**
     * An alerter that is shared with others. It is flushed, never closed; the options of an alerter then have no effect, and
     * its own level applies, too.
     */
    alerter?: Alerter | undefined
    /**
     * Whether a message that could not be delivered is emitted as `error`, on the logger too. Default false: where nobody
     * listens, such an event ends the process.
     */
    emitErrors?: boolean | undefined
  }

/**
 * Checks what only this package knows; the alerter checks the rest.
 * @throws DingTalkError `ERR_DINGTALK_OPTIONS`
 */
export function checkOptions({ alerter, emitErrors, levels }: DingTalkTransportOptions): void {
  if (alerter !== undefined && !isAlerter(alerter)) throw refused('alerter', 'an Alerter', alerter)
  if (emitErrors !== undefined && typeof emitErrors !== 'boolean')
    throw refused('emitErrors', 'true or false', emitErrors)
  if (levels !== undefined && (typeof levels !== 'object' || levels === null))
    throw refused('levels', 'an object', levels)
  for (const [name, level] of Object.entries(levels ?? {}))
    if (!isLevel(level)) throw refused(`levels.${name}`, 'trace, debug, info, warn, error or fatal', level)
}

/** By what it can do: two copies of core happen. */
function isAlerter(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  return ['capture', 'flush', 'close'].every((method) => typeof Reflect.get(value, method) === 'function')
}

function refused(field: string, expected: string, came: unknown): DingTalkError {
  const kind = came === null ? 'null' : typeof came
  return new DingTalkError('ERR_DINGTALK_OPTIONS', `${field}: expected ${expected}, got ${kind}`)
}
