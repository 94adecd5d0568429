import { once } from 'node:events'
import { Readable } from 'node:stream'
import { expect, it, onTestFinished, vi } from 'vitest'
import dingTalkTransport, { dingTalkTransport as named } from '../src/index.ts'
import { emulate } from './help.ts'

const webhook = 'http://127.0.0.1:9/robot/send?access_token=0123456789abcdef'

it('is the default export, for Pino, and has a name, for people', () => {
  expect(dingTalkTransport).toBe(named)
})

it('reads lines as they come: in halves, several at once, broken ones among them', async () => {
  const emulator = await emulate()
  const stream = await dingTalkTransport({ webhook: emulator.webhook(), groupWaitMs: 60_000 })
  const unknown = vi.fn()
  stream.on('unknown', unknown)
  stream.write('{"level":50,"msg":"one is bro')
  stream.write('ken"}\n{"level":30,"msg":"two"}\nnot json\nnull\n\n{"level":60,"msg":"three"}\n{"level":50,')
  const closed = once(stream, 'close')
  stream.end()
  await closed
  const shown = JSON.stringify(emulator.messages().map(({ body }) => body))
  expect(shown).toContain('one is broken')
  expect(shown).toContain('three')
  expect(shown).not.toContain('two')
})

it('may be piped into: `node app.js | node ring.js`', async () => {
  const emulator = await emulate()
  const stream = await dingTalkTransport({ webhook: emulator.webhook() })
  const chunks = [Buffer.from('{"level":50,"msg":"disk'), Buffer.from(' full"}\n{"level":30,"msg":"fine"}\n')]
  Readable.from(chunks).pipe(stream)
  await once(stream, 'close')
  expect(JSON.stringify(emulator.messages())).toContain('disk full')
  expect(JSON.stringify(emulator.messages())).not.toContain('fine')
})

it('flush() calls back when all is delivered', async () => {
  const emulator = await emulate()
  const stream = await dingTalkTransport({ webhook: emulator.webhook(), groupWaitMs: 60_000 })
  stream.write('{"level":50,"msg":"disk full"}\n')
  await new Promise<void>((resolve) => stream.flush(resolve))
  expect(emulator.messages()).toHaveLength(1)
  stream.end()
  await once(stream, 'close')
})

it('what DingTalk refused is kept and counted, and delivered when it is back', async () => {
  const emulator = await emulate()
  emulator.fail({ kind: 'http500', times: 1 })
  const stream = await dingTalkTransport({ webhook: emulator.webhook(), groupWaitMs: 0 })
  for (let n = 0; n < 1_000; n += 1) stream.write('{"level":50,"msg":"disk full"}\n')
  await emulator.waitUntil(() => emulator.requests().length > 0)
  stream.end()
  await once(stream, 'close')
  expect(emulator.messages()).toHaveLength(1)
  expect(JSON.stringify(emulator.messages())).toContain('1,000')
})

it('closes within five seconds, though nobody answers', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance', 'Date'] })
  onTestFinished(() => {
    vi.useRealTimers()
  })
  vi.stubGlobal('fetch', () => new Promise(() => {}))
  onTestFinished(() => {
    vi.unstubAllGlobals()
  })
  const stream = await dingTalkTransport({ webhook })
  stream.write('{"level":60,"msg":"nobody answers"}\n')
  const closed = vi.fn()
  stream.on('close', closed)
  stream.end()
  await new Promise(setImmediate)
  await vi.advanceTimersByTimeAsync(4_400)
  expect(closed).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(200)
  await new Promise(setImmediate)
  expect(closed).toHaveBeenCalledOnce()
})

it.each([
  ['a webhook that is none', { webhook: 'no token' }],
  ['a level that is none', { webhook, level: '' }],
  ['no setup', { webhook, setup: './nowhere.mjs' }],
])('swallows all and says so once: %s', async (_, options) => {
  const say = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const stream = await dingTalkTransport(options)
  for (let n = 0; n < 100; n += 1) stream.write('{"level":50,"msg":"disk full"}\n')
  await new Promise<void>((resolve) => stream.flush(resolve))
  stream.end()
  await once(stream, 'close')
  expect(say.mock.calls).toEqual([
    [expect.stringMatching(/^\[dingbell\] \w+: .+ Errors are not reported\..+\n$/)],
  ])
  say.mockRestore()
})

it('says that a level is unknown, and rings for errors', async () => {
  const emulator = await emulate()
  const say = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const stream = await dingTalkTransport({ webhook: emulator.webhook(), level: 'eror' })
  stream.write('{"level":40,"msg":"not bad enough"}\n{"level":50,"msg":"disk full"}\n')
  stream.end()
  await once(stream, 'close')
  expect(say.mock.calls).toEqual([[expect.stringMatching(/^\[dingbell\] level: expected one of trace/)]])
  say.mockRestore()
  expect(JSON.stringify(emulator.messages())).toContain('disk full')
  expect(JSON.stringify(emulator.messages())).not.toContain('not bad enough')
})

it('setup adds to the options, and overrides them', async () => {
  const emulator = await emulate()
  const setup = new URL('children/dingbell.mjs', import.meta.url).href
  const stream = await dingTalkTransport({ webhook: emulator.webhook(), app: 'from the options', setup })
  stream.write('{"level":50,"msg":"payment failed"}\n')
  stream.end()
  await once(stream, 'close')
  expect(JSON.stringify(emulator.messages())).toContain('from the setup')
  expect(JSON.stringify(emulator.messages())).toContain('payment failed!')
})
