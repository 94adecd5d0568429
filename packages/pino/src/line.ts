import type { AlertInput } from '@dingbell/core'
import type { PinoConfig } from './config.ts'
import { type Bag, isObject } from './guard.ts'
import { LevelGate } from './levels.ts'
import { toAlert } from './record.ts'

/** What is known of a line without reading it: in the same thread Pino says its level, and what was logged. */
export interface Aside {
  level?: number | undefined
  logged?: unknown
}

/** Turns lines of Pino's into alerts. Below the level a line is never parsed. */
export class LineReader {
  readonly #config: PinoConfig
  readonly #gate: LevelGate

  /** Which of its options the logger makes nothing of: the level then counts as `error`. */
  readonly complaint: string | undefined

  constructor(least: string, config: PinoConfig) {
    this.#config = config
    this.#gate = new LevelGate(least, config)
    const names = [...config.values.keys()].join(', ')
    if (!this.#gate.knows(least)) this.complaint = `level: expected one of ${names}; error is used`
  }

  /** Whether a line of that level can ring. */
  rings(level: number): boolean {
    return this.#gate.rings(level)
  }

  /** An alert, or nothing when the line does not ring or is none of Pino's. Never throws. */
  read(line: string, aside: Aside = {}): AlertInput | undefined {
    try {
      const first = aside.level ?? readLevel(line)
      if (first !== undefined && !this.#gate.rings(first)) return undefined
      const record: unknown = JSON.parse(line)
      if (!isObject(record)) return undefined
      // A field named `level` among those that were logged comes later in the line, and is only a field.
      const level = first ?? labelIn(record)
      if (!this.#gate.rings(level)) return undefined
      return toAlert(record, { config: this.#config, level: this.#gate.levelOf(level), logged: aside.logged })
    } catch {
      return undefined
    }
  }
}

/** Pino puts the level first: its number, or the label that a formatter made of it. */
export function readLevel(line: string): number | string | undefined {
  if (!line.startsWith(start)) return undefined
  const isLabel = line.charCodeAt(start.length) === quote
  const from = start.length + (isLabel ? 1 : 0)
  const end = line.indexOf(isLabel ? '"' : ',', from)
  const level = line.slice(from, end)
  if (end < 0 || level.length > 100) return undefined
  if (isLabel) return level.includes('\\') ? undefined : level
  return /^-?\d+(?:\.\d+)?$/.test(level) ? Number(level) : undefined
}

const start = '{"level":'
const quote = 34

/** `severity` is how Google's cloud wants it. */
function labelIn({ level, severity }: Bag): unknown {
  return level ?? severity
}
