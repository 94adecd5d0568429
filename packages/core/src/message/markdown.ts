import { checkText } from './check.ts'
import { checkAt, type MentionOptions, withMentions } from './mention.ts'
import type { MarkdownMessage } from './message.ts'

/**
 * Markdown (DingTalk's subset). The title shows in the conversation list and the notification only.
 * @throws DingTalkError `ERR_DINGTALK_OPTIONS` for an empty title or text or more than 50 mentions
 */
export function markdown(title: string, text: string, options?: MentionOptions): MarkdownMessage {
  const at = checkAt(options?.at)
  return {
    msgtype: 'markdown',
    markdown: { title: checkText('title', title), text: withMentions(checkText('text', text), at) },
    ...(at && { at }),
  }
}
