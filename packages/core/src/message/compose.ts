import type { GroupView } from '../group/group-view.ts'
import type { At } from './at.ts'
import type { Locale } from './locale/locale.ts'
import type { Message } from './message.ts'

/** Something that happened to the alerter itself and that the chat should know. */
export type Notice =
  /** A robot was refused for a while; what came meanwhile is in this and the next messages. */
  | { kind: 'throttled'; robot: string; from: number; until: number }
  /** DingTalk could not be reached, or refused the robot. `reason` is a DingTalkError code. */
  | { kind: 'outage'; robot: string; from: number; until: number; reason: string }
  /** Messages now come through another robot than before. */
  | { kind: 'failover'; from: string; to: string }
  /** `percent` (80 or 95) of the month's share is used. */
  | { kind: 'quota'; percent: number; used: number; perMonth: number }
  /** Message `number` may have arrived although its answer did not: its content may repeat. */
  | { kind: 'may-repeat'; number: number }
  /** Kinds beyond the table's bound, counted together since the last message. */
  | { kind: 'folded'; kinds: number; alerts: number }
  /** Alerts whose text DingTalk would not take; they are given as counts. */
  | { kind: 'content'; alerts: number }
  /** The process ends; this many alerts were never shown. */
  | { kind: 'shutdown'; kinds: number; alerts: number }

/** What every message says about its sender. */
export interface Frame {
  app: string
  env?: string | undefined
  host: string
  release?: string | undefined
  locale: Locale
  timeZone: string
  links: readonly { title: string; url: string }[]
  renderCard?: ((group: GroupView) => { title: string; text: string }) | undefined
}

export interface Draft {
  /** Number of this message, counted from 1 by the alerter. */
  number: number
  /** Alerts accepted by the alerter since it started. */
  accepted: number
  /** Alerts dropped by the alerter since it started. */
  dropped: number
  /** Wall clock in ms. */
  now: number
  groups: readonly GroupView[]
  notices: readonly Notice[]
  at?: At | undefined
  /** `plain`: no markdown sample, after a refused content. `counts`: numbers only, no text of any alert. */
  look?: 'full' | 'plain' | 'counts' | undefined
  /** Bytes that the JSON of the message may take. */
  budgetBytes: number
}

export interface Composed {
  message: Message
  /** Fingerprints that the message shows; the others stay due. */
  shown: ReadonlySet<string>
  /** Kinds and alerts that it only counts in its last line. */
  hidden: { kinds: number; alerts: number }
}
