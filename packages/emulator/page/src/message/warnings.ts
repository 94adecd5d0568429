import type { Findings } from '../markdown/findings.ts'
import type { MessageBody } from '../wire/types.ts'
import { isAnybody, mentionsOf, missingIn, strayMentions } from './at.ts'
import { buttonsOf, isHorizontal, mainTextOf, markdownOf, titleOf } from './parts.ts'

/** What can disappoint on a phone. */
export type WarningCode =
  | 'rawHtml'
  | 'size'
  | 'table'
  | 'code'
  | 'singleNewline'
  | 'pictures'
  | 'feedLinks'
  | 'buttonsHorizontal'
  | 'buttonsVertical'
  | 'atStray'
  | 'atMissing'
  | 'atIgnored'
  | 'titleKeyword'

/** One warning; `detail` is a number or a list of names that its sentence quotes. */
export interface Warning {
  code: WarningCode
  detail: string
}

/** The most that DingTalk takes as an HTTP body. */
export const maxBytes = 20_000

/** From here on a message is said to be close to the limit. */
const nearBytes = 19_000

/** Everything about a message that will not look or work as hoped, the worst first. */
export function warningsOf(
  body: MessageBody,
  { bytes, keywords }: { bytes: number; keywords: readonly string[] },
  inspect: (markdown: string) => Findings,
): Warning[] {
  const found: [WarningCode, boolean, (string | number)?][] = [
    ...markdownWarnings(body, inspect),
    ['size', bytes >= nearBytes, bytes.toLocaleString('en')],
    ...countWarnings(body),
    ...mentionWarnings(body),
    ['titleKeyword', lacksKeyword(body, keywords), keywords.join(', ')],
  ]
  return found.filter(([, holds]) => holds).map(([code, , detail = '']) => ({ code, detail: String(detail) }))
}

type Found = [WarningCode, boolean, (string | number)?][]

function markdownWarnings(body: MessageBody, inspect: (markdown: string) => Findings): Found {
  const markdown = markdownOf(body)
  if (markdown === undefined) return []
  const { rawHtml, table, code, singleNewline, pictures } = inspect(markdown)
  return [
    ['rawHtml', rawHtml],
    ['table', table],
    ['code', code],
    ['singleNewline', singleNewline],
    ['pictures', pictures > 20, pictures],
  ]
}

function countWarnings({ feedCard, actionCard, msgtype }: MessageBody): Found {
  const links = msgtype === 'feedCard' ? (feedCard?.links.length ?? 0) : 0
  const card = msgtype === 'actionCard' ? actionCard : undefined
  const buttons = card ? buttonsOf(card).length : 0
  const horizontal = card !== undefined && isHorizontal(card)
  return [
    ['feedLinks', links > 9, links],
    ['buttonsHorizontal', horizontal && buttons > 2, buttons],
    ['buttonsVertical', !horizontal && buttons > 5, buttons],
  ]
}

function mentionWarnings(body: MessageBody): Found {
  const { msgtype, at } = body
  if (msgtype === 'link' || msgtype === 'feedCard')
    return [['atIgnored', isAnybody(mentionsOf({ ...body, msgtype: 'text', at: at ?? null }))]]
  const text = mainTextOf(body)
  const mentions = mentionsOf(body)
  const missing = missingIn(text, mentions)
  const stray = strayMentions(text, mentions)
  return [
    ['atMissing', missing.length > 0, missing.join(', ')],
    ['atStray', stray.length > 0, stray.join(', ')],
  ]
}

/** The message may pass by its text alone, yet the notification shows only the title. */
function lacksKeyword(body: MessageBody, keywords: readonly string[]): boolean {
  const title = titleOf(body)
  return keywords.length > 0 && !keywords.some((keyword) => title.includes(keyword))
}
