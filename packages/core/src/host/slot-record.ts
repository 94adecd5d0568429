import type { SlotKind } from '../pace/slots.ts'
import { field } from './field.ts'
import type { Moment, Stamp } from './host-clock.ts'

/** A slot as it is written down: when it will be free or, in flight, when its lease ends. */
export interface SlotRecord extends Moment {
  /** Who took it. */
  owner: string
  kind: SlotKind
  /** It is in flight. */
  leased?: boolean | undefined
}

/** All that the processes of a host share of one robot. */
export interface RobotRecord {
  written: Stamp
  slots: readonly SlotRecord[]
  ban?: Moment | undefined
  /** After the ban one message goes first. */
  single: boolean
}

/** Reads what was written; `undefined` where it cannot be understood. */
export function parseRobot(text: string): RobotRecord | undefined {
  try {
    const record: unknown = JSON.parse(text)
    return isRobot(record) ? record : undefined
  } catch {
    return undefined
  }
}

function isRobot(value: unknown): value is RobotRecord {
  const [slots, ban] = [field(value, 'slots'), field(value, 'ban')]
  const isWhole = typeof field(field(value, 'written'), 'at') === 'number' && Array.isArray(slots)
  return (
    isWhole &&
    typeof field(value, 'single') === 'boolean' &&
    slots.every(isSlot) &&
    (ban === undefined || isMoment(ban))
  )
}

function isSlot(value: unknown): boolean {
  return (
    isMoment(value) && typeof field(value, 'owner') === 'string' && typeof field(value, 'kind') === 'string'
  )
}

function isMoment(value: unknown): boolean {
  return typeof field(value, 'at') === 'number' && typeof field(value, 'wall') === 'number'
}
