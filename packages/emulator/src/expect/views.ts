import type { MessageBody } from '../judge/message/message.ts'

/** The title of a message; a feed has those of its links. */
export function titleOf(body: MessageBody): string {
  const part = body[body.msgtype]
  if (part === undefined || 'content' in part) return ''
  return 'links' in part ? part.links.map(({ title }) => title).join('\n') : part.title
}

/** What stands below the title; a text message has nothing else. */
export function textOf(body: MessageBody): string {
  const part = body[body.msgtype]
  if (part === undefined || 'links' in part) return ''
  return 'content' in part ? part.content : part.text
}

/** Mobiles and user ids that are mentioned. */
export function mentionsOf({ at }: MessageBody): string[] {
  return [...(at?.atMobiles || []), ...(at?.atUserIds || [])]
}

/** The buttons of an action card, as people read them. */
export function buttonsOf({ actionCard }: MessageBody): string[] {
  if (!actionCard) return []
  if (actionCard.singleTitle && actionCard.singleURL) return [actionCard.singleTitle]
  return (actionCard.btns ?? []).map(({ title }) => title)
}
