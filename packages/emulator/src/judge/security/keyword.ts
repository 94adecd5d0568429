import { type MessageBody, wordsOf } from '../message/message.ts'
import type { Refusal } from '../refusal.ts'

/**
 * Security mode "keywords": one of them must stand in the title or text, letter for letter, case included. The first of the
 * three modes, so a call that fails two of them hears of this one.
 */
export function checkKeyword(keywords: readonly string[], message: MessageBody): Refusal | undefined {
  if (keywords.length === 0) return undefined
  const words = wordsOf(message)
  if (keywords.some((keyword) => words.includes(keyword))) return undefined
  const list = keywords.map((keyword) => `“${keyword}”`).join(' ')
  // "keyword" or 关键词 stands in every style: it is by this that clients know the reason of a 310000.
  return {
    rule: 'keyword',
    errcode: 310000,
    style: 'chinese',
    plain: 'keywords not in content',
    problem: '关键词不匹配',
    solution: '请联系群管理员查看此机器人的关键词，并在发送的信息中包含此关键词',
    reason: { zh: `标题和正文里没有关键词 ${list}`, en: `Neither title nor text contains ${list}` },
    fix: { zh: '在标题或正文里写上其中一个', en: 'Write one of them into the title or the text' },
  }
}
