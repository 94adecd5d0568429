import type { Alert, AlertCause } from '../alert/alert.ts'
import { inAppFirst } from '../group/frames.ts'
import type { GroupView } from '../group/group-view.ts'
import { cleanLine, safeLine } from './safe-text.ts'

/** Normalisation keeps no more either; a user's `beforeSend` may have added some. */
const maxKeys = 20

/** The frames of an alert's stack, the application's own first, each one line of markdown. */
export function frameLines(alert: Alert | undefined, maxFrames: number): string[] {
  const stack = alert?.error?.stack
  if (typeof stack !== 'string') return []
  const lines = inAppFirst(stack).split('\n')
  // Without the `at` it is another engine's stack, whose first line may still be the message.
  const frames = lines.filter((line) => /^\s*at\s/.test(line))
  return frames.slice(0, maxFrames).map((line) => `at ${safeLine(line.trim().slice(3), 300)}`)
}

/** The errors below this one, and the error itself when the logger's message does not already say it. */
export function causeLines(group: GroupView): string[] {
  const error = group.alert?.error
  if (error === undefined) return []
  const said = cleanLine(group.message).includes(cleanLine(error.message))
  return (said ? error.causes : [error, ...error.causes]).map(causeLine)
}

/** `Name (CODE): message`, the code only where the message does not hold it already. */
function causeLine(cause: AlertCause): string {
  const name = safeLine(cause.name, 100)
  const code = safeLine(cause.code, 60)
  const message = safeLine(cause.message, 1000)
  const known = code === '' || message.includes(code)
  return `· ${[known ? name : `${name} (${code})`, message].filter(Boolean).join(': ')}`
}

/** The context as `key: value`, without the ids that the card shows anyway. */
export function contextLines(alert: Alert | undefined): string[] {
  return Object.entries(alert?.context ?? {})
    .filter(([, value]) => value !== undefined && value !== alert?.traceId && value !== alert?.requestId)
    .slice(0, maxKeys)
    .map(([key, value]) => `· ${safeLine(key, 80)}: ${safeLine(valueText(value), 1000)}`)
}

/** A context's value as text; what JSON cannot express (a cycle, a BigInt inside) is a question mark. */
function valueText(value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value !== 'object') return String(value)
  try {
    return JSON.stringify(value) ?? ''
  } catch {
    return '?'
  }
}

/** The group's other messages. */
export function sampleLines(group: GroupView): string[] {
  return group.samples
    .filter((sample) => sample !== group.message)
    .map((sample) => `· ${safeLine(sample, 1000)}`)
}
