import type { GroupView } from '../group/group-view.ts'
import { frameLines } from './card-details.ts'
import type { Draft } from './compose.ts'
import { markOf, type Style, writer } from './compose-style.ts'
import { cut, jsonBytes } from './measure.ts'

const nameBytes = 64
const loggerBytes = 40
const detailBytes = 160
/** So much of a message is worth its bytes even where there is room for more. */
const messageBytes = 600
const quietMessageBytes = 80
/** Less of a message than this is left out. */
const leastMessageBytes = 12

/** A group's line of a digest: everything but its message is fixed, the message takes what it is given. */
export interface DigestLine {
  group: GroupView
  /** Bytes of the line with its message in full. */
  naturalBytes: number
  /** Bytes below which it cannot be cut. */
  fixedBytes: number
  /** The line within `maxBytes`, or as near to it as `fixedBytes` allows. */
  write(maxBytes: number): { text: string; bytes: number }
}

/** Between head and message; a blank alone is counted as if it had a colon. */
const betweenBytes = 2

/** Prepares a group's line once, however often its length is tried. `detailed` adds the first frame of the stack. */
export function digestLine(style: Style, draft: Draft, group: GroupView, detailed: boolean): DigestLine {
  const quiet = group.state === 'quiet'
  const write = writer(draft)
  const limit = quiet ? quietMessageBytes : messageBytes
  const message = cut(write(group.message, limit), limit)
  const name = cut(write(group.name, nameBytes * 2), nameBytes)
  const head =
    `${quiet ? '✅' : markOf(group.level)} ${style.texts.states[group.state] ?? ''} ${name && `**${name}**`}`.trimEnd()
  const tail = `${lineEnd(style, draft, group)}${detailed ? detail(draft, group) : ''}`
  const between = name === '' ? ' ' : ': '
  const fixedBytes = jsonBytes(head) + jsonBytes(tail)
  const naturalBytes = fixedBytes + (message === '' ? 0 : betweenBytes + jsonBytes(message))
  return {
    group,
    naturalBytes,
    fixedBytes,
    write(maxBytes) {
      const whole = naturalBytes <= maxBytes
      const room = maxBytes - fixedBytes - betweenBytes
      if (message === '' || (!whole && room < leastMessageBytes))
        return { text: head + tail, bytes: fixedBytes }
      const part = whole ? message : cut(message, room)
      const bytes = whole ? naturalBytes : fixedBytes + betweenBytes + jsonBytes(part)
      return { text: head + between + part + tail, bytes }
    },
  }
}

/** Count, total, logger and time. */
function lineEnd(style: Style, draft: Draft, group: GroupView): string {
  const last = style.times.moment(group.last, draft.now)
  if (group.state === 'quiet') return ` · ${style.texts.quietTotal(group.total)} ${last}`
  const logger = cut(writer(draft)(group.logger, loggerBytes * 2), loggerBytes)
  return ` ${style.texts.lineTimes(group.count, group.total)} · ${logger && `${logger} · `}${last}`
}

/** Where a new error comes from, on a line of its own. */
function detail(draft: Draft, group: GroupView): string {
  if (draft.look === 'plain') return ''
  const [frame] = frameLines(group.alert, 1)
  return frame === undefined ? '' : `  \n${cut(frame, detailBytes)}`
}
