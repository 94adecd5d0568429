import type { AlertInput } from '@dingbell/core'
import { type ErrorHead, headOf, headWithin } from './error-head.ts'
import { levelOf } from './levels.ts'
import { timeIn, timeOf } from './time.ts'

/** The first line of a record, read. */
interface Opening extends Pick<AlertInput, 'level' | 'message' | 'logger' | 'time' | 'context'> {
  message: string
}

const words =
  'trace|debug|verbose|info|notice|warn|warning|error|err|severe|crit|critical|alert|emerg|panic|fatal'
/** `… ERROR …`, `[error]`, `error: …` at the start, `level=error`: the first of them in the first 80 characters. */
const level = new RegExp(
  `^.{0,80}?(?:(?<![\\w./-])(${words.toUpperCase()})(?![\\w./-])|\\[(${words})\\]|(?<=^)(${words}):|\\b(?:level|lvl|severity)="?(${words})\\b"?)`,
)
/** A date stands near the start of a line: one behind it may be part of the message. */
const headChars = 120
const traceback = /^Traceback \(most recent call last\):/
/** A frame, a line of a wrapped message, an empty line, the end of an object that was printed, `... 12 more` of Java. */
const indented = /^\s|^$|^[}\])]|^\.{3} \d+ more|^at /
/** What stands at the start of a line and still belongs to the error above. */
const further = /^Caused by:|^Traceback |^During handling |^The above exception |^goroutine /

/** A record of plain text that may still go on. */
export interface OpenRecord {
  opening: Opening
  /** All of its lines, the first included. */
  lines: string[]
}

/** What a line is: the first of a record, one more of the record before it, or neither. */
export type Sorter = (line: string, before: OpenRecord | undefined) => Opening | 'more' | undefined

/** Records as the user's pattern describes them: what does not match belongs to the record before. */
export function byPattern(pattern: RegExp): Sorter {
  return (line, before) => openByPattern(line, pattern) ?? (before && 'more')
}

/** Records by a level word near the start of a line, and crashes without one. */
export const byLevelWord: Sorter = (line, before) => {
  if (before && goesOn(line, before)) return 'more'
  const match = level.exec(line)
  if (match) return openByLevel(line, match)
  return traceback.test(line) || headOf(line) ? { level: 'error', message: line } : undefined
}

/** Whether the line belongs to the record before it. */
function goesOn(line: string, { lines, opening }: OpenRecord): boolean {
  if (indented.test(line)) return true
  // A crash below a line that told of nothing bad is a record of its own.
  if (opening.level !== 'error' && opening.level !== 'fatal' && opening.level !== 'warn') return false
  return further.test(line) || (headOf(line) !== undefined && awaitsHead(lines))
}

/** `logger.error('failed', error)` puts the error on a line of its own; Python puts it below the frames, each time. */
function awaitsHead(lines: readonly string[]): boolean {
  const isBelowFrames = lines.some((line) => traceback.test(line)) && /^\s+\S/.test(lines.at(-1) ?? '')
  return isBelowFrames || !lines.some((line) => headOf(line))
}

/** A record of several lines as an alert: the error in it, its stack, and what else stood there. */
export function fromText({ lines, opening }: OpenRecord): AlertInput {
  const { message } = opening
  const rest = { ...opening, time: opening.time ?? timeIn((lines[0] ?? '').slice(0, headChars)) }
  const more = lines.slice(1)
  const head = headIn(message, more)
  const details = more.join('\n').trim()
  if (!head) return { ...rest, message, context: { ...rest.context, ...(details && { details }) } }
  const frames = more.filter((line) => headOf(line) === undefined)
  const stack = [`${head.name}: ${head.message}`, ...frames].join('\n').trimEnd()
  const isHeadAlone = headOf(message) !== undefined || traceback.test(message)
  return { ...rest, message: isHeadAlone ? undefined : message, error: { ...head, stack } }
}

/** Python puts the error last, everybody else first; a message may hold it itself. */
function headIn(message: string, more: readonly string[]): ErrorHead | undefined {
  const heads = more.flatMap((line) => headOf(line) ?? [])
  const isPython = [message, ...more].some((line) => traceback.test(line))
  return (isPython ? heads.at(-1) : heads[0]) ?? headWithin(message)
}

/** What stands behind the level is the message, without the marks between them; logfmt quotes it as `msg="…"`. */
function openByLevel(line: string, match: RegExpExecArray): Opening {
  const [before, ...found] = match
  const word = found.find((each) => each !== undefined)
  const after = line.slice(before.length).replace(/^[\s\]):|>-]+/, '')
  const [, quoted] = /\bmsg="((?:[^"\\]|\\.)*)"/.exec(after) ?? []
  return { level: levelOf(word), message: quoted ?? (after || line) }
}

/** What the pattern names goes where it belongs. A level that nobody knows rings no more than an info would. */
function openByPattern(line: string, pattern: RegExp): Opening | undefined {
  const match = pattern.exec(line)
  if (!match) return undefined
  const { level, logger, message, time, ...context } = match.groups ?? {}
  return {
    // Whoever names no level describes what shall ring.
    level: level === undefined ? 'error' : (levelOf(level) ?? 'info'),
    message: message || line,
    logger,
    time: timeOf(time),
    context,
  }
}
