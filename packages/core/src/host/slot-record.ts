import { fieldsOf } from '../fields.ts'
import type { SlotKind } from '../pace/slots.ts'
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
  const { ban, single, slots, written } = fieldsOf(value)
  const isWhole =
    typeof fieldsOf(written).at === 'number' && typeof single === 'boolean' && Array.isArray(slots)
  return isWhole && slots.every(isSlot) && (ban === undefined || isMoment(ban))
}

function isSlot(value: unknown): boolean {
  const { kind, owner } = fieldsOf(value)
  return isMoment(value) && typeof owner === 'string' && typeof kind === 'string'
}

function isMoment(value: unknown): boolean {
  const { at, wall } = fieldsOf(value)
  return typeof at === 'number' && typeof wall === 'number'
}
