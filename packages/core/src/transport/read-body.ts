import { fieldsOf } from '../fields.ts'
import type { Answer } from './fetch.ts'

/** The first `maxBytes` of an answer's body as text; what is longer is cut off and the rest is not waited for. */
export async function readBody(answer: Answer, maxBytes: number): Promise<string> {
  const { body } = answer
  if (!isStream(body)) return typeof body === 'string' ? body : ((await answer.text?.()) ?? '')
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of body) {
    text += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true })
    if (text.length >= maxBytes) break
  }
  return text.slice(0, maxBytes)
}

function isStream(body: unknown): body is AsyncIterable<Uint8Array | string> {
  return Symbol.asyncIterator in fieldsOf(body)
}
