import type { Refusal } from '../refusal.ts'
import { checkAt } from './at.ts'
import { type FieldFault, isObject, type JsonObject } from './fields.ts'
import { kinds, missingPart } from './kinds.ts'
import type { MessageBody, MessageType } from './message.ts'

/** The message in a body, or why it is none. */
export function readMessage(body: string): { message: MessageBody } | { refusal: Refusal } {
  const json = parse(body)
  if (!isObject(json)) return { refusal: noJson(body) }
  const { msgtype } = json
  if (!isMessageType(msgtype)) return { refusal: unknownType(msgtype) }
  const fault = faultOf(json, msgtype)
  return isMessage(json, fault) ? { message: json } : { refusal: fieldRefusal(fault) }
}

/** The first thing wrong with the part that `msgtype` names, or with `at` where that counts. */
function faultOf(json: JsonObject, msgtype: MessageType): FieldFault | undefined {
  const part = json[msgtype]
  if (!isObject(part)) return { field: msgtype, errcode: missingPart[msgtype] }
  // DingTalk ignores `at` beside these two kinds, whatever it holds.
  const at = msgtype === 'link' || msgtype === 'feedCard' ? undefined : checkAt(json.at)
  return kinds[msgtype](part) ?? at
}

/** JSON in which no fault was found has the shape of a message. */
function isMessage(json: JsonObject, fault: FieldFault | undefined): json is JsonObject & MessageBody {
  return fault === undefined
}

/** By own names only: `constructor` is no message type. */
function isMessageType(value: unknown): value is MessageType {
  return typeof value === 'string' && Object.hasOwn(kinds, value)
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

/** 40035 also stands for a body that is JSON but no object. */
function noJson(body: string): Refusal {
  const empty = body.trim() === ''
  return {
    rule: 'json',
    errcode: 40035,
    style: 'plain',
    plain: '缺少参数 json',
    problem: '缺少参数 json',
    solution: '请检查请求体是否为合法的 JSON 对象',
    reason: empty
      ? { zh: '请求体是空的', en: 'The body is empty' }
      : { zh: '请求体不是 JSON 对象', en: 'The body is no JSON object' },
    fix: {
      zh: '用 JSON 序列化函数生成请求体，不要拼接字符串',
      en: 'Build the body with a JSON serialiser, not by joining strings',
    },
  }
}

/** 400105, with what came cut short: it is shown in a page. */
function unknownType(msgtype: unknown): Refusal {
  const came = typeof msgtype === 'string' ? `“${msgtype.slice(0, 40)}”` : String(typeof msgtype)
  const known = Object.keys(kinds).join(', ')
  return {
    rule: 'msgtype',
    errcode: 400105,
    style: 'plain',
    plain: '不支持的消息类型',
    problem: '不支持的消息类型',
    solution: '请检查 msgtype 参数',
    reason: { zh: `msgtype 是 ${came}`, en: `msgtype was ${came}` },
    fix: { zh: `msgtype 只能是 ${known}（区分大小写）`, en: `msgtype is one of ${known} (mind the case)` },
  }
}

/** The one refusal that is worded per field; DingTalk writes the path with arrows. */
function fieldRefusal({ field, errcode }: FieldFault = { field: 'json', errcode: 40035 }): Refusal {
  const name = field.split(' --》 ').join('.')
  return {
    rule: 'field',
    errcode,
    style: 'chinese',
    plain: `param ${name} is missing or invalid`,
    problem: `参数 ${field} 缺失，或者参数格式不正确`,
    solution: `请填充上参数 ${name.split('.').at(-1)}`,
    reason: { zh: `${name} 缺失、为空或类型不对`, en: `${name} is missing, empty or of the wrong type` },
    fix: { zh: `填上 ${name}，注意大小写`, en: `Fill in ${name} and mind the case of its letters` },
  }
}
