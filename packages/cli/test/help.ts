import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type RequestListener } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { createServer as createNetServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type EmulatedRobot, type Emulator, type EmulatorOptions, startEmulator } from '@dingbell/emulator'
import { onTestFinished } from 'vitest'

export const token = 'fa4e0000000000000000000000000000000000000000000000000000000000aa'
export const secret = `SEC${'fa4e5ec2e7'.repeat(6)}abcd`

/** An emulator with one robot, closed when the test ends. */
export async function emulate(robot: EmulatedRobot = {}, options: EmulatorOptions = {}): Promise<Emulator> {
  const emulator = await startEmulator({ robots: [{ token, ...robot }], ...options })
  onTestFinished(() => emulator.close())
  return emulator
}

/** What the environment of a command holds for this robot. */
export function envOf(emulator: Pick<Emulator, 'webhook'>, more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  return { DINGTALK_WEBHOOK: emulator.webhook(), ...more }
}

/** A file in a folder of its own, removed when the test ends. */
export function file(name: string, content: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'dingbell-cli-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

const fixture = (name: string) => fileURLToPath(new URL(`./fixtures/${name}`, import.meta.url))

/** A certificate for `localhost` that nobody has signed. Whoever names it as a root trusts it. */
export const certificate = fixture('localhost.cert.pem')

/** A server of the test's own; returns its port. A silent one takes connections and says nothing. */
export async function serve(
  listener: RequestListener,
  { silent = false, tls = false } = {},
): Promise<number> {
  const server = silent ? createNetServer() : tls ? createTlsServer(pair(), listener) : createServer(listener)
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => sockets.add(socket))
  onTestFinished(() => {
    server.close()
    for (const socket of sockets) socket.destroy()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address === 'object' && address !== null) return address.port
  throw new Error('no port')
}

function pair() {
  return { key: readFileSync(fixture('localhost.key.pem')), cert: readFileSync(certificate) }
}

interface Rules {
  secret?: string
  keyword?: string
}

/** A robot that looks at its security settings before the message, as the real one may do; its clock is ahead by `skewMs`. */
export function securityFirst(rules: Rules, skewMs = 0): RequestListener {
  return async (incoming, outgoing) => {
    const body = await bodyOf(incoming)
    const query = new URL(incoming.url ?? '', 'http://localhost').searchParams
    const now = Date.now() + skewMs
    const [errcode, errmsg] = verdict(rules, query, body, now)
    outgoing.setHeader('date', new Date(now).toUTCString())
    outgoing.setHeader('content-type', 'application/json').end(JSON.stringify({ errcode, errmsg }))
  }
}

function verdict(
  { keyword = '', secret }: Rules,
  query: URLSearchParams,
  body: string,
  now: number,
): [number, string] {
  const timestamp = query.get('timestamp') ?? ''
  if (query.get('access_token') !== token) return [300005, 'token is not exist']
  if (!body.includes(keyword)) return [310000, 'keywords not in content']
  if (secret !== undefined) {
    const sign = createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64')
    if (Math.abs(now - Number(timestamp)) > 3_600_000) return [310000, 'invalid timestamp']
    if (query.get('sign') !== sign) return [310000, 'sign not match']
  }
  return JSON.parse(body).markdown?.text === '' ? [400403, '缺少参数 markdown --》 text'] : [0, 'ok']
}

async function bodyOf(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

/** The webhook of a robot behind a server of the test's own. */
export function webhookAt(port: number, scheme = 'http', host = '127.0.0.1'): string {
  return `${scheme}://${host}:${port}/robot/send?access_token=${token}`
}
