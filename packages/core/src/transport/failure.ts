import { DingTalkError, type DingTalkErrorCode } from '../errors.ts'
import type { Outcome } from './classify.ts'
import type { Delivery } from './deliver.ts'

const codes: { [outcome in Exclude<Outcome, 'ok'>]: DingTalkErrorCode } = {
  transient: 'ERR_DINGTALK_TRANSIENT',
  ambiguous: 'ERR_DINGTALK_AMBIGUOUS',
  throttled: 'ERR_DINGTALK_THROTTLED',
  quota: 'ERR_DINGTALK_QUOTA',
  security: 'ERR_DINGTALK_SECURITY',
  token: 'ERR_DINGTALK_TOKEN',
  'too-large': 'ERR_DINGTALK_TOO_LARGE',
  content: 'ERR_DINGTALK_CONTENT',
  invalid: 'ERR_DINGTALK_INVALID',
}

/** The code under which an outcome is known to users. */
export function codeOf(outcome: Exclude<Outcome, 'ok'>): DingTalkErrorCode {
  return codes[outcome]
}

/** The error for an attempt that did not arrive. */
export function failure(delivery: Delivery, robot: string): DingTalkError {
  const { outcome, errcode, errmsg, reason, cause, skewMs, waitMs } = delivery
  const words =
    cause?.message ?? (errcode === undefined ? 'no errcode in its answer' : `errcode ${errcode} ${errmsg}`)
  return new DingTalkError(codes[outcome === 'ok' ? 'invalid' : outcome], `${robot}: ${outcome} (${words})`, {
    errcode,
    errmsg,
    reason,
    retryAfterMs: waitMs,
    robot,
    cause,
    skewMs,
  })
}
