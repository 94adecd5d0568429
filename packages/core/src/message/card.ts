import type { GroupView } from '../group/group-view.ts'
import { causeLines, contextLines, frameLines, sampleLines } from './card-details.ts'
import type { Draft } from './compose.ts'
import { joinBlocks, Sheet } from './compose-sheet.ts'
import { markOf, type Style, writer } from './compose-style.ts'
import { digestLine } from './digest-line.ts'
import { fillLinks } from './links.ts'
import { cut, jsonBytes } from './measure.ts'
import { noticeLines } from './notice.ts'
import { safeLine, safeLines, safeWords, titleLine } from './safe-text.ts'

const maxFrames = 12
const maxMessageLines = 12
const nameBytes = 120
const causeBytes = 400
const sampleBytes = 300

/** The title of a single group's card: what a locked phone shows. */
export function cardTitle(style: Style, draft: Draft, group: GroupView): string {
  const write = draft.look === 'plain' ? safeWords : titleLine
  const what = [write(group.name, 60), write(group.message, 80)].filter(Boolean).join(': ')
  const times = group.count > 1 ? ` ${style.texts.lineTimes(group.count, group.count)}` : ''
  return `${markOf(group.level)} ${style.senderTitle}${times} ${what}`.trimEnd()
}

/**
 * The text of a single group's card. What comes first here gets its bytes first: when they run short the stack goes,
 * then the context, the samples, the causes, and the message last.
 */
export function cardText(
  style: Style,
  draft: Draft,
  group: GroupView,
  bytes: number,
): { text: string; shown: readonly GroupView[] } {
  const sheet = new Sheet(bytes)
  // Asked for in the order of importance; the last line puts them into the order of reading.
  const head = sheet.line(headLine(style, group))
  const times = sheet.line(timesLine(style, draft, group))
  const running = sheet.line(runningLine(style, draft))
  const notices = noticeLines(style, draft, sheet)
  const message = messageLines(style, draft, group, sheet)
  const facts = factLines(style, draft, group).map((line) => sheet.line(line, 400))
  const links = linksLine(style, draft, group, sheet)
  const details = detailBlocks(style, draft, group, sheet)
  const quiet = quietLines(style, draft, sheet)
  const blocks = [[head], message, [times, ...facts, links], notices, [running], ...details, quiet.lines]
  return { text: joinBlocks(blocks), shown: [group, ...quiet.shown] }
}

/** The alerter's own line: its message number and running totals, by which a duplicate is known. */
export function runningLine(style: Style, draft: Draft): string {
  // The bell also keeps the `#` away from the line's start, where it would make a heading.
  return `🔔 ${style.texts.running(draft.number, draft.accepted, draft.dropped)}`
}

/** Who has fallen quiet meanwhile, a line each, as far as there is room. */
function quietLines(style: Style, draft: Draft, sheet: Sheet): { lines: string[]; shown: GroupView[] } {
  const lines: string[] = []
  const shown: GroupView[] = []
  for (const group of draft.groups) {
    if (group.state !== 'quiet') continue
    const line = sheet.whole(digestLine(style, draft, group, false).write(sheet.left).text)
    if (line === '') break
    lines.push(line)
    shown.push(group)
  }
  return { lines, shown }
}

/** The mark, who speaks, how bad it is and why it speaks now. */
function headLine(style: Style, group: GroupView): string {
  const level = style.texts.levels[group.level] ?? ''
  return `${markOf(group.level)} ${style.sender} · ${level} · ${style.texts.cardStates[group.state] ?? ''}`
}

/** How often it happened, and from when to when. */
function timesLine(style: Style, draft: Draft, group: GroupView): string {
  const period = style.times.period(group.first, group.last, draft.now)
  return `${style.texts.times(group.count, group.total)} · ${period}`
}

/** Error name and message; the name in bold, or the message's first line where there is no name. */
function messageLines(style: Style, draft: Draft, group: GroupView, sheet: Sheet): string[] {
  const write = writer(draft)
  const name = cut(write(group.name), nameBytes)
  const lines = draft.look === 'plain' ? [write(group.message)] : safeLines(group.message, maxMessageLines)
  const first = lines[0] ?? ''
  const bold = name || cut(first || style.texts.noMessage, sheet.left - jsonBytes('****'))
  // Stars around nothing would be a rule across the card.
  if (bold === '') return []
  const start = name && first ? `**${bold}**: ${first}` : `**${bold}**`
  return [start, ...lines.slice(1)].map((line) => sheet.line(line))
}

/** Where it happened, and the ids to search for. */
function factLines(style: Style, draft: Draft, group: GroupView): string[] {
  const write = writer(draft)
  const { texts, frame } = style
  const { alert } = group
  const host = safeLine(alert?.host ?? frame.host, 80)
  const release = safeLine(frame.release, 80)
  const where = [write(group.logger, 80), host && texts.host(host), release && texts.release(release)]
  const place = `📍 ${where.filter(Boolean).join(' · ')}`
  if (draft.look === 'plain') return [place]
  const ids = [
    alert?.error?.code && `code: ${safeLine(alert.error.code, 60)}`,
    alert?.traceId && `traceId: ${safeLine(alert.traceId, 100)}`,
    alert?.requestId && `requestId: ${safeLine(alert.requestId, 100)}`,
  ]
  return [place, ids.filter(Boolean).join(' · ')]
}

/** The configured links, each whole or not at all: half an address leads nowhere. */
function linksLine(style: Style, draft: Draft, group: GroupView, sheet: Sheet): string {
  if (draft.look === 'plain') return ''
  const { alert, fingerprint } = group
  const { traceId, requestId } = alert ?? {}
  const time = String(alert?.time ?? group.last)
  const links = fillLinks(style.frame.links, { traceId, requestId, fingerprint, time })
  let line = ''
  for (const link of links) {
    const longer = line === '' ? link : `${line} · ${link}`
    if (jsonBytes(longer) <= sheet.left) line = longer
  }
  return sheet.whole(line)
}

/** Stack, causes, context and samples, as they are read. A group that merely goes on has been shown in full before. */
function detailBlocks(style: Style, draft: Draft, group: GroupView, sheet: Sheet): string[][] {
  if (draft.look === 'plain') return []
  const { texts } = style
  const full = group.state !== 'ongoing' || group.level === 'fatal'
  const causes = full ? sheet.section(texts.causes, causeLines(group), causeBytes) : []
  const samples = sheet.section(texts.samples, sampleLines(group), sampleBytes)
  if (!full) return [samples]
  const context = sheet.section(texts.context, contextLines(group.alert), sampleBytes)
  const frames = frameLines(group.alert, Number.POSITIVE_INFINITY)
  const more = frames.length - maxFrames
  const shown = frames.slice(0, maxFrames)
  const stack = sheet.section(texts.stack, more > 0 ? [...shown, texts.moreFrames(more)] : shown)
  return [stack, causes, context, samples]
}
