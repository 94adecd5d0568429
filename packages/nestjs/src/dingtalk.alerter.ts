import { Alerter } from '@dingbell/core'
import { type DingTalkModuleOptions, optionError } from './dingtalk.options.ts'

/** What may stand beside an alerter that is handed in: the module's own options, and the robot that is injected. */
const besideAlerter: ReadonlySet<string> = new Set([
  'alerter',
  'exceptions',
  'isExpected',
  'include',
  'captureUncaught',
  'logger',
  'robots',
  'webhook',
  'secret',
  'keywords',
  'perMinute',
  'timeoutMs',
  'retry',
  'fetch',
  'allowHttp',
] satisfies (keyof DingTalkModuleOptions)[])

/**
 * The alerter that was handed in, else a new one. A named module's only robot bears its name.
 * @throws DingTalkError `ERR_DINGTALK_OPTIONS` for an option that does not fit
 */
export function createAlerter(options: DingTalkModuleOptions, name: string | undefined): Alerter {
  if (options.alerter === undefined) {
    return new Alerter(name === undefined || options.robots !== undefined ? options : { ...options, name })
  }
  const idle = Object.entries(options).find(
    ([field, value]) => value !== undefined && !besideAlerter.has(field),
  )
  if (idle === undefined) return options.alerter
  throw optionError(idle[0], 'nothing beside alerter, whose own options decide', idle[1])
}
