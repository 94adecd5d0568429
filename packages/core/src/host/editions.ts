/*
 * Editions one after the other in a file. Each stands behind a line feed: eight hex digits of the CRC-32 of what follows the
 * next number, how many bytes that is, and then the number of the edition, its tag, the tag of the one that it was made from,
 * and the text. So an edition can be judged by itself, and one that was written in part spoils no other.
 */

/** A text, and where it stands. */
export interface Entry {
  number: number
  /** No other edition ever has it. */
  tag: string
  text: string
  /** Bytes of the file before it. */
  offset: number
}

/** Instead of the tag of another one: made from none in this file. */
export const none = '-'

const newline = 0x0a
const sumLength = 8
const headShape = /^\n([0-9a-f]{8}) (\d{1,9}) /
const longestHead = 20
const payloadShape = /^(\d{1,15}) (\S{1,80}) (\S{1,80}) /

/** An edition as it is written. */
export function lineOf({ number, tag, text }: Omit<Entry, 'offset'>, madeFrom: string): Buffer {
  const payload = `${number} ${tag} ${madeFrom} ${text}`
  return Buffer.from(`\n${sumOf(payload)} ${Buffer.byteLength(payload)} ${payload}`)
}

/**
 * The editions that count in the bytes of a file from `offset` on, where one of them begins, or the file: the first whole
 * one, and then always the first that was made from the one before. Never throws.
 */
export function follow(bytes: Buffer, offset: number): Entry[] {
  const entries: Entry[] = []
  for (let at = bytes.indexOf(newline); at >= 0; ) {
    const found = entryAt(bytes, at)
    const last = entries.at(-1)
    if (found && (last ? last.tag : offset === 0 ? none : found.madeFrom) === found.madeFrom) {
      const { number, tag, text } = found
      entries.push({ number, tag, text, offset: offset + at })
    }
    at = bytes.indexOf(newline, found?.end ?? at + 1)
  }
  return entries
}

function entryAt(bytes: Buffer, at: number) {
  const [head = '', sum, length] = headShape.exec(bytes.toString('latin1', at, at + longestHead)) ?? []
  const from = at + head.length
  const end = from + Number(length)
  if (head === '' || end > bytes.length) return undefined
  const payload = bytes.subarray(from, end)
  if (sumOf(payload) !== sum) return undefined
  const all = payload.toString()
  const [start = '', number, tag = '', madeFrom = ''] = payloadShape.exec(all) ?? []
  if (start === '') return undefined
  return { number: Number(number), tag, madeFrom, text: all.slice(start.length), end }
}

function sumOf(payload: string | Uint8Array): string {
  const { crc32 } = process.getBuiltinModule('node:zlib')
  return crc32(payload).toString(16).padStart(sumLength, '0')
}
