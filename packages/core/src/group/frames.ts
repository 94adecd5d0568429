import { mark } from '../alert/bound.ts'
import { type Files, isOwn } from './files.ts'

/** Frames that make a fingerprint. */
const maxFrames = 5

interface Frame {
  /** What V8 calls the function, empty for anonymous ones. */
  call: string
  /** Where it stands: path or URL with line and column, `eval at …`, `<anonymous>`. */
  place: string
}

/**
 * Function and file of up to 5 frames of the application's own code, from the top. A frame that stood above already is left
 * out: recursion makes it a matter of depth.
 */
export function ownFrames(stack: string, files: Files): string[] {
  const found: string[] = []
  for (let at = 0; at < stack.length && found.length < maxFrames; ) {
    const end = lineEnd(stack, at)
    const frame = readFrame(stack.slice(at, end).trim())
    const file = frame && files.nameOf(frame.place)
    if (file) {
      const own = `${nameOf(frame.call)} ${file}`
      if (!found.includes(own)) found.push(own)
    }
    at = end + 1
  }
  return found
}

/** The stack's lines with the application's own frames first; the same frame in a row is shown once. Whose frame it was that
 *  lost its end nobody knows: it stays behind. */
export function inAppFirst(stack: string): string {
  let own = ''
  let others = ''
  let before = ''
  for (let at = 0; at < stack.length; ) {
    const end = lineEnd(stack, at)
    const line = stack.slice(at, end)
    const trimmed = line.trim()
    const frame = readFrame(trimmed)
    const text = frame ? trimmed : line.trimEnd()
    at = end + 1
    if (text === before) continue
    before = text
    if (frame && !text.endsWith(mark) && isOwn(frame.place)) own += `${text}\n`
    else others += `${text}\n`
  }
  return (own + others).slice(0, -1)
}

function lineEnd(stack: string, start: number): number {
  const end = stack.indexOf('\n', start)
  return end < 0 ? stack.length : end
}

/** `at async new Call [as alias] (place)` or `at place`. */
function readFrame(text: string): Frame | undefined {
  if (!text.startsWith('at ')) return undefined
  const start = text.startsWith('async ', 3) ? 9 : 3
  const open = text.endsWith(')') ? text.indexOf(' (', start) : -1
  return open < 0
    ? { call: '', place: text.slice(start) }
    : { call: text.slice(start, open), place: text.slice(open + 2, -1) }
}

/** The function without what a bundler or V8 adds to tell two of them apart. */
function nameOf(call: string): string {
  if (call === '') return '<anonymous>'
  const alias = call.indexOf(' [as ')
  const name = alias < 0 ? call : call.slice(0, alias)
  if (name.endsWith('<anonymous>')) return '<anonymous>'
  return name.includes('$') ? name.replace(/\$\d+(?![\w$])/g, '') : name
}
