import { createHash } from 'node:crypto'
import { check } from '../errors.ts'
import { fieldsOf } from '../fields.ts'
import { sign } from './sign.ts'

const dingTalk = 'https://oapi.dingtalk.com/robot/send?access_token='
const expected = 'an https URL with access_token (plain http: allowHttp), or the bare token'

/** Where a robot's messages go. Holds the credential, and has no printable form. */
export class Endpoint {
  readonly #url: URL
  readonly #secret: string
  readonly #token: string
  /** SHA-256 of the token, in hex: tells robots apart without naming their credential. */
  readonly identity: string

  /** @throws DingTalkError `ERR_DINGTALK_OPTIONS`, without quoting what came */
  constructor(webhook: string | URL, secret: string | undefined, allowHttp: boolean) {
    const url = parse(webhook)
    const token = url === undefined ? '' : tokenOf(url)
    const good = url !== undefined && token !== '' && (allowHttp || isSecure(url))
    check(good, 'webhook', expected, webhook)
    check(secret === undefined || typeof secret === 'string', 'secret', 'a string', secret)
    // A pasted URL may carry an old signature: appending to it would grow it, and the old one would win.
    url.searchParams.delete('timestamp')
    url.searchParams.delete('sign')
    this.#url = url
    this.#token = token
    this.#secret = secret?.trim() ?? ''
    this.identity = createHash('sha256').update(token).digest('hex')
  }

  /** The URL of one attempt, freshly signed. */
  sign(nowMs: number): URL {
    const url = new URL(this.#url)
    const timestamp = Math.round(nowMs)
    if (this.#secret) {
      url.searchParams.set('timestamp', `${timestamp}`)
      url.searchParams.set('sign', sign(timestamp, this.#secret))
    }
    return url
  }

  /** What must never be shown, in every spelling in which it may turn up; the sign of an attempt's URL as well. */
  secrets(url?: URL): string[] {
    return [this.#token, this.#secret, url?.searchParams.get('sign') ?? '']
      .flatMap((secret) => [secret, encodeURIComponent(secret)])
      .filter((secret) => secret.length > 3)
  }
}

function parse(webhook: unknown): URL | undefined {
  const given = String(fieldsOf(webhook).href ?? webhook ?? '').trim()
  const href = /^[\w-]+$/.test(given) ? dingTalk + given : given
  return /^https?:\/\/[^\s@]+$/i.test(href) && URL.canParse(href) ? new URL(href) : undefined
}

function isSecure({ hostname, protocol }: URL): boolean {
  return protocol === 'https:' || /^(127(\.\d+){3}|\[::1\]|(.+\.)?localhost)$/.test(hostname)
}

/** What the server knows the robot by; a gateway of one's own may keep it in the path. */
function tokenOf({ pathname, search, searchParams }: URL): string {
  const path = /\/robot\/send/.test(pathname) ? '' : pathname + search
  return searchParams.get('access_token') || searchParams.get('session') || path
}
