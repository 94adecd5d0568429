import { createHmac } from 'node:crypto'
import { onTestFinished } from 'vitest'
import { type Clock, type Emulator, type EmulatorOptions, startEmulator } from '../src/index.ts'

/** A clock that stands still until it is told to move. */
export class FakeClock implements Clock {
  time = Date.UTC(2026, 10, 22, 4)

  now(): number {
    return this.time
  }

  pass(ms: number): void {
    this.time += ms
  }
}

/** An emulator that is closed when the test ends. */
export async function start(options?: EmulatorOptions): Promise<Emulator> {
  const emulator = await startEmulator(options)
  onTestFinished(() => emulator.close())
  return emulator
}

export interface Answer {
  status: number
  text: string
  json: { errcode?: unknown; errmsg?: string; [name: string]: unknown }
}

/** Posts JSON as a robot client does; `body` is sent as it stands when it is text. */
export async function post(url: string, body: unknown, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    redirect: 'manual',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    ...init,
  })
  const text = await response.text()
  return { status: response.status, text, json: parse(text) }
}

function parse(text: string): Answer['json'] {
  try {
    return JSON.parse(text)
  } catch {
    return {}
  }
}

export async function errcodeOf(url: string, body: unknown, init?: RequestInit): Promise<unknown> {
  return (await post(url, body, init)).json.errcode
}

export const hello = { msgtype: 'text', text: { content: '你好' } }

/** A webhook with its signature, made as DingTalk's documentation says. */
export function signed(webhook: string, secret: string, timestamp: number): string {
  const sign = createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64')
  return `${webhook}&timestamp=${timestamp}&sign=${encodeURIComponent(sign)}`
}

export async function getJson(url: string): Promise<Record<string, unknown>> {
  return JSON.parse(await (await fetch(url)).text())
}
