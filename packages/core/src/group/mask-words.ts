import { isDigit, isHex, isWord } from './mask-codes.ts'

/** `Date` writes them as words; always in three letters. */
const dateWords: ReadonlySet<string> = /* @__PURE__ */ new Set(
  /* @__PURE__ */ 'Mon Tue Wed Thu Fri Sat Sun Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' '),
)

/** A run of ASCII letters and digits. */
export interface Word {
  end: number
  isHex: boolean
  digits: number
  digitRuns: number
}

/** Reads the word that starts here. */
export function readWord(text: string, start: number): Word {
  const word: Word = { end: start, isHex: true, digits: 0, digitRuns: 0 }
  for (let inDigits = false; isWord(text.charCodeAt(word.end)); word.end += 1) {
    const code = text.charCodeAt(word.end)
    const isNumber = isDigit(code)
    if (isNumber) word.digits += 1
    if (isNumber && !inDigits) word.digitRuns += 1
    if (!isHex(code)) word.isHex = false
    inDigits = isNumber
  }
  return word
}

/** Whether no part of the word was written by a programmer. */
export function isId(text: string, start: number, word: Word): boolean {
  const length = word.end - start
  // No name is that long; a token may be.
  if (word.digits === length || length > 40) return true
  if (word.digits === 0)
    return (word.isHex && length >= 8) || (length === 3 && dateWords.has(text.slice(start, word.end)))
  // Shorter ones are words as well: `add`, `face`, `e2e`.
  if (word.isHex && length >= 6) return true
  return (word.digitRuns > 1 && length >= 5) || length >= 20 || text.startsWith('0x', start)
}
