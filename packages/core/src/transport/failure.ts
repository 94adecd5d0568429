import { DingTalkError, type DingTalkErrorCode } from '../errors.ts'
import { hints } from '../hints.ts'
import type { Outcome } from './classify.ts'
import type { Delivery } from './deliver.ts'

/** Why a message was not sent: how its last attempt ended, or why there was none. */
export interface Failure extends Omit<Delivery, 'outcome'> {
  outcome: Outcome | 'aborted' | 'closed'
}

/** The code under which an outcome is known to users. */
export function codeOf(outcome: Failure['outcome']): DingTalkErrorCode {
  const code = `ERR_DINGTALK_${outcome.toUpperCase().replace('-', '_')}`
  return isCode(code) ? code : 'ERR_DINGTALK_INVALID'
}

/** The error for a message that did not arrive. */
export function failure(why: Failure, robot: string, words = wordsOf(why)): DingTalkError {
  const { corrected, outcome, unanswered, waitMs, ...details } = why
  return new DingTalkError(codeOf(outcome), `${robot}: ${outcome}${words}`, {
    ...details,
    robot,
    ...(waitMs && { retryAfterMs: waitMs }),
  })
}

function wordsOf({ cause, errcode, errmsg }: Failure): string {
  if (cause) return ` (${cause.message})`
  return errcode === undefined ? '' : ` (${`${errcode} ${errmsg}`.trim()})`
}

function isCode(code: string): code is DingTalkErrorCode {
  return code in hints
}
