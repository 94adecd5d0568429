import { nodeCrypto } from '../builtins.ts'

/**
 * The signature of a request: HMAC-SHA256 over timestamp, line feed and secret, keyed by the secret. Base64, not
 * URL-encoded. Source: DingTalk's documentation of the robot's security settings.
 * @param timestampMs ms since 1970; DingTalk tolerates one hour of difference
 */
export function sign(timestampMs: number, secret: string): string {
  return nodeCrypto().createHmac('sha256', secret).update(`${timestampMs}\n${secret}`).digest('base64')
}
