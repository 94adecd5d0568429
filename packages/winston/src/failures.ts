import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { type Alerter, type DingTalkError, isDingTalkError } from '@dingbell/core'

const channel = 'dingbell:failed'

/**
 * Tells of messages that an alerter's robots could not deliver.
 * @returns what ends it
 */
export function onFailure(alerter: Alerter, tell: (error: DingTalkError) => void): () => void {
  // The channel is the process's: other alerters have other robots.
  const robots = new Set(alerter.stats().robots.map(({ name }) => name))
  const listener = (event: unknown) => {
    if (typeof event !== 'object' || event === null) return
    const error: unknown = Reflect.get(event, 'error')
    const isOurs = Reflect.get(event, 'final') === true && robots.has(String(Reflect.get(event, 'robot')))
    if (isOurs && isDingTalkError(error)) tell(error)
  }
  subscribe(channel, listener)
  return () => unsubscribe(channel, listener)
}
