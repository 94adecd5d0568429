import type { Fault } from '@dingbell/emulator'
import { describe, expect, it, vi } from 'vitest'
import { dingbell, start } from './cli.ts'
import { certificate, emulate, envOf, secret, securityFirst, serve, token, webhookAt } from './help.ts'

// Each test starts processes: slow where many tests run at once.
vi.setConfig({ testTimeout: 60_000 })

const once = ['send', 'text', 'x', '--attempts', '1', '--json']
const run = async (args: readonly string[], env: NodeJS.ProcessEnv) => {
  const { code, stdout } = await dingbell(args, { env })
  return { code, said: JSON.parse(stdout) }
}

describe('the exit code of dingbell send', () => {
  it.each<[string, number, string, Partial<Fault> & Pick<Fault, 'kind'>]>([
    ['throttled', 20, 'THROTTLED', { kind: 'throttled' }],
    ['throttled by a redirect', 20, 'THROTTLED', { kind: 'redirect' }],
    ['the quota is used up', 21, 'QUOTA', { kind: 'quota' }],
    ['the robot was stopped', 23, 'TOKEN', { kind: 'answer', errcode: 400102, errmsg: '机器人已停用' }],
    ['a field is refused', 24, 'INVALID', { kind: 'answer', errcode: 400402, errmsg: '缺少参数' }],
    ['no DingTalk at all', 24, 'INVALID', { kind: 'html', status: 404 }],
    [
      'too large for the server',
      25,
      'TOO_LARGE',
      { kind: 'answer', errcode: 460101, errmsg: 'message too long' },
    ],
    ['unsafe content', 26, 'CONTENT', { kind: 'answer', errcode: 430102, errmsg: '不合适的文本' }],
    ['busy', 27, 'TRANSIENT', { kind: 'busy' }],
    ['a broken server', 27, 'TRANSIENT', { kind: 'http500' }],
    ['an answer cut in half', 28, 'AMBIGUOUS', { kind: 'truncated' }],
    ['a connection cut', 28, 'AMBIGUOUS', { kind: 'reset' }],
  ])('%s: %i', async (_, exitCode, error, fault) => {
    const emulator = await emulate()
    emulator.fail(fault)
    const { code, said } = await run(once, envOf(emulator))
    expect(code).toBe(exitCode)
    expect(said).toMatchObject({
      ok: false,
      exitCode,
      code: `ERR_DINGTALK_${error}`,
      msgUuid: expect.any(String),
    })
    expect(said.what).toBeTruthy()
    expect(said.fix).toBeTruthy()
  })

  it.each([
    ['a wrong secret', { secret }, { DINGTALK_SECRET: 'SECfake0wrong0fake0wrong0' }, 'sign'],
    ['no secret', { secret }, {}, 'sign'],
    ['no keyword', { keywords: ['报警'] }, {}, 'keyword'],
    ['a foreign address', { allowIps: ['10.0.0.1'] }, {}, 'ip'],
  ] as const)('refused for %s: 22', async (_, robot, env, reason) => {
    const { code, said } = await run(once, envOf(await emulate(robot), env))
    expect([code, said.code, said.reason]).toEqual([22, 'ERR_DINGTALK_SECURITY', reason])
  })

  it('a clock that is two hours off: 22, and by how much', async () => {
    const port = await serve(securityFirst({ secret }, 2 * 3_600_000))
    const env = { DINGTALK_WEBHOOK: webhookAt(port), DINGTALK_SECRET: secret }
    const { code, stderr } = await dingbell(['send', 'text', 'x', '--attempts', '1'], { env })
    expect(code).toBe(22)
    expect(stderr).toMatch(/this machine's clock is 7,(199|200) s behind the server's/)
    // With a second attempt the message is signed by the server's clock.
    expect(await dingbell(['send', 'text', 'x'], { env })).toMatchObject({ code: 0 })
  })

  it('the time of the emulator, two hours ahead: 22', async () => {
    const emulator = await emulate({ secret }, { clock: { now: () => Date.now() + 2 * 3_600_000 } })
    const { code, said } = await run(once, envOf(emulator, { DINGTALK_SECRET: secret }))
    expect([code, said.reason]).toEqual([22, 'timestamp'])
  })

  it('banned for the 21st message of a minute: 20, and how long to wait', async () => {
    const emulator = await emulate({ perMinute: 1 })
    expect(await dingbell(['send', 'text', 'x'], { env: envOf(emulator) })).toMatchObject({ code: 0 })
    for (let call = 0; call < 2; call += 1) {
      const { code, said } = await run(['send', 'text', 'x', '--json'], envOf(emulator))
      expect(code).toBe(20)
      expect(said.retryAfterMs).toBeGreaterThanOrEqual(600_000)
    }
    expect(emulator.requests()).toHaveLength(3)
  })

  it('a wrong token: 23', async () => {
    const emulator = await emulate()
    const env = { DINGTALK_WEBHOOK: emulator.webhook().replace(token, 'fa4ewrongtoken') }
    expect(await run(once, env)).toMatchObject({
      code: 23,
      said: { code: 'ERR_DINGTALK_TOKEN', errcode: 300005 },
    })
  })

  it('over 20,000 bytes: 25, and nothing is sent', async () => {
    const emulator = await emulate()
    const ended = await dingbell(['send', 'text'], { env: envOf(emulator), input: '字'.repeat(7_000) })
    expect(ended.code).toBe(25)
    expect(emulator.requests()).toEqual([])
  })

  it('nobody listens: 27', async () => {
    const emulator = await emulate()
    await emulator.close()
    expect(await run(once, envOf(emulator))).toMatchObject({
      code: 27,
      said: { code: 'ERR_DINGTALK_TRANSIENT' },
    })
  })

  it('no such host: 27', async () => {
    // A label of more than 63 letters fails without asking any server.
    const env = { DINGTALK_WEBHOOK: `https://${'a'.repeat(64)}.invalid/robot/send?access_token=${token}` }
    const { code, said } = await run(once, env)
    expect([code, said.message]).toEqual([27, expect.stringContaining('ENOTFOUND')])
  })

  it('a certificate that nobody signed: 27', async () => {
    const port = await serve(securityFirst({}), { tls: true })
    const env = { DINGTALK_WEBHOOK: webhookAt(port, 'https', 'localhost') }
    const { code, said } = await run(once, env)
    expect([code, said.message]).toEqual([27, expect.stringContaining('self-signed certificate')])
    expect(await run(once, { ...env, NODE_EXTRA_CA_CERTS: certificate })).toMatchObject({ code: 0 })
  })

  it('no answer in time: 28, and with which msgUuid to repeat it', async () => {
    const emulator = await emulate()
    emulator.fail({ kind: 'hang' })
    const args = ['send', 'text', 'x', '--attempts', '1', '--timeout', '200', '--msg-uuid', 'mine']
    const { code, stderr } = await dingbell(args, { env: envOf(emulator) })
    expect(code).toBe(28)
    expect(stderr).toContain('--msg-uuid mine')
  })

  it('no answer within the time in all: 29', async () => {
    const emulator = await emulate()
    emulator.fail({ kind: 'hang' })
    const args = ['send', 'text', 'x', '--max-time', '200', '--json']
    expect(await run(args, envOf(emulator))).toMatchObject({
      code: 29,
      said: { code: 'ERR_DINGTALK_ABORTED' },
    })
  })

  it.each([
    ['no webhook', {}],
    ['a malformed webhook', { DINGTALK_WEBHOOK: 'https://127.0.0.1/robot/send' }],
    ['plain http', { DINGTALK_WEBHOOK: `http://example.invalid/robot/send?access_token=${token}` }],
  ])('%s: 2', async (_, env) => {
    const { code, said } = await run(once, env)
    expect([code, said.message]).toEqual([2, expect.stringContaining('DINGTALK_WEBHOOK')])
  })

  it('a signal ends it as it ends any program', async () => {
    const emulator = await emulate()
    emulator.fail({ kind: 'hang' })
    const running = start(['send', 'text', 'x'], { env: envOf(emulator) })
    await emulator.waitUntil(() => emulator.requests().length === 1, { timeoutMs: 20_000 })
    running.child.kill('SIGINT')
    expect(await running.ended).toMatchObject({ code: null, signal: 'SIGINT' })
  })
})
