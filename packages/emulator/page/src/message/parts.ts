import type { ActionCardBody, MessageBody } from '../wire/types.ts'

/** A button of a card. */
export interface CardButton {
  title: string
  url: string
}

/** The buttons that DingTalk shows: a single one hides `btns`. */
export function buttonsOf(card: ActionCardBody): CardButton[] {
  const { singleTitle, singleURL, btns } = card
  // A number passes the server's check of these fields, yet makes no button.
  if (typeof singleTitle === 'string' && typeof singleURL === 'string' && singleTitle && singleURL)
    return [{ title: singleTitle, url: singleURL }]
  return Array.isArray(btns) ? btns.map(({ title, actionURL }) => ({ title, url: actionURL })) : []
}

/** Whether the buttons stand side by side. */
export function isHorizontal({ btnOrientation }: ActionCardBody): boolean {
  return String(btnOrientation) === '1'
}

/** The text in which mentions are looked for; link and feedCard have none. */
export function mainTextOf(body: MessageBody): string {
  if (body.msgtype === 'text') return body.text?.content ?? ''
  if (body.msgtype === 'markdown') return body.markdown?.text ?? ''
  if (body.msgtype === 'actionCard') return body.actionCard?.text ?? ''
  return ''
}

/** The markdown of a body, where it has any. */
export function markdownOf(body: MessageBody): string | undefined {
  if (body.msgtype === 'markdown') return body.markdown?.text
  return body.msgtype === 'actionCard' ? body.actionCard?.text : undefined
}

/** What the conversation list and the notification on a phone show: one line. */
export function titleOf(body: MessageBody): string {
  const part = body[body.msgtype]
  if (part === undefined) return ''
  if ('content' in part) return part.content.replace(/\s+/g, ' ')
  return 'links' in part ? (part.links[0]?.title ?? '') : part.title
}

/** All words of a message, for the search. */
export function wordsOf(body: MessageBody): string {
  const part = body[body.msgtype]
  if (part === undefined) return ''
  if ('content' in part) return part.content
  if ('links' in part) return part.links.map((link) => link.title).join('\n')
  return `${part.title}\n${part.text}`
}
