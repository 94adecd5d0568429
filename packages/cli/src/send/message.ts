import {
  type At,
  actionCard,
  type Button,
  type FeedLink,
  feedCard,
  link,
  type Message,
  markdown,
  text,
} from '@dingbell/core'
import { UsageError, unfit } from '../usage-error.ts'
import type { Kind, SendValues } from './flags.ts'

/** A title longer than that is cut off in the conversation list anyway. */
const titleChars = 50

/** The message that the command line describes. Throws `UsageError`, or DingTalkError for a field that does not fit. */
export function buildMessage(kind: Kind, content: string, values: SendValues): Message {
  const { title = titleOf(content) } = values
  switch (kind) {
    case 'text':
      return text(content, { at: atOf(values) })
    case 'markdown':
      return markdown(title, content, { at: atOf(values) })
    case 'link':
      // Empty where it was left out: core refuses it by name, and the name becomes the option's.
      return link({ title, text: content, messageUrl: values.url ?? '', picUrl: values.pic })
    case 'card':
      return cardOf(title, content, values)
    case 'feed':
      return feedCard(readLinks(content))
  }
}

/**
 * The links of a feed that the command line lists: title, page and picture of each, in turn. All three are required by
 * DingTalk. Throws `UsageError` for words that do not come out even.
 */
export function linksOf(words: readonly string[]): FeedLink[] {
  if (words.length % 3 !== 0) throw oddWords(words.length)
  return Array.from({ length: words.length / 3 }, (_, index) => {
    const [title = '', messageUrl = '', picUrl = ''] = words.slice(index * 3, index * 3 + 3)
    return { title, messageUrl, picUrl }
  })
}

/** One button makes a card that opens it wherever it is tapped; several are drawn below the text. */
function cardOf(
  title: string,
  content: string,
  { button = [], hideAvatar, horizontal, ...values }: SendValues,
): Message {
  const [first, ...others] = button.map(readButton)
  const card = {
    title,
    text: content,
    hideAvatar,
    orientation: horizontal ? ('horizontal' as const) : undefined,
  }
  const options = { at: atOf(values) }
  if (first === undefined) throw noButton()
  return others.length > 0
    ? actionCard({ ...card, buttons: [first, ...others] }, options)
    : actionCard({ ...card, button: first }, options)
}

/** `title=url`: the URL begins behind the first `=` that a scheme follows, so that a title may hold one. */
function readButton(text: string): Button {
  const [, title, url] = /^(.*?)=((?:https?|dingtalk|dtmd):.*)$/s.exec(text) ?? []
  if (title !== undefined && url !== undefined) return { title, url }
  throw unfit('--button', { zh: '“标题=网址”', en: 'title=url' }, lengthOf(text))
}

/** Only that it is a list is looked at here; `feedCard` checks each link, and says which one is wrong. */
function readLinks(json: string): FeedLink[] {
  const links = parse(json)
  if (Array.isArray(links)) return links
  throw unfit('feed', { zh: ' JSON 列表', en: 'a list in JSON' }, lengthOf(json))
}

/** Nothing for what is no JSON: the caller tells of both mistakes in the same words. */
function parse(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

/** What was not given stays undefined, which core leaves out of the message. */
function atOf({ at, atAll, atUser }: SendValues): At {
  return { atMobiles: at, atUserIds: atUser, isAtAll: atAll }
}

/** The first line that says something, without the marks of a heading or of emphasis. */
function titleOf(content: string): string {
  const lines = content.split('\n').map((line) => line.replace(/^[\s#>*+-]+|[\s#*]+$/g, ''))
  return [...(lines.find((line) => line !== '') ?? '')].slice(0, titleChars).join('')
}

/** In place of the text itself: it may be long, or a credential in the wrong place. */
function lengthOf(text: string) {
  return { zh: `长度为 ${text.length} 的文本`, en: `a text of ${text.length} characters` }
}

function oddWords(count: number): UsageError {
  return unfit(
    'feed',
    { zh: '每条依次给出标题、网址、图片', en: 'title, page and picture of each entry' },
    { zh: ` ${count} 个参数`, en: `${count} arguments` },
  )
}

function noButton(): UsageError {
  return new UsageError({
    zh: '--button：至少要有一个按钮，写成 --button 标题=网址',
    en: '--button: a card needs at least one, as --button title=url',
  })
}
