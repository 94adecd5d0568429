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
  const mentioned = withMentions('', at)
  if (at === undefined || mentioned === '') return createPlainEnvelope(budgetBytes)
  const wrapper = { msgtype: 'markdown', markdown: { title: '', text: '' }, at }
  const contentBytes = budgetBytes - Buffer.byteLength(JSON.stringify(wrapper)) - jsonBytes(mentioned)
  if (contentBytes < leastContentBytes) return createPlainEnvelope(budgetBytes)
  return {
    contentBytes,
    seal: (title, text) => ({ msgtype: 'markdown', markdown: { title, text: withMentions(text, at) }, at }),
  }
}

/** The envelope of a message that mentions nobody. */
function createPlainEnvelope(budgetBytes: number): Envelope {
  const seal: Envelope['seal'] = (title, text) => ({ msgtype: 'markdown', markdown: { title, text } })
  return { contentBytes: budgetBytes - Buffer.byteLength(JSON.stringify(seal('', ''))), seal }
}
