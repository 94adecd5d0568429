import { type FieldFault, isObject } from './fields.ts'

/** Documented, of mobiles and user ids together. */
const mostTargets = 50

/** What is wrong with `at`: a list that is no list of strings, or more than 50 targets. `""` and `null` are nobody. */
export function checkAt(at: unknown): FieldFault | undefined {
  if (isAbsent(at)) return undefined
  if (!isObject(at)) return fault('at')
  if (!isTargets(at.atMobiles)) return fault('at --》 atMobiles')
  if (!isTargets(at.atUserIds)) return fault('at --》 atUserIds')
  return count(at.atMobiles) + count(at.atUserIds) > mostTargets ? fault(`at (≤ ${mostTargets})`) : undefined
}

/** 40035 is DingTalk's general code for a parameter that is not valid. */
function fault(field: string): FieldFault {
  return { field, errcode: 40035 }
}

/** Clients send all of these for nobody. */
function isAbsent(value: unknown): boolean {
  return value === undefined || value === null || value === ''
}

/** Documented are lists of texts. What the server makes of numbers is unknown, so they are refused and show in a test. */
function isTargets(value: unknown): boolean {
  return isAbsent(value) || (Array.isArray(value) && value.every((target) => typeof target === 'string'))
}

function count(targets: unknown): number {
  return Array.isArray(targets) ? targets.length : 0
}
