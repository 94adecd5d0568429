import type { GroupState, GroupView } from '../group/group-view.ts'
import { runningLine } from './card.ts'
import type { Draft } from './compose.ts'
import { joinBlocks, Sheet } from './compose-sheet.ts'
import { kindsOf, periodOf, rankOf, type Style, sumOf, worstMark } from './compose-style.ts'
import { choose, fill } from './digest-fit.ts'
import { type DigestLine, digestLine } from './digest-line.ts'
import { cut, jsonBytes } from './measure.ts'
import { noticeLines } from './notice.ts'

/** Up to so many kinds the first news also show where they come from. */
const detailedKinds = 20
const detailedLines = 3

/** What is news comes first, what has stopped comes last. */
const newsRank: Readonly<Record<GroupState, number>> = { new: 0, again: 1, repeat: 2, ongoing: 3, quiet: 4 }

/** The text of a digest, and the groups that it shows. */
export interface Digest {
  text: string
  shown: readonly GroupView[]
}

/** What the conversation list shows of a digest. */
export function digestTitle(style: Style, draft: Draft): string {
  const { groups } = draft
  return `${worstMark(groups)} ${style.senderTitle} ${aboutOf(style, groups)}`
}

/** What stands above the lines: who speaks, how much happened, when. Shared with the counts-only look. */
export function digestHead(style: Style, draft: Draft, sheet: Sheet): string[][] {
  const { groups } = draft
  const head = sheet.line(`${worstMark(groups)} ${style.sender} · ${aboutOf(style, groups)}`)
  const period = [periodOf(style, draft, groups), style.origin].filter(Boolean).join(' · ')
  const running = sheet.line(runningLine(style, draft))
  return [[head, sheet.line(period), running], noticeLines(style, draft, sheet)]
}

/** The digest's subject: kinds and alerts, or the notices where no group is due. */
function aboutOf(style: Style, groups: readonly GroupView[]): string {
  return groups.length === 0 ? style.texts.noticeTitle : kindsOf(style, groups)
}

/** One line for each group, the worst and newest first; what does not fit is counted in the last line. */
export function composeDigest(style: Style, draft: Draft, bytes: number): Digest {
  const sheet = new Sheet(bytes)
  const head = digestHead(style, draft, sheet)
  const groups = [...draft.groups].sort(byImportance)
  const fitting = choose(lines(style, draft, groups), sheet.left)
  if (fitting.length === groups.length) {
    return { text: joinBlocks([...head, ...blocksOf(fill(fitting, sheet.left))]), shown: groups }
  }
  const reserved = jsonBytes(sheet.line(hiddenLine(style, draft, groups)))
  const texts = writeSome(style, draft, groups, choose(fitting, sheet.left), sheet)
  const last = cut(hiddenLine(style, draft, groups.slice(texts.length)), reserved)
  return { text: joinBlocks([...head, ...blocksOf(texts), [last]]), shown: groups.slice(0, texts.length) }
}

/** What the digest does not show: what waits for the next one, or is lost because there is none. */
function hiddenLine(style: Style, { kept: isKept, last }: Draft, groups: readonly GroupView[]): string {
  const { hidden, kept, lost } = style.texts
  return (last ? (isKept ? kept : lost) : hidden)(groups.length, sumOf(groups))
}

/** The chosen groups' lines; where not one fits whole, the beginning of the first. */
function writeSome(
  style: Style,
  draft: Draft,
  groups: readonly GroupView[],
  chosen: readonly DigestLine[],
  sheet: Sheet,
): string[] {
  if (chosen.length > 0) return fill(chosen, sheet.left)
  // A message that shows no group at all would be followed by the same one again, without end.
  const [worst] = lines(style, draft, groups.slice(0, 1))
  return worst === undefined ? [] : [sheet.line(worst.write(sheet.left).text)].filter(Boolean)
}

/** Each line is a paragraph: on a phone it wraps, and only the gap tells where the next begins. */
function blocksOf(texts: readonly string[]): string[][] {
  return texts.map((line) => [line])
}

/** Made one by one: `choose` stops asking when the message is full, however many groups wait. */
function* lines(style: Style, draft: Draft, groups: readonly GroupView[]): Generator<DigestLine> {
  for (const [index, group] of groups.entries()) {
    const news = group.state === 'new' || group.state === 'again'
    yield digestLine(style, draft, group, news && index < detailedLines && groups.length <= detailedKinds)
  }
}

/** By level, then news, then count. */
function byImportance(one: GroupView, other: GroupView): number {
  return (
    rankOf(one.level) - rankOf(other.level) ||
    newsRank[one.state] - newsRank[other.state] ||
    other.count - one.count
  )
}
