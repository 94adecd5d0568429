import { createHmac } from 'node:crypto'
import type { Words } from '../../words.ts'

/** What people get wrong when they sign; each was seen in a real client. */
export type SignatureTrap =
  | 'missing'
  | 'repeated'
  | 'seconds'
  | 'encoded-twice'
  | 'not-encoded'
  | 'literal-newline'
  | 'blank-in-secret'
  | 'without-prefix'
  | 'hex'
  | 'swapped'
  | 'stale'
  | 'unknown'

/** What came with the request, and what should have been signed. */
interface Attempt {
  timestamp: string
  sign: string
  secret: string
  query: URLSearchParams
  skewMs: number
}

/**
 * The first trap that explains the attempt, or `unknown`. What the URL alone does not tell is proven by making the mistake
 * with the robot's own secret. Runs only for a signature that failed: a good one costs one HMAC.
 */
export function findTrap(attempt: Attempt): SignatureTrap {
  const { timestamp, sign, secret, query, skewMs } = attempt
  if (timestamp === '' || sign === '') return 'missing'
  if (query.getAll('sign').length > 1 || query.getAll('timestamp').length > 1) return 'repeated'
  if (/^\d{10}$/.test(timestamp)) return 'seconds'
  const right = hmac(secret, `${timestamp}\n${secret}`)
  // A right sign that was refused: then it was the time.
  if (sign === right) return 'stale'
  if (decode(sign) === right) return 'encoded-twice'
  // In a query "+" means a blank; about half of all signs hold one, so this mistake looks like chance.
  if (sign.replaceAll(' ', '+') === right) return 'not-encoded'
  if (sign === hmac(secret, `${timestamp}\\n${secret}`)) return 'literal-newline'
  if (sign === hmac(`${timestamp}\n${secret}`, '') || sign === hmac(`${timestamp}\n${secret}`, secret))
    return 'swapped'
  if (sign.toLowerCase() === Buffer.from(right, 'base64').toString('hex')) return 'hex'
  // Copied from a web page or read from a file, a secret often brings its surroundings along.
  const blanks = [' ', '\n', '\r\n'].flatMap((blank) => [secret + blank, blank + secret])
  if (blanks.some((wrong) => sign === hmac(wrong, `${timestamp}\n${wrong}`))) return 'blank-in-secret'
  const bare = secret.replace(/^SEC/, '')
  if (bare !== '' && bare !== secret && sign === hmac(bare, `${timestamp}\n${bare}`)) return 'without-prefix'
  return Math.abs(skewMs) > 3_600_000 ? 'stale' : 'unknown'
}

/** What each trap is and how to climb out of it: for people, never in the answer to the call. */
export const trapWords: Record<SignatureTrap, { reason: Words; fix: Words }> = {
  missing: say(
    ['地址里缺少 timestamp 或 sign', 'The URL lacks timestamp or sign'],
    ['该机器人开启了加签，每次请求都要带上两者', 'This robot has a secret: send both with every request'],
  ),
  repeated: say(
    ['timestamp 或 sign 在地址里出现了两次', 'timestamp or sign stands twice in the URL'],
    ['替换旧的参数，不要追加', 'Replace the old pair instead of appending a new one'],
  ),
  seconds: say(
    ['timestamp 是秒，不是毫秒', 'timestamp is in seconds, not milliseconds'],
    ['使用 13 位毫秒时间戳', 'Use milliseconds (13 digits)'],
  ),
  'encoded-twice': say(
    ['sign 被 URL 编码了两次', 'sign was URL-encoded twice'],
    ['只编码一次', 'Encode it once'],
  ),
  'not-encoded': say(
    ['sign 没有 URL 编码，“+” 变成了空格', 'sign was not URL-encoded, so its "+" became a blank'],
    ['对 sign 做一次 URL 编码', 'URL-encode it once'],
  ),
  'literal-newline': say(
    ['签名串里是字面的 \\n，不是换行符', 'The signed text holds a literal \\n instead of a line feed'],
    ['使用真正的换行符', 'Join timestamp and secret with a real line feed'],
  ),
  'blank-in-secret': say(
    ['密钥带着空格或换行', 'The secret was used with a blank or line feed around it'],
    ['去掉密钥首尾的空白', 'Trim the secret'],
  ),
  'without-prefix': say(
    ['密钥少了开头的 SEC', 'The secret was used without its SEC'],
    ['SEC 是密钥的一部分，要保留', 'SEC is part of the secret: keep it'],
  ),
  hex: say(['sign 是十六进制', 'sign is in hex'], ['改用 Base64', 'Use base64']),
  swapped: say(
    ['密钥和内容放反了（那是飞书的算法）', "Key and message are swapped (that is Feishu's way)"],
    [
      '以密钥为 key，对 timestamp + 换行 + 密钥 求 HMAC',
      'HMAC over timestamp, line feed and secret, keyed with the secret',
    ],
  ),
  stale: say(
    ['timestamp 与服务器时间相差超过一小时', "timestamp is more than an hour off the server's clock"],
    ['每次发送前重新签名，并校准系统时间', 'Sign every attempt afresh and check the clock of the machine'],
  ),
  unknown: say(
    ['sign 与密钥对不上', 'sign does not fit the secret'],
    ['核对密钥是否属于这个机器人', 'Check that the secret belongs to this robot'],
  ),
}

/** Reason and fix, each first in Chinese and then in English. */
function say([reasonZh, reasonEn]: [string, string], [fixZh, fixEn]: [string, string]) {
  return { reason: { zh: reasonZh, en: reasonEn }, fix: { zh: fixZh, en: fixEn } }
}

/** The one that `expectedSign` makes, in all its wrong variants. */
function hmac(key: string, message: string): string {
  return createHmac('sha256', key).update(message).digest('base64')
}

/** Once more decoded; a sign that cannot be decoded stays as it is. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
