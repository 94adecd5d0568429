import { redacted } from './bound.ts'
import type { SecretNames } from './redact-names.ts'

const maxBlanks = 32
/** What may stand between a name and its separator: a blank, a quote, the backslash of an escaped quote. */
const filler = '["\'`\\\\ ]{0,3}'
/** Its value has blanks in it and ends with the line. */
const wholeLine = /^(?:cookies?|authorization)/i
/** Says that there is no secret, which is worth knowing. */
const nothing = /^["'`]?(?:null|undefined)(?![\w-])/

/**
 * Masks the value in `name=value`, `name: value` and `"name":"value"`, where the name is a secret's. What it has masked it
 * does not look at again: so it is linear.
 */
export function createPairs(names: SecretNames): (text: string) => string {
  const name = new RegExp(`${names.pattern}${filler}[:=：]`, 'gi')
  return (text) => {
    name.lastIndex = 0
    let out = ''
    let kept = 0
    for (let match = name.exec(text); match; match = name.exec(text)) {
      const start = skipBlanks(text, name.lastIndex)
      if (nothing.test(text.slice(start, start + 11))) continue
      const end = valueEnd(text, start, wholeLine.test(match[0]))
      out += text.slice(kept, start) + (end > start ? redacted : '')
      kept = end
      name.lastIndex = end
    }
    return kept === 0 ? text : out + text.slice(kept)
  }
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
  const delimiter = toLineEnd ? /["'`\r\n]/g : /[\s,;&"'`)\]}<>]/g
  delimiter.lastIndex = start
  return delimiter.exec(text)?.index ?? text.length
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
