import type { MessageBody, ReceivedRequest, RobotView } from '../wire/types.ts'

/** One call as curl makes it. */
interface CurlCall {
  url: string
  /** Set: the call signs itself afresh whenever it is run. */
  secret?: string | undefined
  method?: string
  contentType?: string | undefined
  body: string
}

/** A command for a POSIX shell with curl, and openssl where a signature is due. */
function curlOf({ url, secret, method = 'POST', contentType = 'application/json', body }: CurlCall): string {
  const address = secret ? `${quote(url)}"&timestamp=$TIMESTAMP&sign=$SIGN"` : quote(url)
  const parts = [`curl ${method === 'POST' ? '' : `-X ${quote(method)} `}${address}`]
  if (contentType) parts.push(`-H ${quote(`Content-Type: ${contentType}`)}`)
  if (body !== '' || method === 'POST') parts.push(`--data-raw ${quote(body)}`)
  return [...(secret ? signingLines(secret) : []), parts.join(' \\\n  ')].join('\n')
}

/** The command that sends a message through a robot. */
export function curlOfMessage({ webhook, secret }: RobotView, body: MessageBody): string {
  return curlOf({ url: webhook, secret, body: JSON.stringify(body) })
}

/**
 * The command that repeats a request. One that was signed well is signed anew, since a signature lasts an hour; a
 * request that was refused is repeated with all its mistakes.
 */
export function curlOfRequest(request: ReceivedRequest, origin: string, secret: string | undefined): string {
  const { method, url, headers, body, signature } = request
  const fresh = signature.valid === true && secret !== undefined
  return curlOf({
    url: origin + (fresh ? withoutSignature(url) : url),
    secret: fresh ? secret : undefined,
    method,
    contentType: headers['content-type']?.toString() ?? '',
    body,
  })
}

function signingLines(secret: string): string[] {
  return [
    `SECRET=${quote(secret)}`,
    'TIMESTAMP=$(date +%s000)',
    `SIGN=$(printf '%s\\n%s' "$TIMESTAMP" "$SECRET" | openssl dgst -sha256 -hmac "$SECRET" -binary | base64 | sed 's/+/%2B/g; s|/|%2F|g; s/=/%3D/g')`,
  ]
}

function withoutSignature(url: string): string {
  const [path = '', query = ''] = url.split('?')
  const rest = query.split('&').filter((pair) => !/^(?:timestamp|sign)=/.test(pair))
  return `${path}?${rest.join('&')}`
}

/** Nothing has a meaning inside single quotes; a single quote itself has to step outside. */
function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
