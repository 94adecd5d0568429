import { describe, expect, it, vi } from 'vitest'
import { nodes, run } from './child.ts'
import { emulate } from './help.ts'

// A process takes its time to start on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

describe.each(nodes)('a process of $path', ({ path }) => {
  it.concurrent.for(['day-one.mjs', 'day-one.cjs'])(
    'that logs an error and ends has delivered it: %s',
    async (script, { onTestFinished }) => {
      const emulator = await emulate(onTestFinished)
      const { code, stderr, stdout } = await run(script, { DINGTALK_WEBHOOK: emulator.webhook() }, path)
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
      expect(stdout).toContain('started')
      expect(emulator.messages()).toHaveLength(1)
      expect(JSON.stringify(emulator.messages()[0]?.body)).toMatch(/TypeError.*payment failed boom/)
    },
  )
})

it('a process without a webhook says so once on stderr, and logs as ever', async () => {
  for (const env of [{}, { DINGTALK_WEBHOOK: '' }]) {
    const { code, stderr, stdout } = await run('day-one.mjs', env)
    expect(code).toBe(0)
    expect(stderr.match(/DINGTALK_WEBHOOK/g)).toHaveLength(2)
    expect(stderr.trim().split('\n')).toHaveLength(1)
    expect(stdout).toContain('payment failed')
  }
})

it('a process with an idle transport ends by itself', async () => {
  const emulator = await emulate()
  const { code } = await run('idle.mjs', { DINGTALK_WEBHOOK: emulator.webhook() })
  expect(code).toBe(0)
  expect(emulator.requests()).toHaveLength(0)
})

it('a process that ends while DingTalk hangs ends by itself all the same', async () => {
  const emulator = await emulate()
  emulator.fail({ kind: 'hang', times: Number.POSITIVE_INFINITY })
  expect(await run('hang.mjs', { DINGTALK_WEBHOOK: emulator.webhook() })).toMatchObject({ code: 0 })
})

it('10,000 logs, then logger.end(): at `finish` the group has been told of every one', async () => {
  const emulator = await emulate()
  const { code, stderr, stdout } = await run('end.mjs', { DINGTALK_WEBHOOK: emulator.webhook() })
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(JSON.parse(stdout)).toEqual({ accepted: 10_000, delivered: 10_000, pending: 0 })
  const shown = JSON.stringify(emulator.messages().map(({ body }) => body))
  expect([...shown.matchAll(/kind [a-z] failed/g)].length).toBeGreaterThanOrEqual(26)
  expect(shown).toContain('10,000')
})

it.each(nodes)(
  'process.exit() right after a log call loses nothing, on the Node at $path',
  async ({ path }) => {
    const emulator = await emulate()
    const { code, stderr } = await run('leave.mjs', { DINGTALK_WEBHOOK: emulator.webhook() }, path)
    expect({ code, stderr }).toEqual({ code: 3, stderr: '' })
    const shown = JSON.stringify(emulator.messages().map(({ body }) => body))
    for (const kind of ['disk full', 'payment failed']) expect(shown).toContain(kind)
  },
)

// Winston itself takes three seconds for each of these.
it.concurrent.for([
  ['exception', undefined],
  ['rejection', undefined],
  ['exception', '{"fatal":0,"warn":1}'],
  ['rejection', '{"fatal":0,"warn":1}'],
])(
  'a crash that Winston handles rings as fatal before the process is gone: %s among %s',
  async ([crash, levels], { onTestFinished }) => {
    const emulator = await emulate(onTestFinished)
    const env = { CRASH: crash, DINGTALK_WEBHOOK: emulator.webhook(), LEVELS: levels }
    expect(await run('crash.mjs', env)).toMatchObject({ code: 1 })
    const shown = JSON.stringify(emulator.messages().map(({ body }) => body))
    expect(shown).toMatch(/TypeError.*nobody caught it/)
    expect(shown).toContain('🔴')
    expect(shown).not.toContain('execPath')
  },
)
