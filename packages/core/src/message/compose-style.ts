import type { Level } from '../alert/alert.ts'
import type { GroupView } from '../group/group-view.ts'
import type { Draft, Frame } from './compose.ts'
import { createTimes, type Times } from './compose-time.ts'
import { en } from './locale/en.ts'
import type { Texts } from './locale/texts.ts'
import { zhCn } from './locale/zh-cn.ts'
import { safeLine, safeWords, titleLine } from './safe-text.ts'

/** What all messages of one alerter have in common, worked out once. */
export interface Style {
  frame: Frame
  texts: Texts
  times: Times
  /** App and environment, as markdown. */
  sender: string
  /** The same for a title. */
  senderTitle: string
  /** Host and release of the alerter's process, as markdown. */
  origin: string
}

/** Throws a RangeError when the frame names an unknown time zone. */
export function createStyle(frame: Frame): Style {
  const app = [frame.app || frame.host || '-', frame.env].filter(Boolean)
  return {
    frame,
    texts: frame.locale === 'en' ? en : zhCn,
    times: createTimes(frame.timeZone),
    sender: `**${app.map((word) => safeLine(word, 60)).join(' · ')}**`,
    senderTitle: app.map((word) => titleLine(word, 40)).join(' · '),
    origin: [frame.host, frame.release]
      .map((word) => safeLine(word, 80))
      .filter(Boolean)
      .join(' · '),
  }
}

/** How text of an alert is written in this draft: as it is but harmless, or only its words. */
export function writer(draft: Draft): (text: unknown, maxUnits?: number) => string {
  return draft.look === 'plain' ? safeWords : safeLine
}

/** The levels, the worst first, and the coloured dot of each. */
const marks: Readonly<Record<Level, string>> = {
  fatal: '🔴',
  error: '🟠',
  warn: '🟡',
  info: '🔵',
  debug: '⚪',
  trace: '⚪',
}
const worstFirst = /* @__PURE__ */ Object.keys(marks)

/** The coloured dot of a level. */
export function markOf(level: Level): string {
  return marks[level] ?? '⚪'
}

/** 0 for the worst level, more for better ones; an unknown level is the best. */
export function rankOf(level: Level): number {
  const rank = worstFirst.indexOf(level)
  return rank < 0 ? worstFirst.length : rank
}

/** The mark of the worst group that still speaks; of the worst of all when every one is quiet. */
export function worstMark(groups: readonly GroupView[]): string {
  const loud = groups.filter((group) => group.state !== 'quiet')
  const [first, ...others] = loud.length > 0 ? loud : groups
  if (first === undefined) return '🔔'
  return markOf(
    others.reduce((worst, { level }) => (rankOf(level) < rankOf(worst) ? level : worst), first.level),
  )
}

/** How many kinds speak, how many alerts they are, how many kinds went quiet. */
export function kindsOf(style: Style, groups: readonly GroupView[]): string {
  const quiet = groups.filter((group) => group.state === 'quiet').length
  return style.texts.kinds(groups.length - quiet, sumOf(groups), quiet)
}

/** Alerts that the groups account for. */
export function sumOf(groups: readonly GroupView[]): number {
  return groups.reduce((sum, group) => sum + group.count, 0)
}

/** From the first to the last alert that the groups account for; empty when there is none. */
export function periodOf(style: Style, draft: Draft, all: readonly GroupView[]): string {
  const groups = all.filter((group) => group.count > 0)
  if (groups.length === 0) return ''
  const first = groups.reduce((earliest, group) => Math.min(earliest, group.first), Number.POSITIVE_INFINITY)
  const last = groups.reduce((latest, group) => Math.max(latest, group.last), Number.NEGATIVE_INFINITY)
  return style.times.period(first, last, draft.now)
}
