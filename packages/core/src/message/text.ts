import { checkText } from './check.ts'
import { checkAt, type MentionOptions, withMentions } from './mention.ts'
import type { TextMessage } from './message.ts'

/**
 * Plain text. A mention whose `@…` is missing from the text is added to it.
 * @throws DingTalkError `ERR_DINGTALK_OPTIONS` for an empty content or more than 50 mentions
 */
export function text(content: string, options?: MentionOptions): TextMessage {
  const at = checkAt(options?.at)
  return {
    msgtype: 'text',
    text: { content: withMentions(checkText('content', content), at, ' ') },
    ...(at && { at }),
  }
}
