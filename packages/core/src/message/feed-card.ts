import { checkList, checkPicture, checkText, checkUrl } from './check.ts'
import { type NoMentions, refuseAt } from './link.ts'
import type { FeedCardMessage } from './message.ts'

/** One entry of a feed card. */
export interface FeedLink {
  title: string
  messageUrl: string
  /** An http(s) URL or a media id (`@lADO…`). */
  picUrl: string
}

/**
 * A list of pictures with titles; phones show the first 9. DingTalk ignores mentions in it, so none are taken.
 * @throws DingTalkError `ERR_DINGTALK_OPTIONS` for an empty list, an empty title, a bad URL, or a mention
 */
export function feedCard(links: readonly FeedLink[], options?: NoMentions): FeedCardMessage {
  refuseAt(options?.at)
  const wire = checkList('links', links, (field, { title, messageUrl, picUrl }) => ({
    title: checkText(`${field}.title`, title),
    messageURL: checkUrl(`${field}.messageUrl`, messageUrl),
    picURL: checkPicture(`${field}.picUrl`, picUrl),
  }))
  return { msgtype: 'feedCard', feedCard: { links: wire } }
}
