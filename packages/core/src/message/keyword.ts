import type { Message } from './message.ts'

/**
 * The message with one of the robot's keywords in it: the same object when one is contained already (the title
 * counts), else a copy with the first keyword added.
 */
export function withKeyword(message: Message, keywords: readonly string[]): Message {
  const [keyword] = keywords
  if (keyword === undefined) return message
  const searched = texts(message).join('\n')
  return keywords.some((each) => searched.includes(each)) ? message : add(message, keyword)
}

function texts(message: Message): string[] {
  switch (message.msgtype) {
    case 'text':
      return [message.text.content]
    case 'markdown':
      return [message.markdown.title, message.markdown.text]
    case 'link':
      return [message.link.title, message.link.text]
    case 'actionCard':
      return [message.actionCard.title, message.actionCard.text]
    case 'feedCard':
      return message.feedCard.links.map((link) => link.title)
  }
}

function add(message: Message, keyword: string): Message {
  switch (message.msgtype) {
    case 'text':
      return { ...message, text: { content: `${message.text.content}\n${keyword}` } }
    case 'markdown':
      return { ...message, markdown: { ...message.markdown, text: `${message.markdown.text}\n\n${keyword}` } }
    case 'link':
      return { ...message, link: { ...message.link, text: `${message.link.text}\n${keyword}` } }
    case 'actionCard':
      return {
        ...message,
        actionCard: { ...message.actionCard, text: `${message.actionCard.text}\n\n${keyword}` },
      }
    case 'feedCard': {
      const [first, ...rest] = message.feedCard.links
      const links = first ? [{ ...first, title: `${first.title} ${keyword}` }, ...rest] : []
      return { ...message, feedCard: { links } }
    }
  }
}
