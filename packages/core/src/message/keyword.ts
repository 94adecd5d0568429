import { type Fields, fieldsOf } from '../fields.ts'
import type { Message } from './message.ts'

/**
 * The message with one of the robot's keywords in it: the same object when one is contained already (the title
 * counts), else a copy with the first keyword added.
 */
export function withKeyword(message: Message, keywords: readonly string[]): object {
  const content = fieldsOf(fieldsOf(message)[message.msgtype])
  const cards: readonly Fields[] = Array.isArray(content.links) ? content.links : [content]
  const shown = cards.flatMap(({ title, text, content }) => [title, text, content]).join('\n')
  const [keyword] = keywords
  if (!keyword || keywords.some((each) => shown.includes(each))) return message
  const [first, ...links] = cards
  const card = added(first, keyword)
  return { ...message, [message.msgtype]: content.links ? { links: [card, ...links] } : card }
}

function added(card: Fields = {}, keyword: string): Fields {
  const field = card.content ? 'content' : card.text ? 'text' : 'title'
  return { ...card, [field]: `${card[field]}${field === 'title' ? ' ' : '\n\n'}${keyword}` }
}
