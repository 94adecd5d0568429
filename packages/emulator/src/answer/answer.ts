import type { ErrmsgStyle, Refusal } from '../judge/refusal.ts'
import { errmsgOf } from './errmsg.ts'

/** An HTTP answer, before it is written. */
export interface Answer {
  status: number
  headers: Record<string, string>
  body: string
  /** As in the body, where it has one. */
  errcode?: number
  errmsg?: string
}

/** How the gateway turns calls away during a ban; `alternate` walks through the other three. */
export type DenyStyle = 'body' | 'merged' | 'redirect'

const denyStyles: readonly DenyStyle[] = ['body', 'redirect', 'merged']

/** How answers look; robots share it. */
export interface AnswerStyle {
  errmsgStyle: ErrmsgStyle | 'native'
  denyWith: DenyStyle | 'alternate'
}

const json = { 'content-type': 'application/json; charset=utf-8' }

/** The only success there is. */
export const okAnswer: Answer = {
  status: 200,
  headers: json,
  body: '{"errcode":0,"errmsg":"ok"}',
  errcode: 0,
  errmsg: 'ok',
}

/** A JSON answer with `errcode`; DingTalk sends errors with status 200. */
export function errorAnswer(errcode: number, errmsg: string, status = 200): Answer {
  return { status, headers: json, body: JSON.stringify({ errcode, errmsg }), errcode, errmsg }
}

/** The answer to a refusal that the robot itself spoke. */
export function refusalAnswer(refusal: Refusal, errcode: number, style: AnswerStyle): Answer {
  return errorAnswer(errcode, errmsgOf(refusal, style.errmsgStyle))
}

/** What the gateway says during a ban; `count` calls were turned away before this one. */
export function denyAnswer(style: DenyStyle | 'alternate', count: number): Answer {
  const kind = style === 'alternate' ? denyStyles[count % denyStyles.length] : style
  if (kind === 'redirect') return redirectAnswer()
  const deny = {
    status: 1111,
    wait: 5,
    source: 'x5',
    punish: 'deny',
    uuid: `fa4e${String(count).padStart(28, '0')}`,
  }
  if (kind === 'body') return { status: 200, headers: json, body: JSON.stringify(deny) }
  const errcode = 130101
  const errmsg = 'send too fast, exceed 20 times per minute'
  return { status: 200, headers: json, body: JSON.stringify({ ...deny, errcode, errmsg }), errcode, errmsg }
}

/** A 302 to a page of HTML: whoever follows it reads 200 and takes that for success. */
export function redirectAnswer(): Answer {
  return { status: 302, headers: { location: '/deny', 'content-type': 'text/html' }, body: '' }
}

/** HTML where JSON was due. */
export function htmlAnswer(status: number, text: string): Answer {
  const body = `<!doctype html><html><body><h1>${text}</h1></body></html>`
  return { status, headers: { 'content-type': 'text/html; charset=utf-8' }, body }
}
