import { createHmac } from 'node:crypto'
import { existsSync } from 'node:fs'
import { describe, expect, it, vi } from 'vitest'
import { dingbell } from './cli.ts'
import { emulate, envOf, file, secret, token } from './help.ts'

// Each test starts processes: slow where many tests run at once.
vi.setConfig({ testTimeout: 60_000 })

const page = 'https://example.com/1'
const picture = 'https://example.com/1.png'

describe('dingbell send', () => {
  it.each([
    [
      ['text', 'Deployed', '--at', '10000000001,10000000002', '--at-all'],
      { msgtype: 'text', at: { atMobiles: ['10000000001', '10000000002'], isAtAll: true } },
    ],
    [
      ['markdown', '# Report', '--title', 'Weekly', '--at-user', 'user1'],
      { markdown: { title: 'Weekly' }, at: { atUserIds: ['user1'] } },
    ],
    [
      ['link', 'Tap', '--title', 'Failed', '--url', page, '--pic', picture],
      { link: { title: 'Failed', text: 'Tap', messageUrl: page, picUrl: picture } },
    ],
    [
      ['card', 'Back?', '--button', `Yes=${page}`, '--button', `No=${page}`],
      { actionCard: { btns: [{ title: 'Yes' }, { title: 'No' }] } },
    ],
    [
      ['feed', 'a', page, picture],
      { feedCard: { links: [{ title: 'a', messageURL: page, picURL: picture }] } },
    ],
  ])('sends %j, signed', async (args, body) => {
    const emulator = await emulate({ secret })
    const env = envOf(emulator, { DINGTALK_SECRET: secret })
    const ended = await dingbell(['send', ...args], { env })
    expect(ended).toMatchObject({ code: 0, stderr: '' })
    expect(ended.stdout).toMatch(/^✓ delivered to robot-[0-9a-f]{8} \(\d+ bytes\)\n$/)
    expect(emulator.messages()).toMatchObject([{ body }])
  })

  it('speaks Chinese where the locale does', async () => {
    const env = envOf(await emulate(), { LANG: 'zh_CN.UTF-8' })
    expect((await dingbell(['send', 'text', 'x'], { env })).stdout).toContain('✓ 已送达')
    expect((await dingbell(['send', 'text', 'x', '--lang', 'en'], { env })).stdout).toContain('✓ delivered')
  })

  it('takes the text from a pipe or a file', async () => {
    const emulator = await emulate()
    const env = envOf(emulator)
    await dingbell(['send', 'markdown'], { env, input: '# 周报\n\n正文\n' })
    await dingbell(['send', 'text', '--file', file('text.txt', '来自文件\n')], { env })
    const json = JSON.stringify([{ title: 'a', messageUrl: page, picUrl: picture }])
    await dingbell(['send', 'feed', '-f', '-'], { env, input: json })
    expect(emulator.messages().map(({ body }) => body)).toMatchObject([
      { markdown: { title: '周报', text: '# 周报\n\n正文' } },
      { text: { content: '来自文件' } },
      { feedCard: { links: [{ title: 'a' }] } },
    ])
  })

  it('adds a keyword where none is contained', async () => {
    const emulator = await emulate({ keywords: ['报警'] })
    const env = envOf(emulator, { DINGTALK_KEYWORDS: '报警，ALERT' })
    expect(await dingbell(['send', 'text', 'x'], { env })).toMatchObject({ code: 0 })
    expect(emulator.messages()[0]?.body.text?.content).toContain('报警')
  })

  it('reads the robot from a file, which is taken alone', async () => {
    const emulator = await emulate({ secret })
    const path = file('.env', `DINGTALK_WEBHOOK=${emulator.webhook()}\nDINGTALK_SECRET=${secret}\n`)
    const env = {
      DINGTALK_WEBHOOK: 'http://127.0.0.1:1/robot/send?access_token=fa4eother',
      DINGTALK_SECRET: 'SECother',
    }
    const ended = await dingbell(['send', 'text', 'x', '--env-file', path], { env, secrets: [token, secret] })
    expect(ended).toMatchObject({ code: 0 })
  })

  it('prints one line of JSON on request', async () => {
    const emulator = await emulate()
    const { stdout } = await dingbell(['send', 'text', 'x', '--json', '--msg-uuid', 'mine'], {
      env: envOf(emulator),
    })
    expect(JSON.parse(stdout)).toEqual({
      ok: true,
      robot: expect.stringMatching(/^robot-[0-9a-f]{8}$/),
      msgUuid: 'mine',
      attempts: 1,
      bytes: emulator.messages()[0]?.bytes,
      sentAt: expect.any(Number),
    })
    expect(emulator.messages()[0]?.msgUuid).toBe('mine')
  })

  it('tries again, as often as it may', async () => {
    const emulator = await emulate()
    emulator.fail({ kind: 'busy', times: 1 })
    const { stdout } = await dingbell(['send', 'text', 'x'], { env: envOf(emulator) })
    expect(stdout).toContain('attempt 2')
    expect(emulator.requests()).toHaveLength(2)
  })

  it('ends by itself once the answer is there, and not before, with nobody to keep it', async () => {
    const emulator = await emulate()
    emulator.fail({ kind: 'slow', delayMs: 500 })
    expect(await dingbell(['send', 'text', 'x'], { env: envOf(emulator) })).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('delivered'),
    })
  })
})

describe('dingbell send --dry-run', () => {
  it('prints the very request, signed and masked, and sends nothing', async () => {
    const emulator = await emulate({ secret })
    const env = envOf(emulator, { DINGTALK_SECRET: secret })
    const { code, stdout } = await dingbell(['send', 'text', 'x', '--dry-run', '--msg-uuid', 'mine'], { env })
    expect(code).toBe(0)
    expect(stdout).toMatch(
      /^POST http:\/\/127\.0\.0\.1:\d+\/robot\/send\?access_token=\*\*\*&timestamp=\d{13}&sign=\*\*\*\n/,
    )
    expect(stdout).toContain('content-type: application/json\n')
    expect(stdout).toContain('"content": "x"')
    expect(stdout).toContain('"msgUuid": "mine"')
    expect(stdout).toContain('signed with DINGTALK_SECRET (***)')
    expect(emulator.requests()).toEqual([])
  })

  it('takes no slot from those who send on this host', async () => {
    const stateDir = `${file('x', '')}.state`
    const env = envOf(await emulate(), { DINGBELL_STATE_DIR: stateDir })
    expect(await dingbell(['send', 'text', 'x', '--dry-run'], { env })).toMatchObject({ code: 0 })
    expect(existsSync(stateDir)).toBe(false)
    await dingbell(['send', 'text', 'x'], { env })
    expect(existsSync(stateDir)).toBe(true)
  })

  it('prints JSON, without the sign that the timestamp would give away', async () => {
    const env = envOf(await emulate(), { DINGTALK_SECRET: secret })
    const { stdout } = await dingbell(['send', 'text', '你好', '--dry-run', '--json', '--msg-uuid', 'm'], {
      env,
    })
    const shown = JSON.parse(stdout)
    expect(shown).toMatchObject({ ok: true, dryRun: true, method: 'POST', signed: true })
    expect(shown.body).toEqual({ msgtype: 'text', text: { content: '你好' }, msgUuid: 'm' })
    expect(shown.bytes).toBe(Buffer.byteLength(JSON.stringify(shown.body)))
    const timestamp = new URL(shown.url).searchParams.get('timestamp') ?? ''
    const sign = createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64')
    expect(stdout).not.toContain(sign)
    expect(stdout).not.toContain(encodeURIComponent(sign))
  })

  it('masks a credential in the message as well', async () => {
    const env = envOf(await emulate(), { DINGTALK_SECRET: secret })
    const { stdout } = await dingbell(['send', 'text', `key ${secret} of ${token}`, '--dry-run'], { env })
    expect(stdout).toContain('"key *** of ***"')
  })

  it('refuses what sending would refuse', async () => {
    const env = envOf(await emulate())
    expect(await dingbell(['send', 'text', ' ', '--dry-run'], { env })).toMatchObject({ code: 2 })
    expect(await dingbell(['send', 'text', 'x'.repeat(20_001), '--dry-run'], { env })).toMatchObject({
      code: 25,
    })
  })
})

describe('a wrong command line', () => {
  it.each([
    [
      ['send', 'text', 'x', `--webhook=https://h/robot/send?access_token=${token}`],
      "unknown option '--webhook=https://h/robot/send?access_token=***'",
    ],
    [['send', 'text', 'x', '--secret', secret], "unknown option '--secret'"],
    [[secret], "unknown command 'SEC***'"],
    [['send', 'txt'], "unknown command 'txt'"],
    [['send', 'text', 'x', '--timeout', secret], "argument 'SEC***' is invalid"],
    [['send', 'text', 'x', '--attempts', '0'], '1 … 100'],
    [['send', 'link', 'x'], '--url: expected'],
    [['send', 'link', 'x', '--at', '1'], "unknown option '--at'"],
    [['send', 'card', 'x'], '--button'],
    [['send', 'text', 'x', '--at', 'a b'], '--at: expected'],
    [['send'], 'Usage: dingbell send'],
    [['tail', '--pattern', '('], '--pattern: not a regular expression'],
  ])('%j ends with 2 and says why, quoting no credential', async (args, words) => {
    const env = { DINGTALK_WEBHOOK: 'http://127.0.0.1:1/robot/send?access_token=fa4eunused' }
    const ended = await dingbell(args, { env, secrets: [token, secret] })
    expect(ended.code).toBe(2)
    expect(ended.stderr).toContain(words)
    expect(ended.stdout).toBe('')
  })

  it('names a file of variables that cannot be read', async () => {
    const { code, stderr } = await dingbell(['send', 'text', 'x', '--env-file', '/nowhere/.env'])
    // Node 20 looks for this option itself, behind the script as well, and then ends with a code of its own.
    expect([2, 9]).toContain(code)
    expect(stderr).toContain('/nowhere/.env')
  })

  it('says so in Chinese, and in JSON', async () => {
    const { stderr } = await dingbell(['send', 'text', '--nix', '--lang', 'zh'])
    expect(stderr).toBe("✗ 没有这个选项：unknown option '--nix'\n")
    const { code, stdout } = await dingbell(['send', 'text', 'x', '--json'])
    expect([code, JSON.parse(stdout)]).toMatchObject([
      2,
      { ok: false, exitCode: 2, code: 'ERR_DINGBELL_USAGE' },
    ])
  })
})
