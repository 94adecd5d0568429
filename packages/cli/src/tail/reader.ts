import { stripVTControlCharacters } from 'node:util'
import type { AlertInput, Level } from '@dingbell/core'
import { fromJson } from './json-record.ts'
import { fromText, type OpenRecord, type Sorter } from './text-record.ts'

/** A record of plain text is complete when nothing follows it for this long, in ms. */
const idleMs = 500
/** So many lines of a record are kept: core keeps far less of a stack, and a pattern may never match again. */
const mostLines = 200
/** So much of a line is matched: a pattern may be slow, and must not keep the pipeline. */
const mostChars = 4_096

/** What a reader works with. */
export interface ReaderParts {
  sort: Sorter
  /** Whether anybody wants to hear of this level: most of what a log says is not worth reading closely. */
  rings(level: Level | undefined): boolean
  /** Takes a complete record. */
  emit(alert: AlertInput): void
  /** Calls `wake` once after `delayMs`, and returns what cancels it. */
  after(delayMs: number, wake: () => void): () => void
}

/** Turns the lines of one source into records: JSON at once, text when its last line is surely there. */
export class Reader {
  readonly #parts: ReaderParts
  #open: OpenRecord | undefined
  #grew = false
  #cancel: (() => void) | undefined

  constructor(parts: ReaderParts) {
    this.#parts = parts
  }

  /** Takes the next line, without its line break. */
  line(raw: string): void {
    const json = fromJson(raw)
    if (json) {
      this.#finish()
      if (this.#parts.rings(json.level)) this.#parts.emit(json)
      return
    }
    // Colours stand where the patterns look for a level; the end may be a carriage return.
    const line = stripVTControlCharacters(raw.slice(0, mostChars)).trimEnd()
    const sorted = this.#parts.sort(line, this.#open)
    if (sorted === 'more') this.#add(line)
    else {
      this.#finish()
      if (sorted) this.#begin({ opening: sorted, lines: [line] })
    }
  }

  /** Nothing more comes: what is open is complete. */
  end(): void {
    this.#cancel?.()
    this.#cancel = undefined
    this.#finish()
  }

  /** Hands over what is open, if anybody wants to hear of it: most records are dropped here, unread. */
  #finish(): void {
    const open = this.#open
    this.#open = undefined
    if (open && this.#parts.rings(open.opening.level)) this.#parts.emit(fromText(open))
  }

  #begin(record: OpenRecord): void {
    this.#open = record
    this.#wait()
  }

  #add(line: string): void {
    // The rest of a record without end is passed on like everything, but not kept.
    if (this.#open && this.#open.lines.length < mostLines) this.#open.lines.push(line)
    this.#wait()
  }

  /** One timer for all lines: when it goes off and something came meanwhile, it starts anew. */
  #wait(): void {
    this.#grew = this.#cancel !== undefined
    this.#cancel ??= this.#parts.after(idleMs, () => {
      this.#cancel = undefined
      if (this.#open && this.#grew) this.#wait()
      else this.#finish()
    })
  }
}
