import { check } from '../errors.ts'
import { fieldsOf } from '../fields.ts'
import { checkUrl } from './check.ts'

/**
 * A link that opens in the PC client's side bar (`sidebar: true`) or in the external browser (`false`). Usable wherever
 * a message takes a URL. Source: DingTalk's documentation of message links.
 * @throws DingTalkError `ERR_DINGTALK_OPTIONS` for a bad URL
 */
export function pageLink(url: string, options: { sidebar: boolean }): string {
  const { sidebar } = fieldsOf(options)
  check(typeof sidebar === 'boolean', 'sidebar', 'a boolean', sidebar)
  return `dingtalk://dingtalkclient/page/link?url=${encodeURIComponent(checkUrl('url', url))}&pc_slide=${sidebar}`
}
