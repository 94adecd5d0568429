import type { ActiveFault } from '../../../src/faults/fault.ts'
import type { RobotMeters } from '../../../src/robots/meter.ts'
import type { RobotSettings } from '../../../src/robots/robot.ts'

export type { FaultKind } from '../../../src/faults/fault.ts'
export type { ActionCardBody, MessageBody, MessageType } from '../../../src/judge/message/message.ts'
export type { SignatureTrap } from '../../../src/judge/security/traps.ts'
export type { EmulatedRobot, RobotState } from '../../../src/robots/robot.ts'
export type { ReceivedRequest, Verdict } from '../../../src/store/records.ts'

/** A robot as `GET /api/robots` shows it. */
export interface RobotView extends RobotSettings {
  webhook: string
  meters: RobotMeters
}

/** A fault as `GET /api/faults` shows it: JSON writes "until cleared" as null. */
export type FaultView = Omit<ActiveFault, 'times'> & { times: number | null }

/** A fault to set. */
export type FaultWish = Partial<Omit<FaultView, 'kind'>> & Pick<FaultView, 'kind'>
