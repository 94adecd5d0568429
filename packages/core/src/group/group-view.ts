import type { Alert, Level } from '../alert/alert.ts'

/** Why a group speaks now. */
export type GroupState =
  /** Its first alert ever. */
  | 'new'
  /** It had gone quiet and is back. */
  | 'again'
  /** It goes on: more of the same since the last message. */
  | 'ongoing'
  /** It goes on, and its full sample is due again. */
  | 'repeat'
  /** No alert for a while: its last line. */
  | 'quiet'

/** One group of equal alerts as a message shows it. Plain data; what `renderCard` receives. */
export interface GroupView {
  /** 12 hex digits; stable over processes and releases. */
  fingerprint: string
  state: GroupState
  level: Level
  /** Name of the error, or empty when the alert carried none. */
  name: string
  /** The first sample's message. */
  message: string
  logger?: string | undefined
  /** Alerts that this message accounts for. */
  count: number
  /** Alerts since the group was first seen, these included. */
  total: number
  /** First and last of the alerts that this message accounts for, in ms since 1970. */
  first: number
  last: number
  /** Up to 3 distinct messages, the first one included. */
  samples: readonly string[]
  /** A full alert of the group; missing when memory pressure took it. */
  alert?: Alert | undefined
}
