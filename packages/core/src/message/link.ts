import { refused } from '../errors.ts'
import { checkObject, checkPicture, checkText, checkUrl } from './check.ts'
import type { LinkMessage } from './message.ts'

/** Fields of a link message. */
export interface LinkInput {
  title: string
  text: string
  messageUrl: string
  /** An http(s) URL or a media id (`@lADO…`). */
  picUrl?: string | undefined
}

/**
 * A card that opens one page. DingTalk ignores mentions in it, so none are taken.
 * @throws DingTalkError `ERR_DINGTALK_OPTIONS` for an empty title or text, a bad URL, or a mention
 */
export function link(input: LinkInput, ...none: readonly never[]): LinkMessage {
  checkObject('link', input)
  refuseMentions('link', input, none)
  return {
    msgtype: 'link',
    link: {
      title: checkText('title', input.title),
      text: checkText('text', input.text),
      messageUrl: checkUrl('messageUrl', input.messageUrl),
      ...(input.picUrl !== undefined && { picUrl: checkPicture('picUrl', input.picUrl) }),
    },
  }
}

/** Link and feedCard cannot mention anybody: whoever tries must hear of it, since DingTalk would stay silent. */
export function refuseMentions(kind: string, input: object, rest: readonly unknown[]): void {
  const asked = [input, ...rest].some((value) => typeof value === 'object' && value !== null && 'at' in value)
  if (asked) throw refused('at', `no mention in a ${kind} message (DingTalk ignores it)`, 'one')
}
