import { type Answer, denyAnswer, okAnswer, refusalAnswer } from './answer/answer.ts'
import type { ActiveFault } from './faults/fault.ts'
import { type Delivery, spoil } from './faults/spoil.ts'
import type { Group } from './group.ts'
import type { Call } from './judge/call.ts'
import { type Judgement, judge } from './judge/judge.ts'
import type { ReceivedMessage, ReceivedRequest, Verdict } from './store/records.ts'

/** DingTalk takes 20,000 bytes, so an accepted body is always kept whole. */
const keptCharacters = 20_000

/** A call together with what only the record needs. */
export interface Arrival extends Call {
  url: string
  headers: ReceivedRequest['headers']
}

/** Judges a call that was read in whole, lets the fault spoil the answer, and records both. */
export function receive(group: Group, arrival: Arrival, fault: ActiveFault | undefined): Delivery {
  const judgement = !fault || fault.deliver ? judge(arrival) : undefined
  const answer = judgement && answerTo(group, arrival, judgement)
  const delivery = fault ? spoil(fault, answer) : { delayMs: 0, answer: answer ?? okAnswer }
  record(group, arrival, verdictOf(judgement, fault, delivery), delivery, judgement)
  return delivery
}

/** Records a call that was answered without being judged: cut off, or too long to read. */
export function recordUnread(group: Group, arrival: Arrival, why: Partial<Verdict>, answer?: Answer): void {
  const sent: Delivery = { delayMs: 0, answer: answer ?? 'reset' }
  record(group, arrival, { outcome: 'unread', ...answered(sent), ...why }, sent, undefined)
}

/** What the judgement sounds like on the wire. */
function answerTo({ style }: Group, { robot }: Call, { refusal }: Judgement): Answer {
  if (!refusal) return okAnswer
  if (refusal.errcode !== undefined) return refusalAnswer(refusal, refusal.errcode, style)
  return denyAnswer(style.denyWith, robot?.meter.nextDenial() ?? 0)
}

/** The judgement in words, with the fault that may have hidden it from the caller. */
function verdictOf(
  judgement: Judgement | undefined,
  fault: ActiveFault | undefined,
  delivery: Delivery,
): Verdict {
  const verdict: Verdict = { outcome: judgement?.outcome ?? 'faulted', ...answered(delivery) }
  if (fault) verdict.fault = fault.kind
  const refusal = judgement?.refusal
  if (refusal) Object.assign(verdict, { rule: refusal.rule, reason: refusal.reason, fix: refusal.fix })
  return verdict
}

/** What the caller gets to see. */
function answered({ answer }: Delivery): Pick<Verdict, 'status' | 'errcode' | 'errmsg'> {
  if (typeof answer === 'string') return { status: 0 }
  const { status, errcode, errmsg } = answer
  return { status, ...(errcode !== undefined && { errcode }), ...(errmsg !== undefined && { errmsg }) }
}

/** Every call leaves exactly one record, and a new message with it. */
function record(
  { history }: Group,
  arrival: Arrival,
  verdict: Verdict,
  { answer }: Delivery,
  judgement: Judgement | undefined,
): void {
  const { method, url, robot, address, headers, bytes, body, now } = arrival
  const id = history.nextId()
  const request: ReceivedRequest = {
    id,
    time: now,
    method,
    url,
    address,
    headers,
    bytes,
    body: body.length > keptCharacters ? body.slice(0, keptCharacters) : body,
    signature: judgement?.signature ?? { required: false },
    verdict,
    answer: typeof answer === 'string' ? '' : answer.body,
  }
  if (robot) request.robot = robot.settings.name
  const message = messageOf(id, arrival, judgement)
  if (message) request.message = message
  history.add(request)
}

/** The message that the group sees; none for a call that was refused or repeated. */
function messageOf(id: number, call: Arrival, judgement: Judgement | undefined): ReceivedMessage | undefined {
  const body = judgement?.message
  if (!body || !call.robot || judgement.outcome !== 'accepted') return undefined
  const { msgtype, msgUuid } = body
  const message: ReceivedMessage = {
    id,
    robot: call.robot.settings.name,
    time: call.now,
    msgtype,
    body,
    bytes: call.bytes,
  }
  if (typeof msgUuid === 'string') message.msgUuid = msgUuid
  return message
}
