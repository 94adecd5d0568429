import { fieldsOf } from './fields.ts'
import { hints } from './hints.ts'

/** What went wrong, as a stable word to branch on. */
export type DingTalkErrorCode =
  | 'ERR_DINGTALK_OPTIONS'
  | 'ERR_DINGTALK_THROTTLED'
  | 'ERR_DINGTALK_QUOTA'
  | 'ERR_DINGTALK_SECURITY'
  | 'ERR_DINGTALK_TOKEN'
  | 'ERR_DINGTALK_INVALID'
  | 'ERR_DINGTALK_TOO_LARGE'
  | 'ERR_DINGTALK_CONTENT'
  | 'ERR_DINGTALK_TRANSIENT'
  | 'ERR_DINGTALK_AMBIGUOUS'
  | 'ERR_DINGTALK_ABORTED'
  | 'ERR_DINGTALK_CLOSED'

/** Which of a robot's security settings refused the message. */
export type SecurityReason = 'keyword' | 'timestamp' | 'sign' | 'ip'

/** What an error knows beside its code and message. */
export interface DingTalkErrorDetails {
  errcode?: number
  errmsg?: string
  reason?: SecurityReason
  retryAfterMs?: number
  robot?: string
  skewMs?: number
  cause?: Error
}

const brand = Symbol.for('dingbell.error')

/** The one error that this package throws. Holds neither token nor secret, in its `cause` neither. */
export class DingTalkError extends Error {
  override readonly name = 'DingTalkError'
  declare readonly code: DingTalkErrorCode
  /** DingTalk's own code, when it answered with one. */
  declare readonly errcode?: number
  /** DingTalk's own words. */
  declare readonly errmsg?: string
  /** Set with `ERR_DINGTALK_SECURITY`. */
  declare readonly reason?: SecurityReason
  /** Set with a refused signature: the server's clock minus this host's, in ms. */
  declare readonly skewMs?: number
  /** Whether the same message may succeed later. */
  declare readonly retryable: boolean
  /** How long to wait before that, in ms. */
  declare readonly retryAfterMs?: number
  /** Name of the robot. */
  declare readonly robot?: string
  /** What to do, in English and Chinese. */
  declare readonly hint: string

  constructor(code: DingTalkErrorCode, message: string, details: DingTalkErrorDetails = {}) {
    super(message, details)
    const { reason = code, skewMs } = details
    const clock = Math.abs(skewMs ?? 0) >= 60_000 ? `\nClock skew 时钟: ${skewMs} ms.` : ''
    const retryable = /THROTTLED|TRANSIENT|AMBIGUOUS/.test(code)
    Object.assign(this, { code, ...details, retryable, hint: hints[reason] + clock })
  }

  get [brand](): true {
    return true
  }
}

/** Whether `value` is a DingTalkError, whichever copy of this package threw it. */
export function isDingTalkError(value: unknown): value is DingTalkError {
  return brand in fieldsOf(value)
}

/** Refuses an option or a field unless `good`. */
export function check(good: boolean, field: string, expected: string, value: unknown): asserts good {
  if (!good) throw refused(field, expected, describe(value))
}

/** A refused option or field: says which, what was expected and what came. */
export function optionError(field: string, expected: string, value: unknown): DingTalkError {
  return refused(field, expected, describe(value))
}

/** The same, for what is better told in words of its own. */
export function refused(field: string, expected: string, came: string): DingTalkError {
  return new DingTalkError('ERR_DINGTALK_OPTIONS', `${field}: expected ${expected}, got ${came}`)
}

/** Runs the check of a part, whose error then says where the part stands: `at[0].at.atMobiles`. */
export function within<Value>(field: string, run: () => Value): Value {
  try {
    return run()
  } catch (error) {
    throw isDingTalkError(error) ? new DingTalkError(error.code, `${field}.${error.message}`) : error
  }
}

/** Names a value without quoting a text: it may be a token pasted into the wrong field. */
function describe(value: unknown): string {
  if (typeof value === 'string') return `${value.trim().length} characters`
  if (Array.isArray(value)) return `${value.length} items`
  return Object(value) === value ? typeof value : String(value)
}
