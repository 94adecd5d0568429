import { isBlank, isDigit, isLetter, isWord } from './mask-codes.ts'
import {
  colonsEnd,
  domainEnd,
  isToken,
  plainNumberEnd,
  plainWordEnd,
  scanRun,
  urlEnd,
  uuidEnd,
} from './mask-shapes.ts'
import { isId, readWord } from './mask-words.ts'

/** Stands for whatever differs from one alert to the next. */
const hole = '#'
/** Characters of a masked message. */
const maskedChars = 512
/** Characters of a message that are looked at. */
const readChars = 4_096
const maxLines = 2
const longestQuoted = 128
const space = 0x20
/** Two holes with one of these between them are one: dates, times, versions, addresses, lists of numbers. */
const bridges: ReadonlySet<string> = new Set(['', '.', ',', ':', '/', '-', '_', '+', ', '])
const quotes: Record<string, string> = { "'": "'", '"': '"', '`': '`', '“': '”', '「': '」', '‘': '’' }
/** Quoted so, it is the program's own word: a field, a function, a table. */
const ownWord = /^[\p{L}_$][\p{L}_$.()[\]-]*$/u
/** Behind these stands a value, whatever it looks like. */
const beforeValue = /(?:=|\bentry|\bvalue:?) ?$/i

/**
 * The message without what differs between two occurrences of the same error: ids, numbers, UUIDs, hex, dates, IP
 * addresses, mail addresses, URLs, quoted values. Its first two lines, 512 characters. One pass over the text.
 */
export function mask(message: string): string {
  return new Masker(message.length > readChars ? message.slice(0, readChars) : message).run()
}

/** Goes over one message from left to right, and takes over into `#out` what stays. */
class Masker {
  readonly #text: string
  #out = ''
  /** Everything before it is in `#out` already. */
  #kept = 0
  #at = 0
  #lines = 1
  /** Where the quotation that is looked into ends. */
  #quoteEnd = -1

  constructor(text: string) {
    this.#text = text
  }

  /** The masked message. To be called once. */
  run(): string {
    while (isBlank(this.#text.charCodeAt(this.#at))) this.#at += 1
    this.#kept = this.#at
    while (this.#at < this.#text.length && this.#lines <= maxLines && this.#length() < maskedChars)
      this.#step()
    return (this.#out + this.#text.slice(this.#kept, this.#at)).slice(0, maskedChars).trimEnd()
  }

  /** Characters of the masked message so far. */
  #length(): number {
    return this.#out.length + this.#at - this.#kept
  }

  /** Goes on by at least one character. */
  #step(): void {
    const code = this.#text.charCodeAt(this.#at)
    if (isLetter(code)) this.#plainWord()
    else if (isDigit(code)) this.#number()
    else if (isBlank(code)) this.#blank()
    else if (!this.#quoted() && !this.#addressFromColon(code)) this.#at += 1
  }

  /** Puts a hole in the place of the text from `start` to `end`. */
  #hide(start: number, end: number): void {
    const between = this.#text.slice(this.#kept, start)
    if (!this.#out.endsWith(hole) || !bridges.has(between))
      this.#out += unsigned(between, this.#text, start) + hole
    this.#kept = end
    this.#at = end
  }

  /** Blanks become one; a line break among them counts. */
  #blank(): void {
    const start = this.#at
    while (isBlank(this.#text.charCodeAt(this.#at))) this.#at += 1
    if (this.#at === start + 1 && this.#text.charCodeAt(start) === space) return
    const isBreak = this.#text.slice(start, this.#at).includes('\n')
    this.#out += this.#text.slice(this.#kept, start) + (isBreak ? '\n' : ' ')
    this.#kept = this.#at
    if (isBreak) this.#lines += 1
  }

  /** A quoted value is hidden, a quoted word stays, a quoted sentence is looked into. */
  #quoted(): boolean {
    const closing = quotes[this.#text.charAt(this.#at)]
    if (closing === undefined || this.#at === this.#quoteEnd) return false
    if (isWord(this.#text.charCodeAt(this.#at - 1))) return false
    const start = this.#at + 1
    const length = this.#text.slice(start, start + longestQuoted).indexOf(closing)
    if (length < 0) return false
    const end = start + length
    const content = this.#text.slice(start, end)
    const isValue = beforeValue.test(this.#text.slice(Math.max(0, start - 8), start - 1))
    this.#quoteEnd = end
    this.#at = start
    if (isValue || !(content.includes(' ') || ownWord.test(content))) this.#hide(start, end)
    return true
  }

  /** `::1` */
  #addressFromColon(code: number): boolean {
    const end =
      code === 0x3a && !isWord(this.#text.charCodeAt(this.#at - 1)) ? colonsEnd(this.#text, this.#at) : -1
    if (end >= 0) this.#hide(this.#at, end)
    return end >= 0
  }

  /** Most words are just that, and need no closer look. */
  #plainWord(): void {
    const end = plainWordEnd(this.#text, this.#at)
    if (end < 0) this.#run()
    else this.#at = end
  }

  /** So are most numbers. */
  #number(): void {
    const end = plainNumberEnd(this.#text, this.#at)
    if (end < 0) this.#run()
    else this.#hide(this.#at, end)
  }

  /** Letters, digits and what joins them: one value as a whole, or words. */
  #run(): void {
    const start = this.#at
    const uuid = uuidEnd(this.#text, start)
    if (uuid >= 0) {
      this.#hide(start, uuid)
      return
    }
    const { end, turns } = scanRun(this.#text, start)
    const value = valueEnd(this.#text, start, end, turns)
    if (value >= 0) this.#hide(start, value)
    while (this.#at < end && this.#length() < maskedChars) {
      if (isWord(this.#text.charCodeAt(this.#at))) this.#word()
      else this.#at += 1
    }
  }

  /** Letters and digits without anything in between. */
  #word(): void {
    const start = this.#at
    const word = readWord(this.#text, start)
    const uuid = uuidEnd(this.#text, start)
    if (uuid >= 0) this.#hide(start, uuid)
    else if (isId(this.#text, start, word)) this.#hide(start, word.end)
    else if (word.digitRuns > 0) this.#digits(start, word.end)
    else this.#at = word.end
  }

  /** Only the digits of `12ms`, `user7`. */
  #digits(start: number, end: number): void {
    for (let at = start; at < end; at += 1) {
      if (!isDigit(this.#text.charCodeAt(at))) continue
      const from = at
      while (at < end && isDigit(this.#text.charCodeAt(at))) at += 1
      this.#hide(from, at)
    }
    this.#at = end
  }
}

/** End of the address, URL or token that starts with this run, or -1. */
function valueEnd(text: string, start: number, end: number, turns: number): number {
  const address = colonsEnd(text, start)
  if (address >= 0) return address
  const next = text.charCodeAt(end)
  if (next === 0x3a && text.startsWith('//', end + 1)) return urlEnd(text, end)
  const mail = next === 0x40 ? domainEnd(text, end) : -1
  if (mail >= 0) return mail
  return isToken(end - start, turns) ? end : -1
}

/** A minus sign in front of a number is part of it, a dash between two words is not. */
function unsigned(between: string, text: string, start: number): string {
  const sign = text.charAt(start - 1)
  const isSign = (sign === '-' || sign === '+') && between.endsWith(sign)
  return isSign && isDigit(text.charCodeAt(start)) && !isWord(text.charCodeAt(start - 2))
    ? between.slice(0, -1)
    : between
}
