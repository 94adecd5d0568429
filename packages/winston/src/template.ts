import { format } from 'node:util'
import { type Info, isObject } from './info.ts'

/** A message and, where values were filled into it, what it was before. */
export interface Said {
  message: string
  template?: string | undefined
  /** Values of the call that neither a placeholder nor Winston took: it merges objects where there are no placeholders. */
  rest: readonly unknown[]
}

const placeholder = /%[scdjifoO%]/g
/** Looking for values in a text is for messages of human size. */
const maxMessage = 2_000
const maxValues = 10

/**
 * Winston keeps a call's values under `Symbol.for('splat')`. With `format.splat()` they are in the message already, and the
 * template is had by taking them out again; without it the message still is the template.
 */
export function readMessage(message: string, splat: readonly unknown[]): Said {
  if (splat.length === 0) return { message, rest: splat }
  const places = (message.match(placeholder) ?? []).filter((place) => place !== '%%').length
  if (places > 0) {
    const filled = format(message, ...splat.slice(0, places))
    return { message: filled, template: message, rest: splat.slice(places) }
  }
  const rest = splat.filter((value) => !isObject(value))
  return takeOut(message, splat) ?? { message, rest }
}

function takeOut(message: string, splat: readonly unknown[]): Said | undefined {
  if (message.length > maxMessage) return undefined
  let template = ''
  let from = 0
  for (const value of splat.slice(0, maxValues)) {
    const found = find(message, value, from)
    if (!found) return undefined
    template += `${message.slice(from, found.start)}%s`
    from = found.end
  }
  return { message, template: template + message.slice(from), rest: [] }
}

function find(message: string, value: unknown, from: number): { start: number; end: number } | undefined {
  // Writing an object out, to look for it, may cost more than all the rest.
  const text = isObject(value) ? '' : String(value)
  if (text === '') return undefined
  for (let start = message.indexOf(text, from); start >= 0; start = message.indexOf(text, start + 1)) {
    const end = start + text.length
    if (!isInsideWord(message, start) && !isInsideWord(message, end)) return { start, end }
  }
  return undefined
}

/** Whether there is no gap before `at`: the `s` of `User s failed` is not the one in `User`. */
function isInsideWord(message: string, at: number): boolean {
  return /^[A-Za-z0-9]{2}$/.test(message.slice(Math.max(0, at - 1), at + 1))
}

/** The values of the call, as Winston keeps them. */
export function splatOf(info: Info): readonly unknown[] {
  const splat = info[Symbol.for('splat')] ?? info.splat
  return Array.isArray(splat) ? splat : []
}
