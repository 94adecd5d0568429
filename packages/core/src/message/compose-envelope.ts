import type { At } from './at.ts'
import { jsonBytes } from './measure.ts'
import { withMentions } from './mention.ts'
import type { MarkdownMessage } from './message.ts'

/** A message with fewer bytes than this for title and text says nothing; mentions then give way. */
const leastContentBytes = 200

/** The wire object around a title and a text, and the bytes that it leaves to them. */
export interface Envelope {
  contentBytes: number
  seal(title: string, text: string): MarkdownMessage
}

/** Sets aside the bytes of `at` and of the `@…` in the text without which nobody is notified. */
export function createEnvelope(at: At | undefined, budgetBytes: number): Envelope {
  const mentions = mentionsSomebody(at) ? jsonBytes(withMentions('', at)) : 0
  const contentBytes = budgetBytes - wrapperBytes(at) - mentions
  if (mentions > 0 && contentBytes < leastContentBytes) return createEnvelope(undefined, budgetBytes)
  return {
    contentBytes,
    seal: (title, text) => ({
      msgtype: 'markdown',
      markdown: { title, text: withMentions(text, mentions > 0 ? at : undefined) },
      ...(mentions > 0 && { at }),
    }),
  }
}

function wrapperBytes(at: At | undefined): number {
  return Buffer.byteLength(JSON.stringify({ msgtype: 'markdown', markdown: { title: '', text: '' }, at }))
}

function mentionsSomebody(at: At | undefined): at is At {
  return at !== undefined && (at.isAtAll === true || withMentions('', at) !== '')
}
