/*
 * One line of a spool file: eight hex digits of the payload's CRC-32, a blank, the payload as JSON, a line feed. A line
 * can be judged by itself, so damage stays where it is.
 */

import { sumLength, sumOf } from '../checksum.ts'

/** A line as it was found: what it says, or `undefined` where it is damaged. */
export type Line = { payload: unknown } | undefined

const newline = 0x0a
const blank = 0x20
/** Where the sum will stand: it can only be taken of the bytes. */
const room = `${'0'.repeat(sumLength)} `
/** A line that may be longer, as it carries a message or many groups, gets memory of its own. */
const placeBytes = 32 * 1024
const sumShape = /^[0-9a-f]{8}$/

/** A value as a line. Throws what `JSON.stringify` throws. */
export function frame(value: unknown): Buffer {
  const line = Buffer.from(`${room}${JSON.stringify(value)}\n`)
  line.write(sumOf(line.subarray(room.length, -1)), 'latin1')
  return line
}

/** Makes one line after the other in the same place: a new kind waits for its line, and memory that is new costs time. */
export class LinePlace {
  #bytes = Buffer.alloc(0)

  /** The same as `frame`; holds only until the next one is made. */
  frame(value: unknown): Buffer {
    const text = JSON.stringify(value)
    // No character takes more than three bytes.
    if (room.length + 3 * text.length + 1 > placeBytes) return frame(value)
    if (this.#bytes.length === 0) this.#bytes = Buffer.alloc(placeBytes, room)
    const bytes = this.#bytes
    const end = room.length + bytes.write(text, room.length)
    bytes[end] = newline
    bytes.write(sumOf(bytes.subarray(room.length, end)), 'latin1')
    return bytes.subarray(0, end + 1)
  }
}

/**
 * The lines in arbitrary bytes; never throws. What follows the last line feed is no line: whoever wrote it had not
 * finished, so nobody relies on it.
 */
export function unframe(bytes: Uint8Array): Line[] {
  const lines: Line[] = []
  for (let from = 0; ; ) {
    const end = bytes.indexOf(newline, from)
    if (end < 0) return lines
    lines.push(lineOf(bytes.subarray(from, end)))
    from = end + 1
  }
}

function lineOf(bytes: Uint8Array): Line {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const sum = text.toString('latin1', 0, sumLength)
  const payload = text.subarray(sumLength + 1)
  if (text[sumLength] !== blank || !sumShape.test(sum) || sum !== sumOf(payload)) return undefined
  try {
    return { payload: JSON.parse(payload.toString()) }
  } catch {
    return undefined
  }
}
