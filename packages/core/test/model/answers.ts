import type { Answer, AnswerBody } from '../../src/transport/fetch.ts'
import type { Reading } from './reading.ts'
import type { Fault } from './trip.ts'

/** What the server did with a call. */
export type Verdict =
  /** It stands in the chat. */
  | 'shown'
  /** Its `msgUuid` was there already: answered like a shown one, but not shown again. */
  | 'repeated'
  /** One too many, or sent during the ban. */
  | 'throttled'
  /** The month is used up. */
  | 'quota'
  /** The server has trouble of its own. */
  | 'failed'
  /** DingTalk does not want it; by an errcode of its own. */
  | { errcode: number }

const words: Readonly<Record<number, string>> = {
  300001: 'token is not exist',
  310000: 'keywords not in content',
  430101: 'description:内含不安全的链接;solution:请确认文本链接安全性;',
  460101: 'message too long, exceed 20000 bytes',
}

const page = '<html><body>405</body></html>'

/** The answer to a call. `fault` hides it from the client, unless the gateway had refused the call before. */
export function answerOf(verdict: Verdict, fault: Fault | undefined, reading: Reading, wall: number): Answer {
  if (verdict === 'throttled') return banAnswer(reading.banAnswer, wall)
  if (fault === 'page-lost' || fault === 'page-shown') return answer(200, page, wall)
  if (fault === 'cut-shown') return answer(200, '{"errcode":0,"err', wall)
  if (fault === 'hang-body') return answer(200, endless(), wall)
  if (fault === 'http500') return answer(500, page, wall)
  if (verdict === 'failed') return json(-1, '系统繁忙', wall)
  if (verdict === 'quota') return json(90030, 'webhook over limit', wall)
  if (typeof verdict === 'object') return json(verdict.errcode, words[verdict.errcode] ?? 'refused', wall)
  return json(0, 'ok', wall)
}

function banAnswer(style: Reading['banAnswer'], wall: number): Answer {
  if (style === '302') return answer(302, '', wall)
  if (style === '130101') return json(130101, 'send too fast, exceed 20 times per minute', wall)
  const deny = { status: 1111, wait: 5, source: 'x5', punish: 'deny', uuid: 'model' }
  return answer(200, JSON.stringify(deny), wall)
}

function json(errcode: number, errmsg: string, wall: number): Answer {
  return answer(200, JSON.stringify({ errcode, errmsg }), wall)
}

function answer(status: number, body: AnswerBody, wall: number): Answer {
  const date = new Date(wall).toUTCString()
  return { status, body, headers: { get: (name) => (name === 'date' ? date : null) } }
}

/** A body whose end never comes. */
async function* endless(): AsyncGenerator<string> {
  yield '{"errcode":'
  await new Promise(() => {})
}
