import type { Level } from '../alert/alert.ts'
import type { Draft } from './compose.ts'
import { joinBlocks, Sheet } from './compose-sheet.ts'
import { markOf, periodOf, rankOf, type Style, sumOf } from './compose-style.ts'
import { digestHead } from './digest.ts'

/** The draft as numbers only, one line for each level: for when DingTalk refuses the text of the alerts. */
export function countsText(style: Style, draft: Draft, bytes: number): string {
  const sheet = new Sheet(bytes)
  const head = digestHead(style, draft, sheet)
  const levels = [...new Set(draft.groups.map((group) => group.level))]
  levels.sort((one, other) => rankOf(one) - rankOf(other))
  return joinBlocks([...head, levels.map((level) => sheet.line(levelLine(style, draft, level)))])
}

/** One level's kinds, alerts and period; a level of which only quiet groups are left says nothing. */
function levelLine(style: Style, draft: Draft, level: Level): string {
  const groups = draft.groups.filter((group) => group.level === level && group.count > 0)
  if (groups.length === 0) return ''
  const counted = style.texts.levelKinds(style.texts.levels[level] ?? '', groups.length, sumOf(groups))
  return `${markOf(level)} ${counted} · ${periodOf(style, draft, groups)}`
}
