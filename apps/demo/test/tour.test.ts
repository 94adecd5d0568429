import { createServer } from 'node:net'
import { startEmulator } from '@dingbell/emulator'
import { expect, it, type TestContext, vi } from 'vitest'
import { runDemo, urlOf } from './run-demo.ts'

// A Nest application starts slowly where many tests run at once.
vi.setConfig({ testTimeout: 120_000, maxConcurrency: 3 })

const stepsDone = /^✓ +\d+ .+ → (.*)$/gm

it.concurrent('shows one of everything to a newcomer and ends with 0', async (test) => {
  const demo = runDemo(test, ['--once'])
  expect(await demo.ended).toBe(0)
  const seen = [...demo.output().matchAll(stepsDone)].map(([, saw]) => saw)
  expect(seen).toEqual([
    'text  Hello! This is a text message.',
    'link  A link',
    'markdown  Deployed',
    'actionCard  A refund waits for approval [Review]',
    'actionCard  Roll back to 1.4.1? [Roll back] [Wait and see]',
    expect.stringMatching(/^feedCard {2}Three projects/),
    expect.stringMatching(/^markdown {2}.*ProviderError: the text message gateway/),
    expect.stringMatching(/^markdown {2}.*StockError: the stock service/),
    expect.stringMatching(/^markdown {2}.*ProviderError: the payment provider/),
    expect.stringMatching(/^markdown {2}.*ProviderError: the coupon service/),
  ])
  expect(demo.output()).toContain('3 accepted = 3 delivered + 0 pending + 0 dropped')
  expect(demo.output()).toContain('1 accepted = 1 delivered + 0 pending + 0 dropped (the worker')
})

it.concurrent('speaks Chinese where the system does not ask for anything else', async (test) => {
  const demo = runDemo(test, ['--once'], { LC_ALL: 'C' })
  expect(await demo.ended).toBe(0)
  expect(demo.output()).toContain('10 步全部送达。')
  expect(demo.output()).toContain('text  你好！这是一条文本消息。')
})

it.concurrent('sends to the group of DINGTALK_WEBHOOK and knows by its books that all arrived', async (test) => {
  const group = await startEmulator({ robots: [{ secret: 'SECfa4e-group' }] })
  test.onTestFinished(() => group.close())
  const demo = runDemo(test, ['--once'], {
    DINGTALK_WEBHOOK: group.webhook(),
    DINGTALK_SECRET: 'SECfa4e-group',
  })
  expect(await demo.ended).toBe(0)
  expect(demo.output().match(stepsDone)).toHaveLength(10)
  expect(demo.output()).not.toContain(group.webhook())
  expect(group.messages().map(({ msgtype }) => msgtype)).toEqual([
    'text',
    'link',
    'markdown',
    'actionCard',
    'actionCard',
    'feedCard',
    'markdown',
    'markdown',
    'markdown',
    'markdown',
  ])
  expect(group.requests()).toHaveLength(10)
})

it.concurrent('says why nothing arrives, and ends with 1, when the group refuses', async (test) => {
  const group = await startEmulator({ robots: [{ secret: 'SECfa4e-right' }] })
  test.onTestFinished(() => group.close())
  const demo = runDemo(test, ['--once'], {
    DINGTALK_WEBHOOK: group.webhook(),
    DINGTALK_SECRET: 'SECfa4e-wrong',
  })
  expect(await demo.ended).toBe(1)
  expect(demo.output().match(/✗ .*ERR_DINGTALK_SECURITY 310000: .*secret/g)).toHaveLength(10)
  expect(demo.output()).toContain('10 of 10 steps did not arrive.')
  expect(demo.output()).not.toContain('SECfa4e')
})

it.concurrent('ends with 1 when the emulated group goes wrong in the middle', async (test) => {
  const demo = runDemo(test, ['--once'])
  const [, chat] = await demo.printed(/on this machine: (\S+)\//)
  const fault = { kind: 'answer', errcode: 300001, errmsg: 'token is not exist', times: null }
  await fetch(`${chat}/api/faults`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(fault),
  })
  expect(await demo.ended).toBe(1)
  expect(demo.output()).toMatch(/✗ 10 .* → did not arrive: faulted 300001 answer/)
})

it.concurrent('stays up until Ctrl-C, and then ends with 0', async (test) => {
  const demo = runDemo(test)
  const url = await urlOf(demo)
  expect((await fetch(`${url}/state`)).status).toBe(200)
  demo.kill('SIGINT')
  expect(await demo.ended).toBe(0)
  expect(demo.output()).toMatch(/Bye\.\n$/)
})

it.concurrent('does not end with 0 when its tour is cut short', async (test) => {
  const demo = runDemo(test, ['--once'])
  await demo.printed(/What was done/)
  demo.kill('SIGINT')
  expect(await demo.ended).not.toBe(0)
})

it.concurrent('takes another port when PORT and that of the emulator are taken, and ends on SIGTERM', async (test) => {
  const [one, two] = [await occupy(test), await occupy(test)]
  const demo = runDemo(test, [], { PORT: String(one), DINGBELL_EMULATOR_PORT: String(two) })
  const url = await urlOf(demo)
  expect(demo.output()).toContain(`Port ${one} is taken`)
  expect(new URL(url).port).not.toBe(String(one))
  expect((await fetch(`${url}/state`)).status).toBe(200)
  demo.kill('SIGTERM')
  expect(await demo.ended).toBe(0)
})

const mistakes = [
  [['--twice'], {}, /--twice/],
  [[], { PORT: 'web' }, /PORT: expected a port from 0 to 65535, got web/],
] as const

it.concurrent('refuses an option that it does not know in one line', async (test) => {
  for (const [args, env, said] of mistakes) {
    const demo = runDemo(test, args, env)
    expect(await demo.ended).toBe(2)
    expect(demo.output().trim()).toMatch(said)
    expect(demo.output().trim().split('\n')).toHaveLength(1)
  }
})

it.concurrent('explains itself', async (test) => {
  const demo = runDemo(test, ['--help'])
  expect(await demo.ended).toBe(0)
  for (const name of ['--once', 'DINGTALK_WEBHOOK', 'DINGTALK_SECRET', 'PORT', 'LANG'])
    expect(demo.output()).toContain(name)
})

/** A port that somebody else listens on. */
async function occupy({ onTestFinished }: TestContext): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}
