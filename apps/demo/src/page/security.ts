import type { IncomingMessage, ServerResponse } from 'node:http'

/** Nothing from elsewhere, nothing inline: what a message holds can neither run nor call home. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

/**
 * Keeps other web sites out: the buttons can write into a real group, so neither a foreign page's form nor a foreign host
 * name that was bound to this machine may press them.
 */
export function guard(request: IncomingMessage, response: ServerResponse, next: () => void): void {
  const { host = '', origin } = request.headers
  const isForeign = origin !== undefined && hostOf(origin) !== host
  if (isForeign || !/^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(host)) {
    response.writeHead(403, { 'content-type': 'application/json' })
    response.end(
      JSON.stringify({ statusCode: 403, message: 'Only this machine and this page may call the demo.' }),
    )
    return
  }
  response.setHeader('content-security-policy', policy)
  response.setHeader('x-content-type-options', 'nosniff')
  // With no-referrer a form without script would be sent as if from nowhere.
  response.setHeader('referrer-policy', 'same-origin')
  next()
}

/** With its port: another application on this machine is another origin too. */
function hostOf(origin: string): string {
  return URL.canParse(origin) ? new URL(origin).host : ''
}
