import { readFileSync } from 'node:fs'
import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'

/** One request as it reached the server. */
export interface Received {
  body: string
  msgUuid: string
  text: string
  /** What the request was signed for, in ms since 1970. */
  timestamp: number
}

/** What a server does with one request. */
export interface Reaction {
  /** Cuts the connection before anything was read. */
  refuse?(socket: Socket): void
  /** Answers, or does not. `stuck` says that nothing more will come by itself. */
  react?(response: ServerResponse, stuck: () => void): void
  /** Whether the message stands in the chat, whatever its sender hears of it. */
  shows?: boolean
}

/** An answer with this status, body and headers. */
export function answers(
  status: number,
  body: string,
  headers: Record<string, string> = {},
  shows = false,
): Reaction {
  const type = body.startsWith('<') ? 'text/html' : 'application/json'
  return {
    shows,
    react: (response) => response.writeHead(status, { 'content-type': type, ...headers }).end(body),
  }
}

/** DingTalk's refusal by code. */
export function refuses(errcode: number | string, errmsg: string): Reaction {
  return answers(200, JSON.stringify({ errcode, errmsg }))
}

const good = answers(200, '{"errcode":0,"errmsg":"ok"}', {}, true)

/** A server on loopback that reacts by a list, once for each request, and is well from then on. */
export class Wire {
  readonly requests: Received[] = []
  /** What stands in the chat; DingTalk shows a `msgUuid` once. */
  readonly chat = new Map<string, Received>()
  /** Connections that were cut before anything was read. */
  cut = 0
  /** The server's clock, in ms since 1970. */
  now: () => number = Date.now
  /** Told when the request that came last gets nothing more. */
  onStuck: () => void = () => {}
  readonly #server: Server
  readonly #scheme: string
  readonly #reactions: Reaction[]

  constructor(reactions: readonly Reaction[], secure = false) {
    this.#reactions = [...reactions]
    this.#scheme = secure ? 'https' : 'http'
    this.#server = secure ? createSecureServer(untrusted(), this.#receive) : createServer(this.#receive)
    this.#server.on('connection', (socket) => this.#admit(socket))
  }

  async open(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
    return this
  }

  get webhook(): string {
    const { port } = this.#server.address() as AddressInfo
    return `${this.#scheme}://127.0.0.1:${port}/robot/send?access_token=fa4e-token-of-the-wire`
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  #admit(socket: Socket): void {
    const refuse = this.#reactions[0]?.refuse
    if (!refuse) return
    this.#reactions.shift()
    this.cut += 1
    refuse(socket)
  }

  readonly #receive: RequestListener = async (request, response) => {
    let body = ''
    for await (const chunk of request.setEncoding('utf8')) body += chunk
    const { markdown, msgUuid } = JSON.parse(body)
    const timestamp = Number(new URL(request.url ?? '', this.webhook).searchParams.get('timestamp'))
    const received = { body, msgUuid, text: markdown.text, timestamp }
    this.requests.push(received)
    const reaction = this.#reactions.shift() ?? good
    if (reaction.shows && !this.chat.has(msgUuid)) this.chat.set(msgUuid, received)
    // A connection each: a list of reactions is then a list of connections, too.
    response.setHeader('connection', 'close').setHeader('date', new Date(this.now()).toUTCString())
    reaction.react?.(response, this.onStuck)
  }
}

function untrusted(): { key: string; cert: string } {
  const pem = readFileSync(new URL('../fixtures/self-signed-test-only.pem', import.meta.url), 'utf8')
  return { key: pem, cert: pem }
}
