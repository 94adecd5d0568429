import { check } from '../errors.ts'
import { fieldsOf } from '../fields.ts'
import { checkPicture, checkText, checkUrl } from './check.ts'
import type { LinkMessage } from './message.ts'

/** Fields of a link message. */
export interface LinkInput {
  title: string
  text: string
  messageUrl: string
  /** An http(s) URL or a media id (`@lADO…`). */
  picUrl?: string | undefined
}

/** What stands where other builders take mentions: DingTalk would ignore them. */
export interface NoMentions {
  at?: undefined
}

/**
 * A card that opens one page. DingTalk ignores mentions in it, so none are taken.
 * @throws DingTalkError `ERR_DINGTALK_OPTIONS` for an empty title or text, a bad URL, or a mention
 */
export function link(input: LinkInput & NoMentions, options?: NoMentions): LinkMessage {
  const { title, text, messageUrl, picUrl, at } = fieldsOf(input)
  const message: LinkMessage = {
    msgtype: 'link',
    link: {
      title: checkText('title', title),
      text: checkText('text', text),
      messageUrl: checkUrl('messageUrl', messageUrl),
      ...(picUrl !== undefined && { picUrl: checkPicture('picUrl', picUrl) }),
    },
  }
  refuseAt(at ?? options?.at)
  return message
}

/** Whoever tries must hear of it, since DingTalk stays silent. */
export function refuseAt(at: unknown): void {
  check(at === undefined, 'at', 'no mention here (DingTalk ignores it)', at)
}
