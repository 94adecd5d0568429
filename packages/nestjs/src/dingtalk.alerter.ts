import { Alerter } from '@dingbell/core'
import type { DingTalkModuleOptions } from './dingtalk.options.ts'

/**
 * The alerter that was handed in, else a new one. A named module's only robot bears its name.
 * @throws DingTalkError `ERR_DINGTALK_OPTIONS` for an option that does not fit
 */
export function createAlerter(options: DingTalkModuleOptions, name: string | undefined): Alerter {
  if (options.alerter !== undefined) return options.alerter
  return new Alerter(name === undefined || options.robots !== undefined ? options : { ...options, name })
}
