import { nodeCrypto } from '../builtins.ts'
import { check } from '../errors.ts'
import { fieldsOf } from '../fields.ts'
import { sign } from './sign.ts'

const dingTalk = 'https://oapi.dingtalk.com/robot/send?access_token='
/** By https, or to this very machine. */
const secure = /^(https:|http:\/\/(127(\.\d+){3}|\[::1\]|([^/]+\.)?localhost)[:/])/
const expected = 'an https URL with access_token (http: allowHttp), or the token'

/** Where a robot's messages go. Holds the credential, and has no printable form. */
export class Endpoint {
  readonly #url: URL
  readonly #secret: string
  readonly #token: string
  /** SHA-256 of the token, in hex: tells robots apart without naming their credential. */
  readonly identity: string

  /** @throws DingTalkError `ERR_DINGTALK_OPTIONS`, without quoting what came */
  constructor(webhook: string | URL, secret: string | undefined, allowHttp: boolean | undefined) {
    const url = parse(webhook, allowHttp)
    check(url !== undefined, 'webhook', expected, webhook)
    check(secret === undefined || typeof secret === 'string', 'secret', 'a string', secret)
    // A pasted URL may carry an old signature: appending to it would grow it, and the old one would win.
    url.searchParams.delete('timestamp')
    url.searchParams.delete('sign')
    this.#url = url
    this.#secret = secret?.trim() ?? ''
    this.#token = tokenOf(url)
    const known = this.#token.startsWith('/') ? url.href : this.#token
    this.identity = nodeCrypto().createHash('sha256').update(known).digest('hex')
  }

  /** What one attempt needs: the URL, freshly signed, and what must not be shown of it, in every spelling. */
  sign(timestampMs: number): { url: string; secrets: readonly string[] } {
    const url = new URL(this.#url)
    const signature = sign(timestampMs, this.#secret)
    if (this.#secret) {
      url.searchParams.set('timestamp', `${timestampMs}`)
      url.searchParams.set('sign', signature)
    }
    const secrets = [this.#token, this.#secret, signature]
      .flatMap((secret) => [secret, encodeURIComponent(secret)])
      .filter((secret) => secret.length > 3)
    return { url: url.href, secrets }
  }
}

function parse(webhook: unknown, allowHttp: boolean | undefined): URL | undefined {
  const given = fieldsOf(webhook).href ?? webhook
  const trimmed = typeof given === 'string' ? given.trim() : ''
  const href = /^[\w-]+$/.test(trimmed) ? dingTalk + trimmed : trimmed
  if (!/^https?:\/\/[^\s@]+$/i.test(href) || !URL.canParse(href)) return undefined
  const url = new URL(href)
  return tokenOf(url) && (allowHttp || secure.test(url.href)) ? url : undefined
}

/** What the server knows the robot by; a gateway of one's own may keep it in the path. */
function tokenOf({ pathname, search, searchParams }: URL): string {
  const path = /^\/?$|\/robot\/send/.test(pathname) ? '' : pathname + search
  return searchParams.get('access_token') || searchParams.get('session') || path
}
