/** Characters of an alert's message, and of its error's. */
export const messageChars = 1_000
/** UTF-8 bytes of an error's stack. */
export const stackBytes = 2_000
/** Characters of a stack that are read at all; the rest of a longer one is never looked at. */
export const stackReadChars = 8_192
/** Links kept below an error: its causes and the members of an AggregateError. */
export const maxCauses = 5
/** Characters of a cause's message. */
export const causeMessageChars = 500
/** UTF-8 bytes of a cause's stack. */
export const causeStackBytes = 1_000
/** UTF-8 bytes of the context, written as JSON. */
export const contextBytes = 1_024
/** Keys of one object, or items of one array, in the context. The mark for what was left out counts as one. */
export const contextKeys = 20
/** Levels of objects in the context, itself included. Deeper ones are only named. */
export const contextDepth = 2
/** Characters of a key in the context. */
export const keyChars = 64
/** Characters of an error's name. */
export const nameChars = 100
/** Characters of an error's code. */
export const codeChars = 100
/** Characters of a logger's name. */
export const loggerChars = 200
/** Characters of an unformatted message. */
export const templateChars = 512
/** Characters of a trace or request id. */
export const idChars = 128
/** Parts of a caller's fingerprint, and characters of each. */
export const fingerprintParts = 20
export const fingerprintChars = 200
/** People mentioned by one alert (DingTalk's own limit), and characters of each of them. */
export const maxMentions = 50
export const mentionChars = 64

/** Stands where text was left out. One character, three bytes. */
export const mark = '…'
const markBytes = 3
/** Stands where a secret stood. */
export const redacted = '[redacted]'

/** V8 copies shorter slices; a longer one keeps the whole string that it was cut from alive. */
const longestCopied = 12

/** A copy that keeps no other string alive, with every lone surrogate replaced by U+FFFD. */
export function detach(text: string): string {
  const whole = text.toWellFormed()
  // Unlike `+` and `slice`, `join` writes a text out, and one that stands by itself is faster to search and to serialise.
  return whole.length <= longestCopied ? whole : [whole.charAt(0), whole.slice(1)].join('')
}

/** The text in at most `max` UTF-16 units, the mark included. `cut` says that text was already left out. */
export function cutChars(text: string, max: number, cut = false): string {
  if (text.length <= max - (cut ? 1 : 0)) return cut ? text + mark : text
  const last = text.charCodeAt(max - 2)
  const splitsPair = last >= 0xd800 && last <= 0xdbff
  return text.slice(0, splitsPair ? max - 2 : max - 1) + mark
}

/** A detached copy of the text in at most `max` (at least 3) UTF-8 bytes, the mark included. */
export function cutBytes(text: string, max: number, cut = false): string {
  const room = max - (cut ? markBytes : 0)
  if (text.length <= room && Buffer.byteLength(text, 'utf8') <= room) return detach(text) + (cut ? mark : '')
  // Every UTF-16 unit takes a byte at least: nothing beyond `max` units can stay.
  const bytes = Buffer.from(text.slice(0, max), 'utf8')
  let end = Math.max(0, max - markBytes)
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1
  return bytes.toString('utf8', 0, end) + mark
}
