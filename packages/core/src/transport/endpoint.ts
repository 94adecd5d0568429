import { createHash } from 'node:crypto'
import { optionError, refused } from '../errors.ts'
import { sign } from './sign.ts'

const dingTalk = 'https://oapi.dingtalk.com/robot/send'
const expected = 'the full webhook URL or the bare access token'

/** Where a robot's messages go. Holds the credential, and has no printable form. */
export class Endpoint {
  readonly #url: URL
  readonly #secret: string | undefined
  /** SHA-256 of the token, in hex: tells robots apart without naming their credential. */
  readonly identity: string

  /** @throws DingTalkError `ERR_DINGTALK_OPTIONS`, without quoting what came */
  constructor(webhook: string | URL, secret: string | undefined, allowHttp: boolean) {
    this.#url = parse(webhook, allowHttp)
    this.#secret = checkSecret(secret)
    this.identity = createHash('sha256').update(tokenOf(this.#url)).digest('hex')
  }

  /** The URL of one attempt, freshly signed. */
  url(nowMs: number): string {
    if (this.#secret === undefined) return this.#url.href
    const url = new URL(this.#url)
    const timestamp = Math.round(nowMs)
    url.searchParams.set('timestamp', String(timestamp))
    url.searchParams.set('sign', sign(timestamp, this.#secret))
    return url.href
  }

  /** The text without token, sign or secret; for whatever may have quoted the request. */
  scrub(text: string): string {
    return this.secrets
      .reduce((rest, secret) => rest.replaceAll(secret, '[redacted]'), text)
      .replace(/\b(access_token|session|sign)=[^&\s"'<>]+/gi, '$1=[redacted]')
  }

  /** What must never be shown, in every spelling in which it may turn up. */
  get secrets(): string[] {
    const plain = [tokenOf(this.#url), this.#url.href, this.#secret ?? '']
    return plain
      .flatMap((secret) => [secret, encodeURIComponent(secret)])
      .filter((secret) => secret.length > 3)
  }
}

function checkSecret(secret: unknown): string | undefined {
  if (secret === undefined || secret === null) return undefined
  if (typeof secret !== 'string') throw optionError('secret', 'a string', secret)
  return secret.trim() || undefined
}

function parse(webhook: unknown, allowHttp: boolean): URL {
  const given = webhook instanceof URL ? webhook.href : webhook
  if (typeof given !== 'string') throw optionError('webhook', expected, webhook)
  const trimmed = given.trim()
  if (/^[\w-]+$/.test(trimmed) && !/^(undefined|null)$/.test(trimmed)) {
    return new URL(`${dingTalk}?access_token=${trimmed}`)
  }
  if (!/^https?:\/\//i.test(trimmed) || /\s/.test(trimmed) || !URL.canParse(trimmed)) {
    throw optionError('webhook', expected, webhook)
  }
  return checkUrl(new URL(trimmed), allowHttp)
}

function checkUrl(url: URL, allowHttp: boolean): URL {
  if (url.protocol === 'http:' && !allowHttp && !isLoopback(url.hostname)) {
    throw refused('webhook', 'https (or allowHttp: true, where the way is trusted)', 'http')
  }
  if (url.username || url.password)
    throw refused('webhook', 'a URL without user and password', 'one with them')
  const dingTalkPath = /\/robot\/send(BySession)?\/?$/.exec(url.pathname)
  const name = dingTalkPath?.[1] ? 'session' : 'access_token'
  if (dingTalkPath && !url.searchParams.get(name)) throw refused('webhook', `a URL with ${name}=…`, 'none')
  // A pasted URL may carry an old signature: appending to it would grow it, and the old one would win.
  url.searchParams.delete('timestamp')
  url.searchParams.delete('sign')
  url.hash = ''
  return url
}

/** A gateway may keep the key in its path: then the whole URL is the credential. */
function tokenOf(url: URL): string {
  return url.searchParams.get('access_token') || url.searchParams.get('session') || url.href
}

/** Whether the host is this machine, by name or by address. */
function isLoopback(hostname: string): boolean {
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]' ||
    /^127(\.\d+){3}$/.test(hostname)
  )
}
