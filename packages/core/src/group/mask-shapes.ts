import { isBlank, isDigit, isHex, isJoined, isWord } from './mask-codes.ts'

const colon = 0x3a
const dot = 0x2e
const dash = 0x2d
const uuidChars = 36
/** A longer run of letters is no word. */
const longestWord = 40
/** Longest text of an IPv6 address. */
const longestIp = 45

/** End of a short word of small letters with a blank behind it, or -1. A date's words start with a capital. */
export function plainWordEnd(text: string, start: number): number {
  let at = start
  while (isSmall(text.charCodeAt(at))) at += 1
  if (at === start || at - start > longestWord) return -1
  if (at - start >= 8 && isAllHex(text, start, at)) return -1
  return at === text.length || isBlank(text.charCodeAt(at)) ? at : -1
}

/** End of digits with a blank behind them, or -1. */
export function plainNumberEnd(text: string, start: number): number {
  let at = start
  while (isDigit(text.charCodeAt(at))) at += 1
  return at === text.length || isBlank(text.charCodeAt(at)) ? at : -1
}

/** Small ASCII letter. */
function isSmall(code: number): boolean {
  return code >= 0x61 && code <= 0x7a
}

function isAllHex(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) if (!isHex(text.charCodeAt(at))) return false
  return true
}

/** End of the UUID that starts here, or -1. */
export function uuidEnd(text: string, start: number): number {
  // Most are none: this says so at once.
  if (text.charCodeAt(start + 8) !== dash) return -1
  for (let at = 0; at < uuidChars; at += 1) {
    const code = text.charCodeAt(start + at)
    if (at === 8 || at === 13 || at === 18 || at === 23 ? code !== dash : !isHex(code)) return -1
  }
  return isWord(text.charCodeAt(start + uuidChars)) ? -1 : start + uuidChars
}

/** End of the IPv6 address, MAC address or time of day that starts here, or -1. */
export function colonsEnd(text: string, start: number): number {
  let colons = 0
  let group = 0
  let at = start
  for (; at <= start + longestIp; at += 1) {
    const code = text.charCodeAt(at)
    if (code === colon) colons += 1
    else if (code !== dot && !isHex(code)) break
    group = code === colon || code === dot ? 0 : group + 1
    if (group > 4) return -1
  }
  // A colon or dot behind it is punctuation; `::` belongs to the address.
  while (at > start && (text.charCodeAt(at - 1) === dot || isLastColon(text, at))) at -= 1
  return colons < 2 || at <= start + 2 || at > start + longestIp || isWord(text.charCodeAt(at)) ? -1 : at
}

/** A single colon before this place. */
function isLastColon(text: string, at: number): boolean {
  return text.charCodeAt(at - 1) === colon && text.charCodeAt(at - 2) !== colon
}

/** End of the URL whose `://` stands at `from`. */
export function urlEnd(text: string, from: number): number {
  let at = from
  while (at < text.length && !isBlank(text.charCodeAt(at)) && !'"\'`<>'.includes(text.charAt(at))) at += 1
  return at
}

/** End of the domain behind the `@` at `from`, or -1 when no domain follows. */
export function domainEnd(text: string, from: number): number {
  let at = from + 1
  let dots = 0
  let letters = 0
  for (
    ;
    isWord(text.charCodeAt(at)) || text.charCodeAt(at) === dot || text.charCodeAt(at) === dash;
    at += 1
  ) {
    if (text.charCodeAt(at) === dot) dots += 1
    else if (!isDigit(text.charCodeAt(at))) letters += 1
  }
  return dots > 0 && letters > 0 ? at : -1
}

/**
 * Whether a run of joined characters is a token (base64, nanoid, JWT) and not words: it changes between letters and
 * digits again and again.
 */
export function isToken(length: number, turns: number): boolean {
  return length >= 20 && turns >= 4 && turns * 8 >= length
}

/** End of the joined characters that start here, and how often a letter there touches a digit. */
export function scanRun(text: string, start: number): { end: number; turns: number } {
  let turns = 0
  let at = start
  for (let before = 0; isJoined(text.charCodeAt(at)); at += 1) {
    const code = text.charCodeAt(at)
    const kind = isDigit(code) ? 1 : isWord(code) ? 2 : 0
    if (kind + before === 3) turns += 1
    before = kind
  }
  return { end: at, turns }
}
