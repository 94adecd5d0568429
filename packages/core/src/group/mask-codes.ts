// Bits, so that a question about several kinds is one comparison.
const digit = 1
const hexLetter = 2
const letter = 4
const joint = 8

/** One bit for each kind of an ASCII character. */
const kinds = /* @__PURE__ */ Uint8Array.from({ length: 128 }, (_, code) => {
  const char = String.fromCharCode(code)
  if (/\d/.test(char)) return digit
  if (/[a-f]/i.test(char)) return letter | hexLetter
  if (/[a-z]/i.test(char)) return letter
  return '._%+~/-'.includes(char) ? joint : 0
})

/** 0 for everything beyond ASCII: what people write there is words. `NaN`, behind the end of a text, is nothing. */
function kindOf(code: number): number {
  return code < 128 ? (kinds[code] ?? 0) : 0
}

/** 0 to 9. */
export function isDigit(code: number): boolean {
  return kindOf(code) === digit
}

/** ASCII letter. */
export function isLetter(code: number): boolean {
  return (kindOf(code) & letter) !== 0
}

/** Hexadecimal digit of either case. */
export function isHex(code: number): boolean {
  return (kindOf(code) & (digit | hexLetter)) !== 0
}

/** ASCII letter or digit. */
export function isWord(code: number): boolean {
  return (kindOf(code) & (digit | letter)) !== 0
}

/** Letter, digit, or what joins them in tokens, paths and mail addresses. */
export function isJoined(code: number): boolean {
  return kindOf(code) !== 0
}

/** Blank, tab or line break; the wide blank of Chinese text too. */
export function isBlank(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d) || code === 0xa0 || code === 0x3000
}
