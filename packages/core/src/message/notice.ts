import type { Draft, Notice } from './compose.ts'
import type { Sheet } from './compose-sheet.ts'
import type { Style } from './compose-style.ts'
import { safeLine } from './safe-text.ts'

/** Notices leave at least half of the message to the alerts. */
const largestShare = 0.5
const maxBytes = 400

/** One line for each notice of the draft. */
export function noticeLines(style: Style, draft: Draft, sheet: Sheet): string[] {
  const keep = sheet.left * (1 - largestShare)
  const lines: string[] = []
  for (const notice of draft.notices) {
    if (sheet.left <= keep) break
    lines.push(sheet.line(`📢 ${noticeText(style, draft, notice)}`, Math.min(maxBytes, sheet.left - keep)))
  }
  return lines
}

/** The notice in the language of the chat. */
function noticeText(style: Style, draft: Draft, notice: Notice): string {
  const words = style.texts.notices
  switch (notice.kind) {
    case 'throttled':
      return words.throttled(name(notice.robot), style.times.period(notice.from, notice.until, draft.now))
    case 'outage': {
      const period = style.times.period(notice.from, notice.until, draft.now)
      return words.outage(name(notice.robot), period, reasonText(style, notice.reason))
    }
    case 'failover':
      return words.failover(name(notice.from), name(notice.to))
    case 'recovered':
      return words.recovered(name(notice.robot))
    case 'quota':
      return words.quota(notice.percent, notice.used, notice.share)
    case 'may-repeat':
      return words.mayRepeat(notice.from, notice.to)
    case 'folded':
      return words.folded(notice.kinds, notice.alerts)
    case 'content':
      return words.content(notice.alerts)
    case 'uncounted':
      return words.uncounted(notice.alerts)
    case 'spool':
      return words.spool(safeLine(notice.code, 40))
  }
}

/** Robots may be named by the user, so the name is as foreign as a log's text. */
function name(robot: string): string {
  return safeLine(robot, 60)
}

/** The reason in words, and the code to look up: `… (ERR_DINGTALK_TOKEN)`. */
function reasonText(style: Style, code: string): string {
  const words = style.texts.reasons[code.slice(code.lastIndexOf('_') + 1)]
  return words === undefined ? safeLine(code, 80) : `${words} (${safeLine(code, 80)})`
}
