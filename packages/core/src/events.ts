import type { DingTalkError } from './errors.ts'
import type { DropReason } from './ledger.ts'

/** What is published on `node:diagnostics_channel`, by the channel's name. */
export interface DingbellEvents {
  /** A message arrived. */
  'dingbell:sent': {
    robot: string
    number: number
    msgUuid: string
    alerts: number
    bytes: number
    attempts: number
  }
  /** An attempt failed; `final` when its counts went back to the table or were dropped. */
  'dingbell:failed': { robot: string; number: number; msgUuid: string; error: DingTalkError; final: boolean }
  /** A robot is throttled and left alone. */
  'dingbell:throttled': { robot: string; retryAfterMs: number }
  /** Alerts were dropped. */
  'dingbell:dropped': { reason: DropReason; alerts: number }
}

/** Publishes where somebody listens; costs next to nothing where nobody does. */
export function publish<Name extends keyof DingbellEvents>(name: Name, event: DingbellEvents[Name]): void {
  const listeners = process.getBuiltinModule('node:diagnostics_channel').channel(name)
  if (listeners.hasSubscribers) listeners.publish(event)
}
