import { beforeEach, expect, it } from 'vitest'
import { start } from '../../../test/help.ts'
import { need, run } from '../../../test/tools.ts'
import type { MessageBody } from '../wire/types.ts'
import { curlOfMessage, curlOfRequest } from './curl.ts'

const body: MessageBody = { msgtype: 'text', text: { content: 'it\'s "quoted" $HOME `id` \\n 你好\n%s' } }
const secret = 'SECfake+0/secret=='

beforeEach((context) => {
  need('curl', context)
  need('openssl', context)
})

async function robotOf(url: string) {
  const { robots } = JSON.parse(await (await fetch(`${url}/api/robots`)).text())
  return robots[0]
}

it.each([[undefined], [secret]])('sends the very message through a shell (secret: %s)', async (given) => {
  const emulator = await start({ robots: [{ secret: given }] })
  await shell(curlOfMessage(await robotOf(emulator.url), body))
  expect(emulator.messages().map((message) => message.body)).toEqual([body])
})

it('repeats a signed request with a fresh signature, however old the first one is', async () => {
  const emulator = await start({ robots: [{ secret }] })
  await shell(curlOfMessage(await robotOf(emulator.url), body))
  const [first] = emulator.requests()
  if (!first) throw new Error('nothing came')
  const stale = { ...first, url: first.url.replace(/timestamp=\d+/, 'timestamp=1700000000000') }
  await shell(curlOfRequest(stale, emulator.url, secret))
  expect(emulator.messages()).toHaveLength(2)
})

it('repeats a refused request with all its mistakes', async () => {
  const emulator = await start({ robots: [{ secret }] })
  await fetch(`${emulator.webhook()}&timestamp=1&sign=x%2By`, {
    method: 'PUT',
    body: '{"no',
    headers: { 'content-type': 'text/plain' },
  })
  const [first] = emulator.requests()
  if (!first) throw new Error('nothing came')
  await shell(curlOfRequest(first, emulator.url, secret))
  const [, again] = emulator.requests()
  expect(again).toMatchObject({ method: 'PUT', url: first.url, body: first.body, verdict: first.verdict })
  expect(again?.headers['content-type']).toBe('text/plain')
})

async function shell(command: string): Promise<void> {
  await run('sh', ['-c', command])
}
