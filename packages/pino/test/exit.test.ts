import { describe, expect, it, vi } from 'vitest'
import { nodes, run } from './child.ts'
import { emulate } from './help.ts'

// A process takes its time to start on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

const target = '@dingbell/pino'
// Nothing but the end of the process makes it leave so early.
const options = { groupWaitMs: 60_000 }
const single = { target, options }
const several = { targets: [{ target: 'pino/file' }, { target, level: 'error', options }] }
const ends = [
  { end: 'natural', code: 0 },
  { end: 'exit', code: 3 },
  { end: 'late exit', code: 3 },
  { end: 'uncaught', code: 1 },
  { end: 'flush', code: 0 },
]
const cases = ['pino', 'pino-9'].flatMap((pino) =>
  Object.entries({ single, several }).flatMap(([kind, transport]) =>
    ends.map((how) => ({ pino, kind, transport, ...how })),
  ),
)

describe('what is pending leaves as one digest when the process ends', () => {
  it.concurrent.for(cases)('$pino, $kind, $end', async ({ code, kind: _, ...app }, { onTestFinished }) => {
    const emulator = await emulate(onTestFinished)
    const result = await run('app.mjs', { APP: JSON.stringify(app), DINGTALK_WEBHOOK: emulator.webhook() })
    expect(result).toMatchObject({
      code,
      stderr: app.end === 'uncaught' ? expect.stringContaining('nobody caught it') : '',
    })
    expect(emulator.messages()).toHaveLength(1)
    const shown = JSON.stringify(emulator.messages()[0]?.body)
    for (const kind of ['disk full', 'payment failed', 'no answer']) expect(shown).toContain(kind)
    expect(result.stdout.includes('started')).toBe(app.transport === several)
  })
})

describe.each(nodes)('on the Node at $path', ({ path }) => {
  it.concurrent.for(['stream.mjs', 'stream.cjs', 'pretty.mjs'])(
    '%s: the error has arrived when the process is gone',
    async (script, { onTestFinished }) => {
      const emulator = await emulate(onTestFinished)
      const { code, stderr, stdout } = await run(script, { DINGTALK_WEBHOOK: emulator.webhook() }, path)
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
      expect(stdout).toContain('started')
      expect(emulator.messages()).toHaveLength(1)
      expect(JSON.stringify(emulator.messages()[0]?.body)).toMatch(/TypeError.*disk full/)
    },
  )
})

it.each([
  ['exit', 3],
  ['uncaught', 1],
] as const)('a stream has delivered when the process leaves at once: %s', async (end, code) => {
  const emulator = await emulate()
  const left = await run('leave.mjs', { END: end, DINGTALK_WEBHOOK: emulator.webhook() })
  expect(left).toMatchObject({
    code,
    stdout: '',
    stderr: end === 'uncaught' ? expect.stringContaining('nobody caught it') : '',
  })
  expect(JSON.stringify(emulator.messages())).toMatch(/TypeError.*disk full/)
})

const faults = [
  'throttled',
  'busy',
  'quota',
  'http500',
  'html',
  'truncated',
  'redirect',
  'reset',
  'hang',
] as const

it.concurrent.for(faults)(
  'neither worker nor application die of what DingTalk answers: %s',
  async (kind, { onTestFinished }) => {
    const emulator = await emulate(onTestFinished)
    emulator.fail({ kind, times: Number.POSITIVE_INFINITY })
    const { code, stdout, stderr } = await run('hang.mjs', { DINGTALK_WEBHOOK: emulator.webhook() })
    expect(code).toBe(0)
    expect(stdout.trim().split('\n')).toHaveLength(1_000)
    expect(stderr).not.toContain('at ')
    expect(emulator.requests().length).toBeGreaterThan(0)
  },
)

it.concurrent.for([
  ['no webhook', {}],
  ['an empty webhook', { webhook: '' }],
  ['a webhook that is none', { webhook: 'not a token' }],
  [
    'a level that is none',
    { webhook: 'http://127.0.0.1:9/robot/send?access_token=0123456789abcdef', level: 50 },
  ],
  ['an option that does not fit', { webhook: '0123456789abcdef', timeoutMs: -1 }],
  ['a setup that is not there', { setup: './nowhere.mjs' }],
  ['a setup package that is not there', { setup: '@nobody/nothing' }],
  ['a setup that is broken', { setup: './test/children/broken.mjs' }],
  ['a setup without a default export', { setup: './test/children/empty.mjs' }],
])('says so once on stderr and lets the application live: %s', async ([, options]) => {
  const transport = { targets: [{ target: 'pino/file' }, { target, level: 'error', options }] }
  const { code, stdout, stderr } = await run('app.mjs', { APP: JSON.stringify({ transport }) })
  expect(code).toBe(0)
  expect(stdout).toContain('payment failed')
  expect(stderr).toMatch(/^\[dingbell\] .+\n$/)
  expect(stderr).not.toContain('not a token')
})

it.concurrent.for([
  './test/children/dingbell.mjs',
  './test/children/dingbell.cjs',
  new URL('children/dingbell.mjs', import.meta.url).href,
])('a setup module brings functions into the worker: %s', async (setup, { onTestFinished }) => {
  const emulator = await emulate(onTestFinished)
  const app = { APP: JSON.stringify({ setup, end: 'exit' }), DINGTALK_WEBHOOK: emulator.webhook() }
  expect(await run('hooks.mjs', app)).toMatchObject({ code: 0, stderr: '' })
  const shown = JSON.stringify(emulator.messages().map(({ body }) => body))
  expect(shown).toContain('payment failed!')
  expect(shown).toContain('from the setup')
  const [request] = emulator.requests()
  expect(request?.headers['x-proxied']).toBe(setup.endsWith('.mjs') ? 'yes' : undefined)
})

it('logger.flush() calls back when all is delivered: a process that is killed then has lost nothing', async () => {
  const emulator = await emulate()
  const app = {
    APP: JSON.stringify({ transport: single, end: 'flush and kill' }),
    DINGTALK_WEBHOOK: emulator.webhook(),
  }
  expect(await run('app.mjs', app)).toMatchObject({ code: null, stdout: '', stderr: '' })
  expect(emulator.messages()).toHaveLength(1)
})

it('an idle worker keeps no process alive, and sends nothing', async () => {
  const emulator = await emulate()
  const app = { APP: JSON.stringify({ transport: single, count: 0 }), DINGTALK_WEBHOOK: emulator.webhook() }
  expect(await run('app.mjs', app)).toMatchObject({ code: 0, stderr: '' })
  expect(emulator.requests()).toHaveLength(0)
})

it('the level beside a target counts, though Pino keeps it to itself', async () => {
  const emulator = await emulate()
  const { code } = await run('warn.mjs', { DINGTALK_WEBHOOK: emulator.webhook() })
  expect(code).toBe(0)
  expect(JSON.stringify(emulator.messages())).toContain('disk nearly full')
})

it.concurrent.for([
  ['warn', ['warn', 'payment']],
  ['payment', ['payment']],
  ['fatal', []],
] as const)(
  'rings from options.level on, of a single target too: %s',
  async ([level, expected], { onTestFinished }) => {
    const emulator = await emulate(onTestFinished)
    const transport = { target, options: { level } }
    const options = { customLevels: { payment: 45 } }
    const app = { count: 0, levels: ['info', 'warn', 'payment'], options, transport }
    const env = { APP: JSON.stringify(app), DINGTALK_WEBHOOK: emulator.webhook() }
    expect(await run('app.mjs', env)).toMatchObject({ code: 0, stderr: '' })
    const shown = JSON.stringify(emulator.messages().map(({ body }) => body))
    const heard = app.levels.filter((each) => shown.includes(`${each} happened`))
    expect(heard).toEqual(expected)
  },
)

it('labels in place of level numbers ring by their names, custom levels by their numbers', async () => {
  const emulator = await emulate()
  const { code, stderr } = await run('label.mjs', { DINGTALK_WEBHOOK: emulator.webhook() })
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  const shown = JSON.stringify(emulator.messages().map(({ body }) => body))
  expect(shown).toContain('disk full')
  expect(shown).toContain('no money')
  expect(shown).not.toContain('not bad enough')
})
