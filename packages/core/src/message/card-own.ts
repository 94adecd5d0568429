import type { GroupView } from '../group/group-view.ts'
import { runningLine } from './card.ts'
import type { Draft, Frame } from './compose.ts'
import { joinBlocks, Sheet } from './compose-sheet.ts'
import type { Style } from './compose-style.ts'
import { noticeLines } from './notice.ts'

/** What the user's `renderCard` returned, when it is of use. */
export interface OwnCard {
  title: string
  text: string
}

/** Calls the user's `renderCard`; `undefined` when it throws or returns anything but a title and a text. */
export function renderOwnCard(
  render: NonNullable<Frame['renderCard']>,
  group: GroupView,
): OwnCard | undefined {
  try {
    const { title, text } = render(group)
    if (typeof title !== 'string' || typeof text !== 'string') return undefined
    const card = { title: wellFormed(title).trim(), text: wellFormed(text).trim() }
    return card.title === '' || card.text === '' ? undefined : card
  } catch {
    return undefined
  }
}

/** The user's own markdown, cut to the budget, with the notices and the alerter's own line below. */
export function ownCardText(style: Style, draft: Draft, text: string, bytes: number): string {
  // Its own line first: the user's text may be as long as it likes.
  const sheet = new Sheet(bytes)
  const running = sheet.line(runningLine(style, draft))
  const notices = noticeLines(style, draft, sheet)
  return joinBlocks([[sheet.line(text)], notices, [running]])
}

/** Half a surrogate pair is no character; JSON would carry it, readers would not. */
function wellFormed(text: string): string {
  return text.replace(/\p{Cs}/gu, '\uFFFD')
}
