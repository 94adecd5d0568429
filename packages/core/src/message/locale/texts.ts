import type { Level } from '../../alert/alert.ts'
import type { GroupState } from '../../group/group-view.ts'

/** Every text of the messages, once per language. Texts that come in (names, periods) are ready to be shown. */
export interface Texts {
  levels: Readonly<Record<Level, string>>
  /** One short word, at the head of a digest's line. */
  states: Readonly<Record<GroupState, string>>
  /** The same said a little longer, at the head of a card. */
  cardStates: Readonly<Record<GroupState, string>>

  /** How often, on a card: alerts that this message accounts for, and since the group was first seen. */
  times(count: number, total: number): string
  /** How often, on a digest's line. */
  lineTimes(count: number, total: number): string
  /** The end of a quiet group's line. */
  quietTotal(total: number): string
  /** What a digest is about; `quiet` more kinds have stopped. */
  kinds(kinds: number, alerts: number, quiet: number): string
  /** One level's share, where only counts may be shown. */
  levelKinds(level: string, kinds: number, alerts: number): string
  /** The last line of a digest that could not show everything. */
  hidden(kinds: number, alerts: number): string
  /** The same in the last message: nothing follows. */
  lost(kinds: number, alerts: number): string
  /** The same where what is not shown waits on disk. */
  kept(kinds: number, alerts: number): string
  /** The alerter's own line: message number and running totals. */
  running(number: number, accepted: number, dropped: number): string

  host(host: string): string
  release(release: string): string
  /** Instead of a message that is empty. */
  noMessage: string
  stack: string
  moreFrames(frames: number): string
  causes: string
  context: string
  samples: string

  /** Title of a message that has only notices. */
  noticeTitle: string
  notices: {
    throttled(robot: string, period: string): string
    outage(robot: string, period: string, reason: string): string
    failover(from: string, to: string): string
    recovered(robot: string): string
    quota(percent: number, used: number, share: number): string
    mayRepeat(from: number, to: number): string
    folded(kinds: number, alerts: number): string
    content(alerts: number): string
    uncounted(alerts: number): string
    spool(code: string): string
  }
  /** Why DingTalk did not take messages, by the last word of the error's code; others are told by their code. */
  reasons: Readonly<Record<string, string>>
}
