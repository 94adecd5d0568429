import { createHmac } from 'node:crypto'
import type { Refusal } from '../refusal.ts'
import { findTrap, type SignatureTrap, trapWords } from './traps.ts'

/** Documented is an hour; here it holds in both directions. */
const toleranceMs = 3_600_000

/** What the check of `timestamp` and `sign` found. */
export interface SignatureCheck {
  /** Whether this robot has a secret at all. */
  required: boolean
  /** Absent where nothing was required. */
  valid?: boolean
  /** The `timestamp` as it came. */
  timestamp?: string
  /** How far the caller's clock is ahead, in ms. */
  skewMs?: number
  /** The classic mistake that explains a wrong `sign`. */
  trap?: SignatureTrap
}

/** What `sign` must be: base64 of HMAC-SHA256 over timestamp, line feed and secret, keyed with the secret. */
export function expectedSign(timestamp: string, secret: string): string {
  return createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64')
}

/**
 * Looks at `timestamp` and `sign` of a request. The text of the timestamp is what was signed, so it is never turned into a
 * number for that. Of a parameter that stands twice the first counts.
 */
export function inspectSignature(
  secret: string | undefined,
  query: URLSearchParams,
  now: number,
): SignatureCheck {
  if (secret === undefined) return { required: false }
  const timestamp = query.get('timestamp') ?? ''
  const sign = query.get('sign') ?? ''
  const skewMs = /^\d+$/.test(timestamp) ? Number(timestamp) - now : Number.NaN
  const matches = sign === expectedSign(timestamp, secret)
  const check: SignatureCheck = {
    required: true,
    valid: matches && Math.abs(skewMs) <= toleranceMs,
    timestamp,
  }
  if (!Number.isNaN(skewMs)) check.skewMs = skewMs
  const trap = check.valid ? undefined : findTrap({ timestamp, sign, secret, query, skewMs })
  if (trap) check.trap = trap
  return check
}

/** Security mode "signature": a stale or malformed timestamp is one refusal, everything else another. */
export function checkSignature(check: SignatureCheck): Refusal | undefined {
  if (!check.required || check.valid) return undefined
  const { timestamp = '', skewMs, trap = 'unknown' } = check
  // Without a number in it, a timestamp is as useless as a stale one; without any, it is the pair that is missing.
  const stale = timestamp !== '' && (skewMs === undefined || Math.abs(skewMs) > toleranceMs)
  return stale ? staleRefusal(trap, skewMs) : mismatch(trap)
}

/** A timestamp out of tolerance, seconds instead of milliseconds included. */
function staleRefusal(trap: SignatureTrap, skewMs: number | undefined): Refusal {
  const minutes = Math.round((skewMs ?? 0) / 60_000)
  const words = trapWords[trap === 'unknown' ? 'stale' : trap]
  return {
    rule: 'timestamp',
    errcode: 310000,
    style: 'plain',
    plain: 'invalid timestamp',
    problem: '机器人发送签名过期',
    solution: '请用当前的毫秒时间戳重新生成签名',
    reason: {
      zh: `${words.reason.zh}（相差 ${minutes} 分钟）`,
      en: `${words.reason.en} (off by ${minutes} min)`,
    },
    fix: words.fix,
  }
}

/**
 * Everything else, also a `sign` or `timestamp` that is missing: the real server words it the same. Its advice speaks of
 * 时间戳, which must not make a client take it for a stale timestamp.
 */
function mismatch(trap: SignatureTrap): Refusal {
  return {
    rule: 'sign',
    errcode: 310000,
    style: 'description',
    plain: 'sign not match',
    problem: '机器人发送签名不匹配',
    solution: '请确认签名和生成签名的时间戳必须都放在调用的网址中，请确认机器人的密钥加密和填写正确',
    ...trapWords[trap],
  }
}
