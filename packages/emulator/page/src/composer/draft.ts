import type { CardButton } from '../message/parts.ts'
import { listOf } from '../robots/robot-draft.ts'
import type { MessageBody, MessageType } from '../wire/types.ts'

/** One entry of a feed card in the form. */
export interface LinkDraft {
  title: string
  messageUrl: string
  picUrl: string
}

/** A message as the form holds it; the fields of all kinds at once, so that a change of kind loses nothing. */
export interface Draft {
  msgtype: MessageType
  content: string
  title: string
  text: string
  messageUrl: string
  picUrl: string
  single: boolean
  buttons: readonly CardButton[]
  horizontal: boolean
  hideAvatar: boolean
  links: readonly LinkDraft[]
  mobiles: string
  userIds: string
  all: boolean
}

/** What is wrong with a field, by its path such as `buttons.0.url`. */
export type Problems = Partial<Record<string, 'required' | 'badUrl'>>

/** The message on the wire. */
export function messageOf(draft: Draft): MessageBody {
  const { msgtype, content, title, text, messageUrl, picUrl, links } = draft
  switch (msgtype) {
    case 'text':
      return { msgtype, text: { content }, ...atOf(draft) }
    case 'markdown':
      return { msgtype, markdown: { title, text }, ...atOf(draft) }
    case 'link':
      return { msgtype, link: { title, text, messageUrl, ...(picUrl.trim() && { picUrl }) } }
    case 'actionCard':
      return { msgtype, actionCard: { title, text, ...cardOf(draft) }, ...atOf(draft) }
    case 'feedCard':
      return { msgtype, feedCard: { links: links.map(wireLink) } }
  }
}

/** The fields that DingTalk would refuse. */
export function problemsOf(draft: Draft): Problems {
  const problems: Problems = {}
  const required = (path: string, value: string) => {
    if (value.trim() === '') problems[path] = 'required'
  }
  const url = (path: string, value: string, picture = false) => {
    required(path, value)
    if (value.trim() !== '' && !(picture && value.startsWith('@')) && !URL.canParse(value))
      problems[path] = 'badUrl'
  }
  const { msgtype } = draft
  if (msgtype === 'text') required('content', draft.content)
  if (msgtype === 'link' || msgtype === 'markdown' || msgtype === 'actionCard') {
    required('title', draft.title)
    required('text', draft.text)
  }
  if (msgtype === 'link') {
    url('messageUrl', draft.messageUrl)
    if (draft.picUrl.trim() !== '') url('picUrl', draft.picUrl, true)
  }
  if (msgtype === 'actionCard') {
    for (const [index, button] of shownButtons(draft).entries()) {
      required(`buttons.${index}.title`, button.title)
      url(`buttons.${index}.url`, button.url)
    }
  }
  if (msgtype === 'feedCard') {
    for (const [index, link] of draft.links.entries()) {
      required(`links.${index}.title`, link.title)
      url(`links.${index}.messageUrl`, link.messageUrl)
      url(`links.${index}.picUrl`, link.picUrl, true)
    }
  }
  return problems
}

/** The buttons that count: all of them, or the first one. */
export function shownButtons({ single, buttons }: Draft): readonly CardButton[] {
  return single ? buttons.slice(0, 1) : buttons
}

/** A list with one item changed, or taken out. */
export function withItem<T>(items: readonly T[], index: number, item: T | undefined): T[] {
  return items.flatMap((old, place) => (place === index ? (item === undefined ? [] : [item]) : [old]))
}

function cardOf(draft: Draft): Partial<NonNullable<MessageBody['actionCard']>> {
  const { horizontal, hideAvatar, single } = draft
  const [first] = draft.buttons
  return {
    ...(single
      ? { singleTitle: first?.title ?? '', singleURL: first?.url ?? '' }
      : { btns: draft.buttons.map(({ title, url }) => ({ title, actionURL: url })) }),
    ...(!single && { btnOrientation: horizontal ? '1' : '0' }),
    ...(hideAvatar && { hideAvatar: '1' }),
  }
}

function wireLink({ title, messageUrl, picUrl }: LinkDraft) {
  return { title, messageURL: messageUrl, picURL: picUrl }
}

function atOf({ mobiles, userIds, all }: Draft): Pick<MessageBody, 'at'> {
  const at: NonNullable<MessageBody['at']> = {}
  const mobileList = listOf(mobiles)
  const userList = listOf(userIds)
  if (mobileList.length > 0) at.atMobiles = mobileList
  if (userList.length > 0) at.atUserIds = userList
  if (all) at.isAtAll = true
  return Object.keys(at).length > 0 ? { at } : {}
}
