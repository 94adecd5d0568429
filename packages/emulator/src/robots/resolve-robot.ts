import { createHash } from 'node:crypto'
import { OptionError } from '../option-error.ts'
import { AddressList } from './address-list.ts'
import type { EmulatedRobot, RobotSettings, RobotState } from './robot.ts'

/** Every state a robot can be in. */
export const robotStates: readonly RobotState[] = ['active', 'stopped', 'removed', 'disbanded']

/** Fills the defaults in and checks every field; `name` is used when the robot has none. Throws `OptionError`. */
export function resolveRobot(robot: EmulatedRobot, name: string): RobotSettings {
  const settings: RobotSettings = {
    name: robot.name ?? name,
    token: robot.token ?? fakeToken(robot.name ?? name),
    secret: robot.secret === '' ? undefined : robot.secret,
    keywords: [...(robot.keywords ?? [])],
    allowIps: [...(robot.allowIps ?? [])],
    perMinute: robot.perMinute ?? 20,
    banMs: robot.banMs ?? 600_000,
    perMonth: robot.perMonth ?? false,
    state: robot.state ?? 'active',
  }
  check(settings)
  return settings
}

/** 64 hex digits like a real token, yet plainly a fake; the same for the same name. */
export function fakeToken(name: string): string {
  return 'fa4e'.repeat(12) + createHash('sha256').update(name).digest('hex').slice(0, 16)
}

/** A signing secret in DingTalk's shape for a robot of that name; the same for the same name. */
export function fakeSecret(name: string): string {
  return `SEC${'fa4e'.repeat(12)}${createHash('sha256').update(`secret of ${name}`).digest('hex').slice(0, 16)}`
}

/** Every field at once, so that a robot that exists is a robot that works. */
function check(robot: RobotSettings): void {
  text('name', robot.name)
  // Credentials are checked without being quoted, even these fakes: somebody will paste a real one.
  if (!/^[\w-]+$/.test(robot.token)) throw new OptionError('token', 'letters, digits, "-" and "_"')
  if (robot.secret !== undefined && !/^\S+$/.test(robot.secret))
    throw new OptionError('secret', 'text without blanks')
  for (const keyword of robot.keywords) text('keywords', keyword)
  if (robot.keywords.length > 10) throw new OptionError('keywords', 'at most 10', robot.keywords.length)
  new AddressList(robot.allowIps)
  limit('perMinute', robot.perMinute)
  limit('perMonth', robot.perMonth)
  if (!(robot.banMs >= 0)) throw new OptionError('banMs', 'milliseconds, 0 or more', robot.banMs)
  if (!robotStates.includes(robot.state)) throw new OptionError('state', robotStates.join(' | '), robot.state)
}

function text(field: string, value: unknown): void {
  if (typeof value !== 'string' || value.trim() === '')
    throw new OptionError(field, 'text that is not empty', value)
}

function limit(field: string, value: number | false): void {
  if (value === false) return
  if (!Number.isInteger(value) || value < 0) throw new OptionError(field, 'a whole number or false', value)
}
