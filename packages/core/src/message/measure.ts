const ellipsis = '…'
const ellipsisBytes = 3
/** No UTF-16 unit takes more: a control character or a lone surrogate is written as `\uXXXX`. */
const mostBytesPerUnit = 6
const fewUnits = 64
/** `\b`, `\t`, `\n`, `\f` and `\r`; JSON writes other control characters as `\u00XX`. */
const shortEscapes: ReadonlySet<number> = new Set([8, 9, 10, 12, 13])

/** Bytes that a text takes inside the JSON of a message, its two quotes not counted. */
export function jsonBytes(text: string): number {
  // Adding up by hand is faster than serialising for a few words, slower for more.
  if (text.length > fewUnits) return Buffer.byteLength(JSON.stringify(text)) - 2
  let bytes = 0
  for (let units = 0; units < text.length; ) {
    const code = text.codePointAt(units) ?? 0
    bytes += codePointBytes(code)
    units += code < 0x10000 ? 1 : 2
  }
  return bytes
}

/**
 * The text when it fits into `maxBytes` of JSON, otherwise its beginning and an ellipsis. Never splits a code point, an
 * entity or a backslash escape; empty when there is no room for the ellipsis.
 */
export function cut(text: string, maxBytes: number): string {
  if (text.length * mostBytesPerUnit <= maxBytes || jsonBytes(text) <= maxBytes) return text
  if (!(maxBytes >= ellipsisBytes)) return ''
  return `${withoutHalfEscape(text.slice(0, unitsWithin(text, maxBytes - ellipsisBytes)))}${ellipsis}`
}

/** Like `cut`, by UTF-16 units and without an ellipsis: bounds the work that a huge text costs. */
export function firstUnits(text: string, maxUnits: number): string {
  if (text.length <= maxUnits) return text
  const last = text.charCodeAt(maxUnits - 1)
  const splitsPair = last >= 0xd800 && last <= 0xdbff
  return text.slice(0, splitsPair ? maxUnits - 1 : maxUnits)
}

/** How many UTF-16 units of the text fit, counted in whole code points. */
function unitsWithin(text: string, maxBytes: number): number {
  let bytes = 0
  let units = 0
  while (units < text.length) {
    const code = text.codePointAt(units) ?? 0
    bytes += codePointBytes(code)
    if (bytes > maxBytes) break
    units += code < 0x10000 ? 1 : 2
  }
  return units
}

function codePointBytes(code: number): number {
  if (code < 0x20) return shortEscapes.has(code) ? 2 : mostBytesPerUnit
  if (code < 0x80) return code === 0x22 || code === 0x5c ? 2 : 1
  if (code < 0x800) return 2
  if (code >= 0xd800 && code <= 0xdfff) return mostBytesPerUnit
  return code < 0x10000 ? 3 : 4
}

/** A cut may have left `&am`, one star of two, or a backslash whose partner is gone. */
function withoutHalfEscape(text: string): string {
  const entity = text.lastIndexOf('&')
  if (entity >= 0 && text.length - entity <= 5 && !text.includes(';', entity)) return text.slice(0, entity)
  let end = text.length
  while (text[end - 1] === '*') end--
  let slashes = 0
  while (text[end - 1 - slashes] === '\\') slashes++
  return text.slice(0, slashes % 2 === 1 ? end - 1 : end)
}
