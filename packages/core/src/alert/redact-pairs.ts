import { redacted } from './bound.ts'
import type { SecretNames } from './redact-names.ts'

const maxBlanks = 32
/** What may stand between a name and its separator: a blank, a quote, the backslash of an escaped quote. */
const separator = '["\'`\\\\ ]{0,3}[:=：]'
const longestName = 64
/** Its value has blanks in it and ends with the line. */
const wholeLine = /(?:cookies?|authorization)$/i
/** Says that there is no secret, which is worth knowing. */
const nothing = /^["'`]?(?:null|undefined)(?![\w-])/

/**
 * Masks the value in `name=value`, `name: value` and `"name":"value"`, where the name is a secret's. It goes forward only,
 * and looks back over no more than a name: so it is linear.
 */
export function createPairs(names: SecretNames): (text: string) => string {
  const nameEnd = new RegExp(`(${names.lastLetters})${separator}`, 'gi')
  return (text) => {
    let out = ''
    let kept = 0
    nameEnd.lastIndex = 0
    for (let found = nameEnd.exec(text); found; found = nameEnd.exec(text)) {
      const name = nameBefore(text, found.index + (found[1]?.length ?? 0), kept)
      const start = skipBlanks(text, nameEnd.lastIndex)
      if (!names.has(name) || nothing.test(text.slice(start, start + 11))) continue
      const end = valueEnd(text, start, wholeLine.test(name))
      out += text.slice(kept, start) + (end > start ? redacted : '')
      kept = end
      nameEnd.lastIndex = end
    }
    return kept === 0 ? text : out + text.slice(kept)
  }
}

/** The name that ends here. */
function nameBefore(text: string, end: number, floor: number): string {
  const least = Math.max(floor, end - longestName)
  let start = end
  while (start > least && isNameCode(text.charCodeAt(start - 1))) start -= 1
  return text.slice(start, end)
}

/** Letters, digits, `_`, `-`, and everything beyond ASCII but the wide colon and its like. */
function isNameCode(code: number): boolean {
  if (code >= 0x80) return code < 0xff00 && code !== 0x3002
  if (code <= 0x39) return code >= 0x30 || code === 0x2d
  return (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a) || code === 0x5f
}

/** Skips what may stand between separator and value: blanks and the rest of `==` and `=>`. */
function skipBlanks(text: string, from: number): number {
  let at = from
  while (at < from + maxBlanks && at < text.length && ' \t=>'.includes(text.charAt(at))) at += 1
  return at
}

/** Where the value that starts here ends. */
function valueEnd(text: string, start: number, toLineEnd: boolean): number {
  const escaped = text.charAt(start) === '\\'
  const first = text.charAt(escaped ? start + 1 : start)
  if (first === '"' || first === "'" || first === '`') {
    return quotedEnd(text, escaped ? start + 2 : start + 1, first, escaped)
  }
  if (first === '{' || first === '[') return bracketEnd(text, start)
  const delimiter = toLineEnd ? /[\r\n]/g : /[\s,;&"'`)\]}<>，。；]/g
  let end = start
  do {
    delimiter.lastIndex = end
    end = delimiter.exec(text)?.index ?? text.length
    // The bracket of a mask does not end the value around it.
  } while (text.startsWith(redacted, end + 1 - redacted.length) && end++ < text.length)
  return end
}

/** Behind the closing quote. A quote that never closes was cut off: all the rest is value. */
function quotedEnd(text: string, from: number, quote: string, escaped: boolean): number {
  for (let at = from; at < text.length; at += 1) {
    const char = text.charAt(at)
    // In `\"key\":\"value\"` the closing quote is escaped as the opening one was.
    if (char === '\\' && !escaped) at += 1
    else if (char === quote) return at + 1
  }
  return text.length
}

/** Behind the bracket that closes the one at `start`; the end of the text when it was cut off. */
function bracketEnd(text: string, start: number): number {
  let depth = 0
  for (let at = start; at < text.length; at += 1) {
    const char = text.charAt(at)
    if (char === '{' || char === '[') depth += 1
    else if (char === '}' || char === ']') depth -= 1
    if (depth === 0) return at + 1
  }
  return text.length
}
