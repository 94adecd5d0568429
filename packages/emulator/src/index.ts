// Start it

export { type Emulator, startEmulator } from './emulator.ts'
export type { EmulatorOptions } from './options.ts'

// … with these robots, at this time, answering like this

export type { DenyStyle } from './answer/answer.ts'

export type { Clock } from './clock.ts'
export type { ErrmsgStyle } from './judge/refusal.ts'
export type { EmulatedRobot, RobotState } from './robots/robot.ts'

// Let it go wrong

export type { Fault, FaultKind } from './faults/fault.ts'

// See what came, and why it was refused

export type { ActionCardBody, MessageBody, MessageType } from './judge/message/message.ts'
export type { Rule } from './judge/refusal.ts'
export type { SignatureCheck } from './judge/security/signature.ts'
export type { SignatureTrap } from './judge/security/traps.ts'
export type { ReceivedMessage, ReceivedRequest, Verdict } from './store/records.ts'
export type { Words } from './words.ts'

// Expect it in a test

export { expectMessage, expectNoMessage } from './expect/expect-message.ts'
export type { ExpectedMessage } from './expect/match.ts'
