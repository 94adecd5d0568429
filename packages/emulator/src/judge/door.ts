import type { LiveRobot } from '../robots/registry.ts'
import type { RobotState } from '../robots/robot.ts'
import type { Call } from './call.ts'
import type { Refusal } from './refusal.ts'

/** No token: 40035. */
export function tokenMissing(door: Call['door']): Refusal {
  const name = door === 'send' ? 'access_token' : 'session'
  return {
    rule: 'token',
    errcode: 40035,
    style: 'plain',
    plain: `缺少参数 ${name}`,
    problem: `缺少参数 ${name}`,
    solution: `请在调用地址中带上 ${name}`,
    reason: { zh: `地址里没有 ${name}`, en: `The URL has no ${name}` },
    fix: { zh: '整段复制 Webhook 地址', en: 'Copy the whole webhook URL' },
  }
}

/** A token that no robot owns: 300005 (300001 and 400101 mean the same). */
export function tokenUnknown(): Refusal {
  return {
    rule: 'token',
    errcode: 300005,
    style: 'plain',
    plain: 'token is not exist',
    problem: 'token 不存在',
    solution: '请确认 access_token 拼写正确',
    reason: { zh: '没有哪个机器人使用这个 access_token', en: 'No robot here owns this access_token' },
    fix: {
      zh: '从页面或启动信息里重新复制 Webhook',
      en: 'Copy the webhook again from the page or the start-up lines',
    },
  }
}

/** What became of a robot whose token is still known: only a person can mend it, so no client should try again. */
const goneStates: Record<
  Exclude<RobotState, 'active'>,
  { errcode: number; problem: string; english: string }
> = {
  stopped: { errcode: 400102, problem: '机器人已停用', english: 'robot is stopped' },
  removed: { errcode: 400106, problem: '机器人不存在', english: 'robot is not in the group' },
  disbanded: { errcode: 400013, problem: '群已被解散', english: 'group is disbanded' },
}

/** A robot that is stopped or removed, or whose group is gone. */
export function checkState({ settings }: LiveRobot): Refusal | undefined {
  if (settings.state === 'active') return undefined
  const { errcode, problem, english } = goneStates[settings.state]
  return {
    rule: 'state',
    errcode,
    style: 'chinese',
    plain: problem,
    problem,
    solution: '请联系群管理员',
    reason: { zh: problem, en: english },
    fix: { zh: '把该机器人的状态改回 active', en: "Set this robot's state back to active" },
  }
}

/**
 * A ban that still lasts: the gateway's deny answer, which has no `errcode`, and no words of a robot's either. Calls during
 * a ban do not prolong it; whether DingTalk's do is documented nowhere.
 */
export function checkBan({ meter }: LiveRobot, now: number): Refusal | undefined {
  const left = Math.ceil(meter.banRemainingMs(now) / 1000)
  if (left === 0) return undefined
  return {
    rule: 'ban',
    style: 'plain',
    plain: '',
    problem: '',
    solution: '',
    reason: { zh: `限流中，还剩 ${left} 秒`, en: `Banned for another ${left} s` },
    fix: { zh: '限流期间不要再发', en: 'Send nothing while the ban lasts' },
  }
}

/** Anything but POST: 43002. */
export function checkMethod({ method }: Call): Refusal | undefined {
  if (method === 'POST') return undefined
  return {
    rule: 'method',
    errcode: 43002,
    style: 'plain',
    plain: '需要POST请求',
    problem: '需要POST请求',
    solution: '请使用 POST 方法',
    reason: { zh: `请求方法是 ${method}`, en: `The method was ${method}` },
    fix: { zh: '改用 POST', en: 'Use POST' },
  }
}

/** Anything but JSON: 43004. A charset may follow, in any case: real clients send `application/json;charset=utf-8`. */
export function checkContentType({ contentType }: Call): Refusal | undefined {
  const type = contentType?.split(';')[0]?.trim().toLowerCase()
  if (type === 'application/json') return undefined
  return {
    rule: 'content-type',
    errcode: 43004,
    style: 'plain',
    plain: '无效的HTTP HEADER Content-Type',
    problem: '无效的HTTP HEADER Content-Type',
    solution: '请把 Content-Type 设为 application/json',
    reason: { zh: `Content-Type 是 ${type ?? '空'}`, en: `The Content-Type was ${type ?? 'missing'}` },
    fix: {
      zh: '加上请求头 Content-Type: application/json',
      en: 'Send the header Content-Type: application/json',
    },
  }
}

/** The most that DingTalk takes as an HTTP body, JSON's own signs included; seen in logs, documented nowhere. */
const maxMessageBytes = 20_000

/** A body that is too long: 460101. Counted as it came over the wire, since `\u4e2d` takes twice what 中 does. */
export function checkSize({ bytes }: Pick<Call, 'bytes'>): Refusal | undefined {
  if (bytes <= maxMessageBytes) return undefined
  return {
    rule: 'size',
    errcode: 460101,
    style: 'plain',
    plain: `message too long, exceed ${maxMessageBytes} bytes`,
    problem: `消息过长，超过 ${maxMessageBytes} 字节`,
    solution: '请缩短消息后再发送',
    reason: { zh: `请求体有 ${bytes} 字节`, en: `The body has ${bytes} bytes` },
    fix: {
      zh: '按 UTF-8 字节数截短（一个汉字占 3 字节）',
      en: 'Shorten it, counted in UTF-8 bytes (a Chinese character takes 3)',
    },
  }
}
