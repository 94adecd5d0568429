import type { FaultKind } from '../faults/fault.ts'
import type { MessageBody, MessageType } from '../judge/message/message.ts'
import type { Rule } from '../judge/refusal.ts'
import type { SignatureCheck } from '../judge/security/signature.ts'
import type { Words } from '../words.ts'

/** A message that the group would have seen. */
export interface ReceivedMessage {
  /** The number of the request that brought it. */
  id: number
  robot: string
  /** When it was accepted, in ms. */
  time: number
  msgtype: MessageType
  /** The body as it was sent, parsed. */
  body: MessageBody
  /** Length of the HTTP body. */
  bytes: number
  msgUuid?: string
}

/** What was decided about a request. */
export interface Verdict {
  /** `faulted`: a fault answered instead of the judge. `unread`: the body never came in whole. */
  outcome: 'accepted' | 'repeated' | 'refused' | 'faulted' | 'unread'
  /** Which check said no. */
  rule?: Rule
  /** The fault that spoilt the answer, whether or not the message was taken. */
  fault?: FaultKind
  /** Why, and what to do about it. */
  reason?: Words
  fix?: Words
  /** The HTTP status that was sent; 0 where none was (`hang`, `reset`). */
  status: number
  errcode?: number
  errmsg?: string
}

/** One call, whatever became of it. */
export interface ReceivedRequest {
  /** Counts up from 1 over all requests. */
  id: number
  time: number
  method: string
  /** Path and query, as they came. */
  url: string
  /** The robot that the token names, if any. */
  robot?: string
  address: string
  headers: Readonly<Record<string, string | string[] | undefined>>
  /** Length of the body; what was kept of it stands in `body`. */
  bytes: number
  /** The body as text, its first 20,000 characters. */
  body: string
  signature: SignatureCheck
  verdict: Verdict
  /** The body of the answer. */
  answer: string
  /** The message, where one was accepted. */
  message?: ReceivedMessage
}
