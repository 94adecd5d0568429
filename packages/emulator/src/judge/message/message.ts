/** The message kinds of a custom robot. */
export type MessageType = 'text' | 'link' | 'markdown' | 'actionCard' | 'feedCard'

/** An accepted body, as it was sent: one of the parts is there, named by `msgtype`. */
export interface MessageBody {
  msgtype: MessageType
  text?: { content: string }
  link?: { title: string; text: string; messageUrl: string; picUrl?: string | null }
  markdown?: { title: string; text: string }
  actionCard?: ActionCardBody
  feedCard?: { links: { title: string; messageURL: string; picURL: string }[] }
  at?: {
    atMobiles?: string[] | '' | null
    atUserIds?: string[] | '' | null
    isAtAll?: unknown
  } | null
  msgUuid?: unknown
}

/** Either `singleTitle` and `singleURL`, or at least one of `btns`. */
export interface ActionCardBody {
  title: string
  text: string
  singleTitle?: string | null
  singleURL?: string | null
  btns?: { title: string; actionURL: string }[] | null
  btnOrientation?: string | number | null
  hideAvatar?: string | number | null
}

/** The words of a message in which a keyword counts: titles and texts. Buttons and URLs do not count. */
export function wordsOf(body: MessageBody): string {
  const part = body[body.msgtype]
  if (part === undefined) return ''
  if ('content' in part) return part.content
  if ('links' in part) return part.links.map((link) => link.title).join('\n')
  return `${part.title}\n${part.text}`
}
