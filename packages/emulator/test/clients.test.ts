import ChatBot from 'dingtalk-robot-sender'
import { describe, expect, it, vi } from 'vitest'
import { hello, signed, start } from './help.ts'
import { need, run } from './tools.ts'

// Many processes or connections: slow where many tests run at once.
vi.setConfig({ testTimeout: 30_000 })

const secret = 'SECfake0secret'
const url = 'https://example.com/'

const python = `
import base64, hashlib, hmac, json, sys, time, urllib.parse, urllib.request
webhook, secret = sys.argv[1:]
timestamp = str(round(time.time() * 1000))
digest = hmac.new(secret.encode(), f'{timestamp}\\n{secret}'.encode(), hashlib.sha256).digest()
query = urllib.parse.urlencode({'timestamp': timestamp, 'sign': base64.b64encode(digest)})
body = json.dumps({'msgtype': 'text', 'text': {'content': '来自 Python'}}).encode()
request = urllib.request.Request(f'{webhook}&{query}', body, {'Content-Type': 'application/json'})
print(urllib.request.urlopen(request).read().decode())
`

describe('dingtalk-robot-sender', () => {
  it('delivers every kind it builds, signed', async () => {
    const emulator = await start({ robots: [{ secret }] })
    const bot = new ChatBot({ webhook: emulator.webhook(), secret })
    const answers = [
      await bot.text('hi @10000000001', { atMobiles: ['10000000001'], isAtAll: false }),
      await bot.link({ title: 't', text: 'x', messageUrl: url, picUrl: '' }),
      await bot.markdown('t', '# x', { isAtAll: true }),
      await bot.actionCard({ title: 't', text: 'x', btns: [{ title: 'go', actionURL: url }] }),
      await bot.feedCard([{ title: 't', messageURL: url, picURL: url }]),
    ]
    expect(answers.map(({ data }) => data)).toEqual(Array(5).fill({ errcode: 0, errmsg: 'ok' }))
    const kinds = emulator.messages().map(({ msgtype }) => msgtype)
    expect(kinds).toEqual(['text', 'link', 'markdown', 'actionCard', 'feedCard'])
    expect(emulator.requests().every(({ signature }) => signature.valid)).toBe(true)
  })

  it('is refused the single-button card whose button it loses', async () => {
    const emulator = await start()
    const bot = new ChatBot({
      baseUrl: `${emulator.url}/robot/send`,
      accessToken: tokenOf(emulator.webhook()),
    })
    const { data } = await bot.actionCard({ title: 't', text: 'x', singleTitle: 'go', singleURL: url })
    expect(data.errcode).toBe(400504)
    expect(emulator.messages()).toEqual([])
  })

  it('is refused with the wrong secret', async () => {
    const emulator = await start({ robots: [{ secret }] })
    const { data } = await new ChatBot({ webhook: emulator.webhook(), secret: 'SECother' }).text('hi')
    expect(data.errcode).toBe(310000)
  })
})

describe('other languages', () => {
  it('Python 3 with urllib delivers, signed', async (context) => {
    const program = need('python3', context)
    const emulator = await start({ robots: [{ secret }] })
    const { stdout } = await run(program, ['-c', python, emulator.webhook(), secret])
    expect(JSON.parse(stdout)).toEqual({ errcode: 0, errmsg: 'ok' })
    expect(emulator.messages()).toMatchObject([{ body: { text: { content: '来自 Python' } } }])
  })

  it('curl delivers, signed', async (context) => {
    const program = need('curl', context)
    const emulator = await start({ robots: [{ secret }] })
    const webhook = signed(emulator.webhook(), secret, Date.now())
    const header = ['-H', 'Content-Type: application/json']
    const { stdout } = await run(program, ['-sS', webhook, ...header, '-d', JSON.stringify(hello)])
    expect(JSON.parse(stdout)).toEqual({ errcode: 0, errmsg: 'ok' })
    expect(emulator.messages()).toMatchObject([{ body: hello }])
  })
})

function tokenOf(webhook: string): string {
  return new URL(webhook).searchParams.get('access_token') ?? ''
}
