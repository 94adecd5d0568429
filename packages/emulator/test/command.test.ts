import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { errcodeOf, hello, post, signed } from './help.ts'
import { find, run } from './tools.ts'

// Many processes or connections: slow where many tests run at once.
vi.setConfig({ testTimeout: 30_000 })

const dist = fileURLToPath(new URL('../dist/', import.meta.url))
const node = find('node') ?? process.execPath

interface Started {
  child: ChildProcess
  line(): Promise<string>
}

/** Starts the built command under the machine's own Node, on a free port. */
function command(flags: readonly string[], env: NodeJS.ProcessEnv = {}, file = 'bin.js'): Started {
  const child = spawn(node, [join(dist, file), '--port', '0', ...flags], {
    env: { PATH: process.env.PATH, ...env },
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]()
  return { child, line: async () => String((await lines.next()).value) }
}

function lastWord(line: string): string {
  return line.split(' ').at(-1) ?? ''
}

describe('dingbell-emulator', () => {
  it.each(['bin.js', 'bin.cjs'])(
    'starts from %s, prints the webhook to paste, and takes messages',
    async (file) => {
      const { line } = command([], {}, file)
      const [page, webhook] = [await line(), lastWord(await line())]
      expect(webhook).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/robot\/send\?access_token=\w+$/)
      expect(page).toBe(`页面: ${new URL(webhook).origin}/`)
      expect(await errcodeOf(webhook, hello)).toBe(0)
      expect(await line()).toBe('✓ default 46 B text 你好')
    },
  )

  it('takes an empty variable for none, and no for a switch that is off', async () => {
    const { line } = command([], {
      DINGBELL_EMULATOR_BAN_MS: '',
      DINGBELL_EMULATOR_ERRMSG_STYLE: ' ',
      DINGBELL_EMULATOR_LANG: '',
      DINGBELL_EMULATOR_JSON: '0',
      DINGBELL_EMULATOR_QUIET: 'false',
    })
    expect(await line()).toMatch(/^页面: /)
    expect(await errcodeOf(lastWord(await line()), hello)).toBe(0)
    expect(await line()).toMatch(/^✓ default /)
  })

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'ends cleanly on %s, a hanging call notwithstanding',
    async (signal) => {
      const { child, line } = command([])
      await line()
      const webhook = lastWord(await line())
      await fetch(`${new URL(webhook).origin}/api/faults`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: '{"kind":"hang"}',
      })
      const hanging = expect(post(webhook, hello)).rejects.toThrow()
      await line()
      child.kill(signal)
      expect(await once(child, 'exit')).toEqual([0, null])
      await hanging
    },
  )

  it('makes up a secret on request, shows it, and requires it', async () => {
    const { line } = command(['--secret', '--lang', 'en'])
    const [page, webhook, secret] = [await line(), lastWord(await line()), await line()]
    expect([page, secret]).toEqual([
      expect.stringMatching(/^page: /),
      expect.stringMatching(/^secret: SEC[0-9a-f]{64}$/),
    ])
    expect(await errcodeOf(webhook, hello)).toBe(310000)
    expect(await errcodeOf(signed(webhook, lastWord(secret), Date.now()), hello)).toBe(0)
  })

  it('does not print a secret that it was given', async () => {
    const { line } = command(['--secret', 'SECfake0given', '--json'])
    expect(await line()).not.toContain('SECfake0given')
  })

  it('takes everything from the environment too, and prints JSON', async () => {
    const env = {
      DINGBELL_EMULATOR_NAME: 'ops',
      DINGBELL_EMULATOR_TOKEN: 'faketoken',
      DINGBELL_EMULATOR_KEYWORDS: '报警,ALERT',
      DINGBELL_EMULATOR_PER_MINUTE: '1',
      DINGBELL_EMULATOR_JSON: '1',
    }
    const { line } = command([], env)
    const listening = JSON.parse(await line())
    expect(listening).toMatchObject({ event: 'listening', robots: [{ name: 'ops' }] })
    const [{ webhook }] = listening.robots
    expect(webhook).toMatch(/access_token=faketoken$/)
    expect(await errcodeOf(webhook, hello)).toBe(310000)
    const alert = { msgtype: 'text', text: { content: 'ALERT' } }
    expect([await errcodeOf(webhook, alert), await errcodeOf(webhook, alert)]).toEqual([0, 130101])
    expect(JSON.parse(await line())).toMatchObject({
      event: 'request',
      robot: 'ops',
      verdict: { rule: 'keyword' },
    })
  })

  it('reads several robots from a file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'dingbell-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const file = join(folder, 'robots.json')
    writeFileSync(file, JSON.stringify([{ perMinute: false }, { name: 'b', keywords: ['x'] }, {}]))
    const { line } = command(['--robots', file])
    await line()
    const robots = [await line(), await line(), await line()].map((text) => text.split(': ')[0])
    expect(robots).toEqual(['default', 'b', 'robot-3'])
  })

  it.each([
    [['--port', 'x'], 'expected a whole number'],
    [['--deny-with', 'x'], 'Allowed choices are alternate, body, merged, redirect'],
    [['--allow-ip', '1.2.3'], 'allowIps: expected IPv4 addresses'],
    [['--robots', '/nowhere.json'], '--robots: expected a readable file of JSON'],
    [
      ['--robots', 'x.json', '--token', 'x'],
      "'--robots <file>' cannot be used with option '--token <token>'",
    ],
    [['--nonsense'], "unknown option '--nonsense'"],
  ])('refuses %j in words and with exit code 1', async (flags, words) => {
    const failed = run(node, [join(dist, 'bin.js'), '--port', '0', ...flags])
    await expect(failed).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining(words) })
  })

  it('speaks Chinese unless the locale names another language', async () => {
    const help = async (env: NodeJS.ProcessEnv) =>
      (await run(node, [join(dist, 'bin.js'), '--help'], { env })).stdout
    expect(await help({ LANG: 'C.UTF-8' })).toContain('监听端口')
    expect(await help({ LANG: 'zh_CN.UTF-8' })).toContain('监听端口')
    expect(await help({ LANG: 'de_DE.UTF-8' })).toContain('port to listen on')
    expect(await help({ LANG: 'zh_CN.UTF-8', DINGBELL_EMULATOR_LANG: 'en' })).toContain('port to listen on')
  })
})

describe('the built package', () => {
  it.each([
    ['import', "const { startEmulator } = await import('@dingbell/emulator')"],
    [
      'require',
      "const { startEmulator } = (await import('node:module')).createRequire(import.meta.url)('@dingbell/emulator')",
    ],
  ])('works through %s under the Node of this machine', async (_, load) => {
    const script = `${load}
      const emulator = await startEmulator()
      const answer = await fetch(emulator.webhook(), { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"msgtype":"text","text":{"content":"x"}}' })
      const page = await fetch(emulator.url)
      console.log(await answer.text(), page.status, emulator.messages().length)
      await emulator.close()`
    const cwd = fileURLToPath(new URL('..', import.meta.url))
    const { stdout } = await run(node, ['--input-type=module', '-e', script], { cwd })
    expect(stdout).toBe('{"errcode":0,"errmsg":"ok"} 200 1\n')
  })
})
