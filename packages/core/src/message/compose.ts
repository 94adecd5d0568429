import type { GroupView } from '../group/group-view.ts'
import type { At } from './at.ts'
import { cardText, cardTitle } from './card.ts'
import { ownCardText, renderOwnCard } from './card-own.ts'
import { createEnvelope } from './compose-envelope.ts'
import { createStyle, type Style, sumOf } from './compose-style.ts'
import { composeDigest, digestTitle } from './digest.ts'
import { countsText } from './digest-counts.ts'
import type { Locale } from './locale/locale.ts'
import { cut, jsonBytes } from './measure.ts'
import type { Message } from './message.ts'

/** Something that happened to the alerter itself and that the chat should know. */
export type Notice =
  /** A robot was refused for a while; what came meanwhile is in this and the next messages. */
  | { kind: 'throttled'; robot: string; from: number; until: number }
  /** DingTalk could not be reached, or refused the robot. `reason` is a DingTalkError code. */
  | { kind: 'outage'; robot: string; from: number; until: number; reason: string }
  /** Messages now come through another robot than before. */
  | { kind: 'failover'; from: string; to: string }
  /** A robot that was left delivers again. */
  | { kind: 'recovered'; robot: string }
  /** `percent` (80 or 95) of the month's share of the alerts is used. */
  | { kind: 'quota'; percent: number; used: number; share: number }
  /** Messages from this number to that may have arrived although their answers did not: what they said may repeat. */
  | { kind: 'may-repeat'; from: number; to: number }
  /** Kinds beyond the table's bound, counted together since the last message. */
  | { kind: 'folded'; kinds: number; alerts: number }
  /** Alerts whose text DingTalk would not take; they are given as counts. */
  | { kind: 'content'; alerts: number }
  /** Alerts of which only the totals of a process tell that died: it had not written down yet what they were. */
  | { kind: 'uncounted'; alerts: number }
  /** The disk does not keep what waits. `code` is the system's. */
  | { kind: 'spool'; code: string }

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

/** What one message is to say. */
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
  /** Nothing follows this message: what it does not show is lost, and it says so. */
  last?: boolean | undefined
  /** What it does not show waits on disk instead. */
  kept?: boolean | undefined
  /** Bytes that the JSON of the message may take. */
  budgetBytes: number
}

/** A message ready to be sent, and what it accounts for. */
export interface Composed {
  message: Message
  /** Fingerprints that the message shows; the others stay due. */
  shown: ReadonlySet<string>
  /** Kinds and alerts that it only counts in its last line. */
  hidden: { kinds: number; alerts: number }
  /** The user's `renderCard` threw or returned no title and text; the built-in card was used. */
  renderFailed: boolean
}

/** How a draft is told: its title, and its text once the bytes for it are known. */
interface Plan {
  title: string
  write(bytes: number): { text: string; shown: readonly GroupView[] }
  renderFailed?: boolean
}

/** A title beyond this is cut by the phone anyway. */
const titleBytes = 200
const leastTitleBytes = 8

/**
 * Makes what turns drafts into messages. Formatters are made here, once for all messages; throws a RangeError when the
 * frame names an unknown time zone.
 */
export function createComposer(frame: Frame): (draft: Draft) => Composed {
  const style = createStyle(frame)
  return (draft) => composeWith(style, draft)
}

/** One message from one draft. Who composes more than one keeps a composer. */
export function compose(frame: Frame, draft: Draft): Composed {
  return createComposer(frame)(draft)
}

/** Never throws, and the JSON of its message never exceeds the draft's budget (of at least 120 bytes). */
function composeWith(style: Style, draft: Draft): Composed {
  const envelope = createEnvelope(draft.at, draft.budgetBytes)
  const plan = choosePlan(style, draft)
  const title = cut(plan.title, Math.max(leastTitleBytes, Math.min(titleBytes, envelope.contentBytes / 4)))
  const page = plan.write(envelope.contentBytes - jsonBytes(title))
  const shown = new Set(page.shown.map((group) => group.fingerprint))
  const hidden = draft.groups.filter((group) => !shown.has(group.fingerprint))
  return {
    message: envelope.seal(title, page.text),
    shown,
    hidden: { kinds: hidden.length, alerts: sumOf(hidden) },
    renderFailed: plan.renderFailed ?? false,
  }
}

/** Counts where text is not allowed, a card for one group that speaks, a digest for everything else. */
function choosePlan(style: Style, draft: Draft): Plan {
  const { groups, look } = draft
  const speaking = groups.filter((group) => group.state !== 'quiet')
  const [first] = speaking
  if (look === 'counts') {
    const write = (bytes: number) => ({ text: countsText(style, draft, bytes), shown: groups })
    return { title: digestTitle(style, draft), write }
  }
  if (first !== undefined && speaking.length === 1) return planCard(style, draft, first)
  return { title: digestTitle(style, draft), write: (bytes) => composeDigest(style, draft, bytes) }
}

/** The user's card if there is one and it works, else ours. */
function planCard(style: Style, draft: Draft, group: GroupView): Plan {
  const { renderCard } = style.frame
  const asked = renderCard !== undefined && draft.look !== 'plain'
  const own = asked ? renderOwnCard(renderCard, group) : undefined
  if (own !== undefined) {
    return {
      title: own.title,
      // Who has fallen quiet waits for a message that has room for it.
      write: (bytes) => ({ text: ownCardText(style, draft, own.text, bytes), shown: [group] }),
    }
  }
  return {
    title: cardTitle(style, draft, group),
    write: (bytes) => cardText(style, draft, group, bytes),
    renderFailed: asked,
  }
}
