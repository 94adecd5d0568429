import type { Words } from '../texts/language.ts'

/** What a route of the shop answers: a sentence, which is sent in the visitor's language, and details for programs. */
export interface Answer {
  done: Words
  [detail: string]: unknown
}

/** Whether it is one; what other routes answer is left alone. */
export function isAnswer(value: unknown): value is Answer {
  return typeof value === 'object' && value !== null && 'done' in value && typeof value.done === 'object'
}
