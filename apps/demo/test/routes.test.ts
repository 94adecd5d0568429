import { readFileSync } from 'node:fs'
import { request } from 'node:http'
import { startEmulator } from '@dingbell/emulator'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { spawnDemo, urlOf } from './run-demo.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

/** Method and path of each command in a README. */
function commandsIn(readme: string): string[] {
  const text = readFileSync(new URL(`../${readme}`, import.meta.url), 'utf8')
  const commands = text.matchAll(/^curl (-X POST )?(?:-N )?'?http:\/\/127\.0\.0\.1:3000(\/[^'\s]*)/gm)
  return [...commands].map(([, post, path]) => `${post ? 'POST' : 'GET'} ${path}`)
}

const post = (url: string, headers: Record<string, string> = {}) => fetch(url, { method: 'POST', headers })

describe('with an emulated group', () => {
  const demo = spawnDemo([], {})
  let url = ''
  beforeAll(async () => {
    url = await urlOf(demo)
  })
  afterAll(() => demo.stop())

  it('documents the same commands in both languages, and all that the page can do', async () => {
    const commands = commandsIn('README.md')
    expect(commandsIn('README.zh-CN.md')).toEqual(commands)
    const html = await (await fetch(url)).text()
    const buttons = [...html.matchAll(/action="([^"]+)"/g)].map(([, path]) => `POST ${path}`)
    expect(buttons).toHaveLength(16)
    const documented = commands.map((command) => command.replace('?seconds=10', ''))
    expect(documented.filter((command) => command.startsWith('POST')).sort()).toEqual(buttons.sort())
  })

  it('answers every documented command as documented', async () => {
    const statuses: Record<string, number> = {}
    for (const command of commandsIn('README.md')) {
      const [method = '', path = ''] = command.split(' ')
      const answer = await fetch(`${url}${path}`, { method, headers: { 'accept-language': 'en' } })
      statuses[command] = answer.status
      const isJson = answer.headers.get('content-type')?.startsWith('application/json')
      if (method === 'POST' && answer.ok)
        expect(await answer.json()).toMatchObject({ ok: true, done: expect.stringMatching(/\w/) })
      else if (isJson) await answer.json()
      else await answer.body?.cancel()
    }
    const unusual = Object.entries(statuses).filter(([, status]) => status !== 200 && status !== 202)
    // The second storm comes while the first one goes on.
    expect(Object.fromEntries(unusual)).toEqual({
      'POST /fail/controller': 500,
      'POST /storm?fatal=true': 409,
    })
  })

  it('says what was done in the language of whoever asks', async () => {
    const inChinese = await (await post(`${url}/fail/cron`, { 'accept-language': 'zh-CN,en' })).json()
    expect(inChinese).toMatchObject({ done: expect.stringContaining('群里') })
    const asStarted = await (await post(`${url}/fail/cron`)).json()
    expect(asStarted).toMatchObject({ done: expect.stringContaining('the group') })
  })

  it.each([
    ['/send/fax', 404, 'kind: expected text, link, markdown, card, buttons, feed'],
    ['/reminders?seconds=soon', 400, 'seconds: expected a whole number from 1 to 3600, got soon'],
    ['/reminders?seconds=0', 400, 'seconds: expected a whole number from 1 to 3600, got 0'],
  ])('refuses %s with %i and says what it expected', async (path, status, message) => {
    const answer = await post(`${url}${path}`)
    expect(answer.status).toBe(status)
    expect(await answer.json()).toMatchObject({ message })
  })

  it('lets no other web site press its buttons', async () => {
    const before = await messagesOf(url)
    for (const origin of ['https://example.com', 'null', `${url}0`]) {
      expect((await post(`${url}/send/text`, { origin })).status).toBe(403)
    }
    // fetch would not send a foreign host name.
    const rebound = request(`${url}/send/text`, { method: 'POST', headers: { host: 'example.com' } }).end()
    const status = await new Promise((resolve) =>
      rebound.on('response', (answer) => resolve(answer.statusCode)),
    )
    expect(status).toBe(403)
    expect((await post(`${url}/send/text`, { origin: url })).status).toBe(200)
    const texts = (await messagesOf(url)).filter((id) => !before.includes(id))
    expect(texts).toHaveLength(1)
  })

  it('lets nothing run in the page but its own script', async () => {
    const answer = await fetch(url)
    const policy = answer.headers.get('content-security-policy')
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toContain('unsafe')
    expect(await answer.text()).not.toMatch(
      /<script(?! type="module" src="\/assets\/app.js">)|style=|onclick=/,
    )
  })

  it('remembers language and theme in a cookie, and knows no others', async () => {
    const chosen = await fetch(`${url}/?lang=zh&theme=dark`, { redirect: 'manual' })
    expect(chosen.status).toBe(303)
    const cookie = chosen.headers.getSetCookie().map((each) => each.split(';')[0])
    expect(cookie).toEqual(['dingbell-lang=zh', 'dingbell-theme=dark'])
    const html = await (await fetch(url, { headers: { cookie: cookie.join('; ') } })).text()
    expect(html).toContain('<html lang="zh-CN" data-theme="dark">')
    const odd = await fetch(`${url}/?lang=%22%3E&theme=neon`, { redirect: 'manual' })
    expect(odd.status).toBe(200)
  })
})

it('shows no chat and takes nothing down where the group is real', async ({ onTestFinished }) => {
  const group = await startEmulator()
  onTestFinished(() => group.close())
  const demo = spawnDemo([], { DINGTALK_WEBHOOK: group.webhook() })
  onTestFinished(() => demo.stop())
  const url = await urlOf(demo)
  const html = await (await fetch(url)).text()
  expect(html).toContain('Messages go to your DingTalk group.')
  expect(html).not.toContain('/dingtalk/down')
  expect(html).not.toContain('access_token')
  expect((await post(`${url}/dingtalk/down`)).status).toBe(409)
  const sent = group.messages().length
  expect((await post(`${url}/send/markdown`)).status).toBe(200)
  expect(group.messages()).toHaveLength(sent + 1)
})

/** The text messages that the group has. */
async function messagesOf(url: string): Promise<number[]> {
  const state: unknown = await (await fetch(`${url}/state`)).json()
  const messages: unknown =
    typeof state === 'object' && state !== null && 'messages' in state ? state.messages : []
  if (!Array.isArray(messages)) return []
  return messages.filter(({ msgtype }) => msgtype === 'text').map(({ id }) => Number(id))
}
