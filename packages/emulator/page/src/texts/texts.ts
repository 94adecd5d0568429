import type { WarningCode } from '../message/warnings.ts'
import type { FaultKind, MessageType, RobotState, SignatureTrap, Verdict } from '../wire/types.ts'
import type { zh } from './zh.ts'
import type { zhForms } from './zh-forms.ts'

/** What the page says. Chinese is the model: a language that lacks a word does not compile. */
export type Texts = typeof zh

/** The part of it that labels the forms. */
export type Forms = typeof zhForms

/** Names for what the server and the checks speak of in codes; complete, so that no code goes without words. */
export interface Terms {
  kinds: Record<MessageType, string>
  outcomes: Record<Verdict['outcome'], string>
  faultKinds: Record<FaultKind, [name: string, what: string]>
  states: Record<RobotState, string>
  traps: Record<SignatureTrap, string>
  /** `{}` stands for the warning's detail. */
  warnings: Record<WarningCode, [short: string, advice: string]>
  shortcuts: [key: string, what: string][]
}
