import { hintFor } from './hints.ts'

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
  errcode?: number | undefined
  errmsg?: string | undefined
  reason?: SecurityReason | undefined
  retryAfterMs?: number | undefined
  robot?: string | undefined
  cause?: unknown
  /** Server clock minus local clock, in ms. */
  skewMs?: number | undefined
}

const brand = Symbol.for('dingbell.error')

const retryable: ReadonlySet<DingTalkErrorCode> = new Set([
  'ERR_DINGTALK_THROTTLED',
  'ERR_DINGTALK_TRANSIENT',
  'ERR_DINGTALK_AMBIGUOUS',
])

/** The one error that this package throws. Holds neither token nor secret, in its `cause` neither. */
export class DingTalkError extends Error {
  override readonly name = 'DingTalkError'
  readonly code: DingTalkErrorCode
  /** DingTalk's own code, when it answered with one. */
  declare readonly errcode?: number
  /** DingTalk's own words. */
  declare readonly errmsg?: string
  /** Set with `ERR_DINGTALK_SECURITY`. */
  declare readonly reason?: SecurityReason
  /** Whether the same message may succeed later. */
  readonly retryable: boolean
  /** How long to wait before that, in ms. */
  declare readonly retryAfterMs?: number
  /** Name of the robot. */
  declare readonly robot?: string
  /** What to do, in English and Chinese. */
  readonly hint: string

  constructor(code: DingTalkErrorCode, message: string, details: DingTalkErrorDetails = {}) {
    const { cause, skewMs, ...facts } = details
    super(message, cause === undefined ? undefined : { cause })
    this.code = code
    for (const [field, fact] of Object.entries(facts))
      if (fact !== undefined) Object.assign(this, { [field]: fact })
    this.retryable = retryable.has(code)
    this.hint = hintFor(code, details.reason, skewMs)
  }

  get [brand](): true {
    return true
  }
}

/** Whether `value` is a DingTalkError, whichever copy of this package threw it. */
export function isDingTalkError(value: unknown): value is DingTalkError {
  return typeof value === 'object' && value !== null && brand in value
}

/** A refused option or field: says which, what was expected and what came. */
export function optionError(field: string, expected: string, value: unknown): DingTalkError {
  return refused(field, expected, describe(value))
}

/** The same, for what is better told in words of its own. */
export function refused(field: string, expected: string, came: string): DingTalkError {
  return new DingTalkError('ERR_DINGTALK_OPTIONS', `${field}: expected ${expected}, got ${came}`)
}

/** Names a value without quoting it: what came may be a token pasted into the wrong field. */
function describe(value: unknown): string {
  if (typeof value === 'string')
    return value.trim() === '' ? 'an empty string' : `a string of ${value.length} characters`
  if (Array.isArray(value)) return `an array of ${value.length}`
  if (typeof value === 'number' || typeof value === 'boolean' || value == null) return String(value)
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`
}
