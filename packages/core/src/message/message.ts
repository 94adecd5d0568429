import type { At } from './at.ts'

/** `at` as it goes over the wire. */
interface Mentioning {
  at?: At | undefined
}

/** Plain text. */
export interface TextMessage extends Mentioning {
  msgtype: 'text'
  text: { content: string }
}

/** Markdown; the title shows only in the conversation list and the notification. */
export interface MarkdownMessage extends Mentioning {
  msgtype: 'markdown'
  markdown: { title: string; text: string }
}

/** A card that opens one page. DingTalk ignores mentions in it. */
export interface LinkMessage {
  msgtype: 'link'
  link: { title: string; text: string; messageUrl: string; picUrl?: string | undefined }
}

/** Markdown with one button (`singleTitle`, `singleURL`) or several (`btns`). */
export interface ActionCardMessage extends Mentioning {
  msgtype: 'actionCard'
  actionCard: {
    title: string
    text: string
    singleTitle?: string | undefined
    singleURL?: string | undefined
    btns?: readonly { title: string; actionURL: string }[] | undefined
    /** `'0'` vertical, `'1'` horizontal. */
    btnOrientation?: '0' | '1' | undefined
    hideAvatar?: '0' | '1' | undefined
  }
}

/** A list of pictures with titles. DingTalk ignores mentions in it. */
export interface FeedCardMessage {
  msgtype: 'feedCard'
  feedCard: { links: readonly { title: string; messageURL: string; picURL: string }[] }
}

/** A message as DingTalk takes it: the plain wire object that the builders return. */
export type Message = TextMessage | MarkdownMessage | LinkMessage | ActionCardMessage | FeedCardMessage
