import { cut, jsonBytes } from './measure.ts'

/** `"\n\n"` between paragraphs and `"  \n"` between lines take the same in JSON. */
const separatorBytes = 4
/** A line that must be cut below this says nothing any more. */
const leastLineBytes = 16

/**
 * The bytes that a message's text may still take. What matters most asks first; the order in which it is read is the
 * caller's own.
 */
export class Sheet {
  #left: number

  constructor(bytes: number) {
    this.#left = bytes
  }

  /** Bytes that the next line may take. */
  get left(): number {
    return Math.max(0, this.#left - separatorBytes)
  }

  /** The line, cut to what is left and to `maxBytes`; empty when that is too little to say anything. */
  line(text: string, maxBytes = Number.POSITIVE_INFINITY): string {
    const room = Math.min(maxBytes, this.left)
    const written = cut(text, room)
    return written !== text && room < leastLineBytes ? '' : this.#take(written)
  }

  /** The line uncut, or nothing: for what is worthless in part. */
  whole(text: string): string {
    return jsonBytes(text) <= this.left ? this.#take(text) : ''
  }

  /** Lines under a heading; neither when there is no room for the beginning of the first. */
  section(heading: string, lines: readonly string[], maxBytes?: number): string[] {
    const title = `**${heading}**`
    const needed = jsonBytes(title) + separatorBytes + leastLineBytes
    if (lines.length === 0 || this.left < needed) return []
    return [this.line(title), ...lines.map((line) => this.line(line, maxBytes))]
  }

  #take(text: string): string {
    if (text !== '') this.#left -= jsonBytes(text) + separatorBytes
    return text
  }
}

/** Joins lines to paragraphs and paragraphs to a text; empty ones vanish. */
export function joinBlocks(blocks: readonly (readonly string[])[]): string {
  return blocks
    .map((lines) => lines.filter((line) => line !== '').join('  \n'))
    .filter((block) => block !== '')
    .join('\n\n')
}
