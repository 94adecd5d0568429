import { optionError } from '../errors.ts'
import { checkObject, checkPicture, checkText, checkUrl } from './check.ts'
import { refuseMentions } from './link.ts'
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
export function feedCard(links: readonly FeedLink[], ...none: readonly never[]): FeedCardMessage {
  if (!Array.isArray(links) || links.length === 0)
    throw optionError('links', 'an array of at least one link', links)
  refuseMentions('feedCard', links, none)
  return { msgtype: 'feedCard', feedCard: { links: links.map(wireLink) } }
}

function wireLink(link: FeedLink, index: number): FeedCardMessage['feedCard']['links'][number] {
  const field = `links[${index}]`
  checkObject(field, link)
  return {
    title: checkText(`${field}.title`, link.title),
    messageURL: checkUrl(`${field}.messageUrl`, link.messageUrl),
    picURL: checkPicture(`${field}.picUrl`, link.picUrl),
  }
}
