import { word } from '../engine/words.ts'

/** Kinds of errors, and errors in all, without the fatal one. */
export const kinds = 40
export const records = 1_000

/** The storm that every peer gets: 1,000 errors of 40 kinds at once, and a fatal one after them. */
export function* storm(): Generator<{ level: 'error' | 'fatal'; message: string }> {
  for (let n = 0; n < records; n += 1)
    yield { level: 'error', message: `kind-${word(n % kinds)}. failed for order ${n}` }
  yield { level: 'fatal', message: 'kind-fatal. database gone' }
}
