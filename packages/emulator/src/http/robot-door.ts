import type { HttpBindings } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { Context } from 'hono'
import { errorAnswer } from '../answer/answer.ts'
import type { ActiveFault } from '../faults/fault.ts'
import type { Group } from '../group.ts'
import type { Call } from '../judge/call.ts'
import { type Arrival, receive, recordUnread } from '../receive.ts'
import { plainAddress } from '../robots/address-list.ts'
import { readBody } from './read-body.ts'
import { sendDelivery, writeAnswer } from './send-delivery.ts'

/** Hono with Node's own request and response within reach: a fault must be able to cut the connection. */
export type NodeEnv = { Bindings: HttpBindings }

/** The handler of `/robot/send` and `/robot/sendBySession`, for every method. */
export function robotDoor(group: Group, door: Call['door'], maxBodyBytes: number) {
  return async ({ env: { incoming, outgoing } }: Context<NodeEnv>): Promise<Response> => {
    const arrival = arrive(group, door, incoming)
    // Before the body: a fault that is used up by this call must not be given to one that overtakes it.
    const fault = group.faults.take(arrival.robot?.settings.name)
    if (isCutBeforeReading(fault)) {
      recordUnread(group, arrival, { fault: fault.kind })
      incoming.socket.resetAndDestroy()
      return RESPONSE_ALREADY_SENT
    }
    // Judged at the moment it is complete: a slow caller must not get an earlier slot.
    const body = await readBody(incoming, maxBodyBytes)
    Object.assign(arrival, { bytes: body.bytes, body: body.text, now: group.clock.now() })
    if (body.end === 'whole') {
      await sendDelivery(incoming, outgoing, receive(group, arrival, fault), group.closing)
    } else if (body.end === 'too-large') {
      const answer = errorAnswer(101002, `body longer than ${maxBodyBytes} bytes`, 413)
      recordUnread(group, arrival, tooLarge(maxBodyBytes), answer)
      writeAnswer(outgoing, answer)
    } else {
      recordUnread(group, arrival, cutOff)
    }
    return RESPONSE_ALREADY_SENT
  }
}

/** What is known before the body; DingTalk takes the first of a parameter that stands twice. */
function arrive(group: Group, door: Call['door'], incoming: HttpBindings['incoming']): Arrival {
  const { method = '', url = '', headers, socket } = incoming
  const query = new URLSearchParams(url.slice(url.indexOf('?') + 1))
  const token = query.get(door === 'send' ? 'access_token' : 'session') ?? ''
  return {
    door,
    method,
    url,
    headers,
    query,
    contentType: headers['content-type'],
    address: plainAddress(socket.remoteAddress),
    robot: group.registry.ofToken(token),
    now: group.clock.now(),
    bytes: 0,
    body: '',
  }
}

/** The one fault that does not wait for the body. */
function isCutBeforeReading(fault: ActiveFault | undefined): fault is ActiveFault {
  return fault?.kind === 'reset' && fault.when === 'before'
}

/** For people: a caller that left, or whose Content-Length promised more than came. */
const cutOff = {
  reason: { zh: '请求体没有传完，连接就断了', en: 'The connection ended before the body was complete' },
  fix: { zh: '检查 Content-Length 和客户端超时', en: "Check Content-Length and the client's timeout" },
}

/** For people: a body so long that not even its length is known for sure. */
function tooLarge(maxBodyBytes: number) {
  return {
    rule: 'size' as const,
    reason: {
      zh: `请求体超过 ${maxBodyBytes} 字节，没有读`,
      en: `The body is over ${maxBodyBytes} bytes and was not read`,
    },
    fix: { zh: '消息最多 20000 字节', en: 'A message has at most 20,000 bytes' },
  }
}
