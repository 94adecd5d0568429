/*
 * Editions one after the other in a file. Each stands behind a line feed: eight hex digits of the CRC-32 of what follows the
 * next number, how many bytes that is, and then the number of the edition, its tag, the tag of the one that it was made from,
 * and the text. So an edition can be judged by itself, and one that was written in part spoils no other.
 */

import { sumOf } from '../checksum.ts'

/** Where an edition stands. */
export interface Entry {
  number: number
  /** No other edition ever has it. */
  tag: string
  /** Bytes of the file before it. */
  offset: number
}

/** The same, and where its text is in the bytes that were read. */
interface Found extends Entry {
  from: number
  to: number
}

/** Instead of the tag of another one: made from none in this file. */
export const none = '-'

const newline = 0x0a
const shape = /^(\n([0-9a-f]{8}) (\d{1,9}) )(\d{1,15}) (\S{1,80}) (\S{1,80}) /
const longestHead = 200

/** An edition as it is written. */
export function lineOf({ number, tag }: Omit<Entry, 'offset'>, madeFrom: string, text: string): Buffer {
  const payload = `${number} ${tag} ${madeFrom} ${text}`
  return Buffer.from(`\n${sumOf(payload)} ${Buffer.byteLength(payload)} ${payload}`)
}

/**
 * The editions that count in the bytes of a file from `offset` on, where one of them begins, or the file: the first whole
 * one, and then always the first that was made from the one before. Never throws.
 */
export function follow(bytes: Buffer, offset: number): Found[] {
  const entries: Found[] = []
  for (let at = bytes.indexOf(newline); at >= 0; ) {
    const found = entryAt(bytes, at)
    const last = entries.at(-1)
    if (found && (last ? last.tag : offset === 0 ? none : found.madeFrom) === found.madeFrom) {
      entries.push({ ...found.entry, offset: offset + at })
    }
    at = bytes.indexOf(newline, found?.entry.to ?? at + 1)
  }
  return entries
}

function entryAt(bytes: Buffer, at: number) {
  const found = shape.exec(bytes.toString('latin1', at, at + longestHead))
  if (!found) return undefined
  const [all, head = '', sum, length, number, tag = '', madeFrom] = found
  const to = at + head.length + Number(length)
  if (to > bytes.length || sumOf(bytes.subarray(at + head.length, to)) !== sum) return undefined
  return { entry: { number: Number(number), tag, from: at + all.length, to }, madeFrom }
}
