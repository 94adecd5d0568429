import type { EmulatedRobot, RobotState, RobotView } from '../wire/types.ts'

/** A robot as a form holds it: all text. */
export interface RobotDraft {
  name: string
  token: string
  secret: string
  keywords: string
  allowIps: string
  perMinute: string
  perMonth: string
  banSeconds: string
  state: RobotState
}

/** The fields of a draft that hold a number. */
export type NumberField = 'perMinute' | 'perMonth' | 'banSeconds'

/** What the form starts with. */
export function draftOf(robot: RobotView | undefined): RobotDraft {
  if (!robot) return { ...blank, perMinute: '20', banSeconds: '600', state: 'active' }
  return {
    name: robot.name,
    token: robot.token,
    secret: robot.secret ?? '',
    keywords: robot.keywords.join(', '),
    allowIps: robot.allowIps.join(', '),
    perMinute: robot.perMinute === false ? '' : String(robot.perMinute),
    perMonth: robot.perMonth === false ? '' : String(robot.perMonth),
    banSeconds: String(robot.banMs / 1000),
    state: robot.state,
  }
}

const blank = { name: '', token: '', secret: '', keywords: '', allowIps: '', perMonth: '' }

/** The number fields that hold something else; an empty limit means none, an empty ban is a mistake. */
export function badNumbers(draft: RobotDraft): NumberField[] {
  const fields: NumberField[] = ['perMinute', 'perMonth', 'banSeconds']
  return fields.filter((field) => {
    const text = draft[field].trim()
    if (field === 'banSeconds') return !/^\d+(\.\d+)?$/.test(text)
    return !/^\d*$/.test(text)
  })
}

/** The robot to send to the server, which has the last word on every field. */
export function robotOf(draft: RobotDraft): EmulatedRobot {
  const { name, token, secret, state } = draft
  return {
    ...(name.trim() && { name: name.trim() }),
    ...(token.trim() && { token: token.trim() }),
    secret: secret.trim(),
    keywords: listOf(draft.keywords),
    allowIps: listOf(draft.allowIps),
    perMinute: limitOf(draft.perMinute),
    perMonth: limitOf(draft.perMonth),
    banMs: Number(draft.banSeconds) * 1000,
    state,
  }
}

/** A list out of a line, cut at commas of either alphabet. */
export function listOf(line: string): string[] {
  return line
    .split(/[,，\n]/)
    .map((item) => item.trim())
    .filter((item) => item !== '')
}

/** A secret in DingTalk's shape; it guards nothing but this emulator. */
export function makeSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32))
  return `SEC${[...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`
}

function limitOf(text: string): number | false {
  return text.trim() === '' ? false : Number(text)
}
