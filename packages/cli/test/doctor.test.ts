import { existsSync } from 'node:fs'
import { describe, expect, it, vi } from 'vitest'
import { dingbell } from './cli.ts'
import { certificate, emulate, envOf, file, secret, securityFirst, serve, token, webhookAt } from './help.ts'

// Each test starts processes: slow where many tests run at once.
vi.setConfig({ testTimeout: 60_000 })

type Statuses = Record<string, string>

/** Runs the doctor; gives its exit code, the status of each check, and all of its words. */
async function doctor(env: NodeJS.ProcessEnv, ...args: string[]) {
  const { code, stdout } = await dingbell(['doctor', '--json', ...args], { env })
  const said: { ok: boolean; exitCode: number; calls: number; findings: Record<string, string>[] } =
    JSON.parse(stdout)
  expect([said.exitCode, said.ok]).toEqual([code, code === 0])
  const statuses: Statuses = Object.fromEntries(
    said.findings.map(({ check = '', status = '' }) => [check, status]),
  )
  const words = (check: string) => JSON.stringify(said.findings.find((finding) => finding.check === check))
  return { code, calls: said.calls, statuses, words }
}

const road = { webhook: 'ok', proxy: 'ok', dns: 'ok', tls: 'ok' }
const ofSecurityFirst = async (rules: Parameters<typeof securityFirst>[0], skewMs = 0) => {
  const port = await serve(securityFirst(rules, skewMs))
  return { DINGTALK_WEBHOOK: webhookAt(port), DINGTALK_SECRET: secret }
}

describe('dingbell doctor --send', () => {
  it('proves everything by one message that the group sees', async () => {
    const emulator = await emulate({ secret, keywords: ['报警'] })
    const env = envOf(emulator, { DINGTALK_SECRET: secret, DINGTALK_KEYWORDS: '报警' })
    const { calls, code, statuses } = await doctor(env, '--send')
    expect(statuses).toEqual({
      ...road,
      secret: 'ok',
      robot: 'ok',
      clock: 'ok',
      signature: 'ok',
      keyword: 'ok',
      ip: 'ok',
      message: 'ok',
    })
    expect([code, calls]).toEqual([0, 1])
    expect(emulator.messages()[0]?.body.text?.content).toMatch(
      /^dingbell doctor: this message shows that .+ can send/,
    )
  })

  it.each([
    ['a wrong secret', { secret }, { DINGTALK_SECRET: `SEC${'0'.repeat(64)}` }, 'signature'],
    ['a missing secret', { secret }, {}, 'signature'],
    ['a missing keyword', { keywords: ['报警'] }, {}, 'keyword'],
    ['a foreign address', { allowIps: ['10.0.0.1'] }, {}, 'ip'],
    ['a robot that was stopped', { state: 'stopped' }, {}, 'robot'],
    ['an empty quota', { perMonth: 0 }, {}, 'robot'],
  ] as const)('blames %s, and only that', async (_, robot, env, check) => {
    const emulator = await emulate(robot)
    const { code, statuses, words } = await doctor(envOf(emulator, env), '--send')
    const wrong = Object.keys(statuses).filter((each) => statuses[each] === 'wrong')
    expect([code, wrong]).toEqual([10, [check, 'message']])
    expect(JSON.parse(words(check)).fix).toBeTruthy()
  })

  it('does not say that a message without answer did not arrive', async () => {
    const emulator = await emulate()
    emulator.fail({ kind: 'hang' })
    const { code, words } = await doctor(envOf(emulator), '--send', '--timeout', '2000')
    expect(code).toBe(10)
    expect(words('message')).toContain('it may have arrived or not')
  })
})

describe('dingbell doctor', () => {
  it('shows nothing in the group, and says what that leaves unproven', async () => {
    const emulator = await emulate({ secret, keywords: ['报警'] })
    const env = envOf(emulator, { DINGTALK_SECRET: secret, DINGTALK_KEYWORDS: '报警' })
    const { calls, code, statuses } = await doctor(env)
    expect(statuses).toMatchObject({
      robot: 'ok',
      clock: 'ok',
      signature: 'unproven',
      keyword: 'unproven',
      ip: 'unproven',
    })
    expect([code, calls]).toEqual([11, 2])
    expect(emulator.messages()).toEqual([])
    expect(emulator.requests()).toHaveLength(2)
  })

  it('proves signature and keyword where the server looks at its security settings first', async () => {
    const env = { ...(await ofSecurityFirst({ secret, keyword: '报警' })), DINGTALK_KEYWORDS: '报警' }
    const { calls, code, statuses } = await doctor(env)
    expect(statuses).toMatchObject({ robot: 'ok', clock: 'ok', signature: 'ok', keyword: 'ok', ip: 'ok' })
    expect([code, calls]).toEqual([0, 3])
  })

  it('blames a wrong secret without any message where the server looks at it first', async () => {
    const env = { ...(await ofSecurityFirst({ secret })), DINGTALK_SECRET: `SEC${'0'.repeat(64)}` }
    const { code, statuses } = await doctor(env)
    expect(statuses).toMatchObject({ robot: 'ok', signature: 'wrong', keyword: 'unproven' })
    expect(code).toBe(10)
  })

  it('blames a missing keyword without any message where the server looks at it first', async () => {
    const { code, statuses } = await doctor(await ofSecurityFirst({ secret, keyword: '报警' }))
    expect([code, statuses.keyword, statuses.signature]).toEqual([10, 'wrong', 'unproven'])
  })

  it('proves the keyword of a robot that asks for no signature', async () => {
    const env = {
      ...(await ofSecurityFirst({ keyword: '报警' })),
      DINGTALK_SECRET: '',
      DINGTALK_KEYWORDS: '报警',
    }
    const { calls, code, statuses } = await doctor(env)
    expect(statuses).toMatchObject({ signature: 'ok', keyword: 'ok', ip: 'ok' })
    expect([code, calls]).toEqual([0, 2])
  })

  it.each([
    [30_000, 'ok', 0],
    [600_000, 'warn', 0],
    [2 * 3_600_000, 'wrong', 10],
    [-2 * 3_600_000, 'wrong', 10],
  ])('measures a clock that is %i ms off', async (skewMs, status, exitCode) => {
    const { code, statuses, words } = await doctor(await ofSecurityFirst({ secret }, skewMs))
    expect([code, statuses.clock]).toEqual([exitCode, status])
    expect(words('clock')).toContain(skewMs > 0 ? 'behind' : 'ahead of')
  })

  it('blames an unknown token, with one call', async () => {
    const emulator = await emulate()
    const { calls, code, statuses, words } = await doctor({
      DINGTALK_WEBHOOK: emulator.webhook().replace(token, 'fa4ewrong'),
    })
    expect([code, calls, statuses.robot]).toEqual([10, 1, 'wrong'])
    expect(words('robot')).toContain('300005')
  })

  it.each([
    ['throttled', 'throttled', 'The robot is throttled'],
    ['redirect', 'throttled by a redirect', 'The robot is throttled'],
    ['hang', 'silent', 'no clear answer in time'],
    ['html', 'a web page', 'no clear answer in time'],
    ['busy', 'busy', 'Failed for now'],
  ] as const)('blames a robot that answers %s (%s), and stops calling it', async (kind, _, said) => {
    const emulator = await emulate()
    emulator.fail({ kind })
    const { calls, code, statuses, words } = await doctor(
      envOf(emulator),
      '--timeout',
      kind === 'hang' ? '2000' : '20000',
    )
    expect([code, calls, statuses.robot]).toEqual([10, 1, 'wrong'])
    expect(words('robot')).toContain(said)
    expect(emulator.requests()).toHaveLength(1)
  })

  it('keeps to a ban that others on this host have met, and counts no call', async () => {
    const emulator = await emulate()
    const env = envOf(emulator, { DINGBELL_STATE_DIR: `${file('x', '')}.state` })
    emulator.fail({ kind: 'throttled' })
    await dingbell(['send', 'text', 'x', '--attempts', '1'], { env })
    for (const flags of [[], ['--send']]) {
      const { calls, code, statuses, words } = await doctor(env, ...flags)
      expect([code, calls, statuses.webhook, statuses.robot]).toEqual([10, 0, 'ok', 'wrong'])
      expect(words('robot')).toContain('The robot is throttled')
    }
    expect(emulator.requests()).toHaveLength(1)
  })

  it('notices a ban between two calls', async () => {
    const emulator = await emulate({ secret })
    emulator.fail({ kind: 'answer', errcode: 400403, errmsg: '缺少参数' })
    emulator.fail({ kind: 'throttled' })
    const { code, statuses } = await doctor(envOf(emulator, { DINGTALK_SECRET: secret }))
    expect([code, statuses.robot]).toEqual([10, 'wrong'])
  })

  it('does not take a server for DingTalk that takes anything', async () => {
    const port = await serve((_, outgoing) => void outgoing.end('{"errcode":0}'))
    const { code, words } = await doctor({ DINGTALK_WEBHOOK: webhookAt(port) })
    expect(code).toBe(10)
    expect(words('robot')).toContain('not like DingTalk')
  })
})

describe('dingbell doctor, on the way there', () => {
  it.each([
    [{}, 'not set'],
    [{ DINGTALK_WEBHOOK: '"https://example.invalid/robot/send?access_token=fa4equoted"' }, 'quotes'],
    [{ DINGTALK_WEBHOOK: secret }, 'signing secret'],
  ])('stops at the webhook %j', async (env, said) => {
    const { calls, code, statuses, words } = await doctor(env)
    expect([code, calls, statuses.webhook]).toEqual([10, 0, 'wrong'])
    expect(words('webhook')).toContain(said)
    expect(statuses.robot).toBe('skipped')
  })

  it('says that a host is unknown', async () => {
    const stateDir = `${file('x', '')}.state`
    // A label of more than 63 letters fails without asking any server.
    const { code, statuses, words } = await doctor({
      DINGTALK_WEBHOOK: `https://${'a'.repeat(64)}.invalid/robot/send?access_token=${token}`,
      DINGBELL_STATE_DIR: stateDir,
    })
    expect([code, statuses]).toMatchObject([10, { dns: 'wrong', tls: 'skipped', robot: 'skipped' }])
    expect(words('dns')).toContain('ENOTFOUND')
    // Nothing was sent, so nothing is counted for the robot.
    expect(existsSync(stateDir)).toBe(false)
  })

  it('says that nobody listens', async () => {
    const emulator = await emulate()
    await emulator.close()
    const { statuses, words } = await doctor(envOf(emulator))
    expect(statuses).toMatchObject({ dns: 'ok', tls: 'wrong', robot: 'skipped' })
    expect(words('tls')).toMatch(/ECONNREFUSED.*Nothing listens there/)
  })

  it('says what is wrong with a certificate', async () => {
    const port = await serve(securityFirst({ secret }), { tls: true })
    const env = { DINGTALK_WEBHOOK: webhookAt(port, 'https', 'localhost'), DINGTALK_SECRET: secret }
    const unknown = await doctor(env)
    expect(unknown.statuses).toMatchObject({ tls: 'wrong', robot: 'skipped' })
    expect(unknown.words('tls')).toMatch(/DEPTH_ZERO_SELF_SIGNED_CERT.*NODE_EXTRA_CA_CERTS/)

    const trusted = await doctor({ ...env, NODE_EXTRA_CA_CERTS: certificate })
    expect([trusted.code, trusted.words('tls')]).toEqual([
      0,
      expect.stringMatching(/TLSv1\.3, certificate valid until 2\d{3}-/),
    ])

    const other = {
      DINGTALK_WEBHOOK: webhookAt(port, 'https', '127.0.0.1'),
      NODE_EXTRA_CA_CERTS: certificate,
    }
    expect((await doctor(other)).words('tls')).toMatch(/ALTNAME_INVALID.*another host/)

    const blind = await doctor({ ...env, NODE_TLS_REJECT_UNAUTHORIZED: '0' })
    expect([blind.code, blind.statuses.tls]).toEqual([0, 'warn'])
  })

  it('says that a port speaks no TLS', async () => {
    const port = await serve(securityFirst({}))
    const { words } = await doctor({ DINGTALK_WEBHOOK: webhookAt(port, 'https', 'localhost') })
    expect(words('tls')).toMatch(/SSL.*does not speak TLS/)
  })

  it('says that a port is silent', async () => {
    const port = await serve(() => {}, { silent: true })
    const { words } = await doctor(
      { DINGTALK_WEBHOOK: webhookAt(port, 'https', 'localhost') },
      '--timeout',
      '300',
    )
    expect(words('tls')).toContain('ETIMEDOUT')
  })

  it('warns of a proxy that fetch ignores, and goes on', async () => {
    const emulator = await emulate()
    const { statuses, words } = await doctor(
      envOf(emulator, { HTTP_PROXY: 'http://user:hunter2@127.0.0.1:1' }),
    )
    expect(statuses).toMatchObject({ proxy: 'warn', tls: 'ok', robot: 'ok' })
    expect(words('proxy')).toContain('HTTP_PROXY is set, but fetch of Node')
    expect(words('proxy')).not.toContain('hunter2')
  })
})

describe('what dingbell doctor prints', () => {
  it('is one line for each check, the fix below it, and a verdict, in both languages', async () => {
    const env = envOf(await emulate(), { DINGTALK_SECRET: 'SECfake0short0secret' })
    const english = await dingbell(['doctor'], { env })
    expect(english.stdout).toMatch(
      /^✓ webhook: http:\/\/127\.0\.0\.1:\d+\/robot\/send\?access_token=\*\*\*\n! secret: .*\n {2}→ Copy the secret/,
    )
    expect(english.stdout).toMatch(
      /\? signature: not proven.*\n[\s\S]*\n\nNothing wrong was found, .* It took 2 calls\.\n$/,
    )
    const chinese = await dingbell(['doctor', '--lang', 'zh'], { env })
    expect(chinese.stdout).toMatch(/^✓ Webhook：http/)
    expect(chinese.stdout).toMatch(/\? 签名：未能证实[\s\S]*没有发现问题[\s\S]*用了 2 次调用。\n$/)
  })
})
