import type { LiveRobot } from '../robots/registry.ts'
import type { Call } from './call.ts'
import {
  checkBan,
  checkContentType,
  checkMethod,
  checkSize,
  checkState,
  tokenMissing,
  tokenUnknown,
} from './door.ts'
import { checkQuota, takeSlot } from './limits.ts'
import type { MessageBody } from './message/message.ts'
import { readMessage } from './message/read-message.ts'
import type { Refusal } from './refusal.ts'
import { checkAddress } from './security/address.ts'
import { checkKeyword } from './security/keyword.ts'
import { checkSignature, inspectSignature, type SignatureCheck } from './security/signature.ts'

/** What became of a call. `repeated`: its `msgUuid` was accepted before, so it is answered ok and not shown again. */
export interface Judgement {
  outcome: 'accepted' | 'repeated' | 'refused'
  refusal?: Refusal
  message?: MessageBody
  signature: SignatureCheck
}

/**
 * Judges a call as DingTalk does: door, body, security modes, limits; the first no decides. That the body comes before the
 * security modes is our reading. Nothing here is shared with a client: a judge that signed with the defendant's own code
 * would prove nothing.
 */
export function judge(call: Call): Judgement {
  const { robot, door, query } = call
  // Looked at first and always, so that the record tells of the signature whatever else was wrong.
  const secret = door === 'send' ? robot?.settings.secret : undefined
  const signature = inspectSignature(secret, query, call.now)
  const closed = robot ? checkDoor(call, robot) : noRobot(call)
  if (!robot || closed) return { outcome: 'refused', signature, ...(closed && { refusal: closed }) }

  const read = readMessage(call.body)
  if ('refusal' in read) return { outcome: 'refused', refusal: read.refusal, signature }
  const { message } = read

  // The limits come last, so that only a message that could have been shown counts.
  const refusal =
    (door === 'send' ? checkSecurity(call, robot, message, signature) : undefined) ??
    checkQuota(robot, call.now) ??
    takeSlot(robot, call.now)
  if (refusal) return { outcome: 'refused', refusal, message, signature }
  return { outcome: remember(robot, message) ? 'accepted' : 'repeated', message, signature }
}

/** No token and a wrong token are two different mistakes. */
function noRobot({ door, query }: Call): Refusal {
  return query.get(door === 'send' ? 'access_token' : 'session') ? tokenUnknown() : tokenMissing(door)
}

/** What needs no look into the body. The ban comes early: the gateway turns calls away unread. */
function checkDoor(call: Call, robot: LiveRobot): Refusal | undefined {
  return (
    checkState(robot) ??
    checkBan(robot, call.now) ??
    checkMethod(call) ??
    checkContentType(call) ??
    checkSize(call)
  )
}

/** Security modes combine: all that are switched on must pass. */
function checkSecurity(
  call: Call,
  robot: LiveRobot,
  message: MessageBody,
  signature: SignatureCheck,
): Refusal | undefined {
  return (
    checkKeyword(robot.settings.keywords, message) ??
    checkSignature(signature) ??
    checkAddress(robot.addresses, call.address)
  )
}

/**
 * Whether the message is new; a message without `msgUuid` always is. Remembered only here, behind every check: a repeat of a
 * call that was refused must still get through. A repeat takes a slot like any call, since it reached the robot.
 */
function remember({ seen }: LiveRobot, { msgUuid }: MessageBody): boolean {
  if (typeof msgUuid !== 'string' || msgUuid === '') return true
  if (seen.has(msgUuid)) return false
  seen.add(msgUuid)
  return true
}
