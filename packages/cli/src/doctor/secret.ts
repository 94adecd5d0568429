import type { Credentials } from '../credentials.ts'
import { type Finding, found } from './finding.ts'

/**
 * What the secret looks like; whether it is the right one only the server knows. That real ones are `SEC` and 64
 * hex digits is no rule, so another shape is a warning and no more. Blanks around it are gone already.
 */
export function checkSecret({ secret, webhook = '' }: Credentials): Finding {
  const copyAgain = {
    zh: '在机器人的安全设置 → 加签里重新复制密钥到 DINGTALK_SECRET',
    en: "Copy the secret from the robot's security settings, signature, into DINGTALK_SECRET again",
  }
  if (secret === undefined)
    return found(
      'secret',
      'ok',
      '未设置 DINGTALK_SECRET：请求不加签',
      'DINGTALK_SECRET is not set: requests are not signed',
    )
  if (webhook.includes(secret))
    return found(
      'secret',
      'wrong',
      'DINGTALK_SECRET 填成了 Webhook 的一部分',
      'DINGTALK_SECRET is a part of the webhook',
      copyAgain,
    )
  if (/[\s"'“”]/.test(secret))
    return found(
      'secret',
      'wrong',
      '密钥里有空格、换行或引号',
      'There is a blank, a line break or a quote in the secret',
      copyAgain,
    )
  if (!/^SEC[0-9a-f]{64}$/i.test(secret))
    return found(
      'secret',
      'warn',
      `密钥有 ${secret.length} 个字符；钉钉的是 SEC 加 64 位十六进制，SEC 也是密钥的一部分`,
      `The secret has ${secret.length} characters; DingTalk's are SEC and 64 hex digits, SEC being a part of it`,
      copyAgain,
    )
  return found('secret', 'ok', '形式正确（SEC***）', 'well formed (SEC***)')
}
