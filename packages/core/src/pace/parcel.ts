import type { Share } from '../group/group.ts'
import type { OtherShare } from '../group/other.ts'
import type { Notice } from '../message/compose.ts'
import type { Outcome } from '../transport/classify.ts'
import type { Member } from './fleet.ts'

/** How much of the alerts' own text a message shows. */
export type Look = 'full' | 'plain' | 'counts'

/** What a message is to say, whatever it will look like. */
export interface Contents<Member> {
  readonly member: Member
  readonly number: number
  readonly shares: readonly Share[]
  readonly other: OtherShare
  readonly notices: readonly Notice[]
  readonly news: boolean
  /** Nothing may follow it. */
  readonly last: boolean
  /** The running totals when it was packed. */
  readonly totals: { readonly accepted: number; readonly dropped: number }
}

/** One message and what it accounts for: frozen from its first attempt to its end. */
export interface Parcel<Member> extends Contents<Member> {
  readonly look: Look
  readonly body: string
  readonly msgUuid: string
  attempts: number
  /** Attempts after which it may have arrived. */
  ambiguous: number
  /** One that a dead process left: on the monotonic clock, until when it may go out once more as it is. */
  resendUntil?: number
}

/** What becomes of a parcel after an attempt. */
export type Fate =
  /** It arrived. */
  | 'delivered'
  /** Unknown: the same body once more, to the same robot. */
  | 'resend'
  /** It did not arrive: its counts go back, and a later message carries them. */
  | 'return'
  /** It may have arrived, and nobody will know: its counts go back, and the next message says so. */
  | 'return-doubtful'
  /** DingTalk does not take it as it is: less of the alerts' text, or fewer groups. */
  | 'reduce'
  /** Not even the bare counts are taken. */
  | 'give-up'

const maxAmbiguous = 3

/** Decides it, from the outcome and what was tried before. */
export function fateOf(
  { ambiguous, look }: Pick<Parcel<unknown>, 'ambiguous' | 'look'>,
  outcome: Outcome,
): Fate {
  if (outcome === 'ok') return 'delivered'
  // `ambiguous` counts this attempt already. What fails after a doubtful attempt does not make that one certain.
  if (ambiguous > 0) {
    const mayResend = outcome === 'ambiguous' || outcome === 'transient'
    return mayResend && ambiguous < maxAmbiguous ? 'resend' : 'return-doubtful'
  }
  if (outcome === 'content' || outcome === 'invalid' || outcome === 'too-large') {
    return look === 'counts' ? 'give-up' : 'reduce'
  }
  return 'return'
}

/** Whether it may go out once more as it is: its robot takes messages, and it is not too old. */
export function mayRepeat(
  { member, resendUntil = Number.POSITIVE_INFINITY }: Pick<Parcel<Refusable>, 'member' | 'resendUntil'>,
  now: number,
): boolean {
  return member.asideUntil <= now && member.line.gate.bannedMs(now) === 0 && resendUntil >= now
}

type Refusable = Pick<Member<{ gate: { bannedMs(now: number): number } }>, 'asideUntil' | 'line'>

/** Alerts that the parcel accounts for. */
export function alertsIn({ other, shares }: Pick<Parcel<unknown>, 'shares' | 'other'>): number {
  return shares.reduce((sum, share) => sum + share.count, other.alerts)
}
