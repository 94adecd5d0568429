import { redacted } from './bound.ts'

/** Names of secrets, lower case, without `_` and `-`. A name that ends in one of them is one too: dbPassword. */
const endings: readonly string[] = [
  'password',
  'passwd',
  'passphrase',
  'pwd',
  'secret',
  'token',
  'authorization',
  'cookie',
  'apikey',
  'privatekey',
  'secretkey',
  'accesskey',
  'credential',
  'credentials',
  'session',
  'sessionid',
  '密码',
  '口令',
  '令牌',
  '密钥',
]

/** Too short, or too common, to be looked for at the end of other names. */
const wholes: ReadonlySet<string> = new Set([
  'pass',
  'pin',
  'cvv',
  'jwt',
  'sid',
  'sign',
  'cookies',
  'signature',
])

/** Whether a name (lower case, without `_` and `-`) stands for a secret. */
export function isSensitive(key: string): boolean {
  return wholes.has(key) || endings.some((ending) => key.endsWith(ending))
}

const longestKey = 64
const maxBlanks = 32
const digitNine = 0x39
const slash = 0x2f
/** Its value has blanks in it and ends with the line. */
const wholeLine = /(?:cookies?|authorization)$/i
/** Says that there is no secret, which is worth knowing. */
const nothing = /^(?:null|undefined)(?![\w-])/

/**
 * Masks the value in `key=value`, `key: value` and `"key":"value"` where `hides(key)`. It goes from separator to
 * separator and looks back for the key, never over the separator before: so it is linear.
 */
export function redactPairs(text: string, hides: (key: string) => boolean): string {
  const separator = /[:=：]/g
  let out = ''
  let kept = 0
  while (separator.test(text)) {
    const at = separator.lastIndex - 1
    const end = hiddenEnd(text, at, kept, hides)
    if (end < 0) continue
    out += text.slice(kept, skipBlanks(text, at + 1)) + redacted
    kept = end
    separator.lastIndex = end
  }
  return kept === 0 ? text : out + text.slice(kept)
}

/** End of the secret behind this separator, or -1 when there is none. */
function hiddenEnd(text: string, separator: number, floor: number, hides: (key: string) => boolean): number {
  // A URL's scheme is no key.
  if (text.charCodeAt(separator + 1) === slash && text.charCodeAt(separator + 2) === slash) return -1
  const key = keyBefore(text, separator, floor)
  if (key.length < 2 || !hides(key)) return -1
  const start = skipBlanks(text, separator + 1)
  if (nothing.test(text.slice(start, start + 10))) return -1
  const end = valueEnd(text, start, wholeLine.test(key))
  return end === start ? -1 : end
}

/** The name that ends before the separator, without quotes and blanks; empty when there is none, or a number. */
function keyBefore(text: string, separator: number, floor: number): string {
  let end = separator
  while (end > floor && end > separator - 4 && isFiller(text.charCodeAt(end - 1))) end -= 1
  const least = Math.max(floor, end - longestKey)
  let start = end
  let isName = false
  for (; start > least; start -= 1) {
    const code = text.charCodeAt(start - 1)
    if (!isKeyCode(code)) break
    if (code > digitNine) isName = true
  }
  return isName ? text.slice(start, end) : ''
}

/** Blank, quote, or the backslash of an escaped quote. */
function isFiller(code: number): boolean {
  return code === 0x20 || code === 0x22 || code === 0x27 || code === 0x5c || code === 0x60
}

/** Letters, digits, `_`, `-`, and everything beyond ASCII but the wide colon. */
function isKeyCode(code: number): boolean {
  if (code >= 0x80) return code !== 0xff1a
  if (code <= digitNine) return code >= 0x30 || code === 0x2d
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
