import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Emulator } from '@dingbell/emulator'
import { describe, expect, it, vi } from 'vitest'
import { dingbell, start } from './cli.ts'
import { emulate, envOf, file, secret, token } from './help.ts'

// Each test starts processes: slow where many tests run at once.
vi.setConfig({ testTimeout: 60_000 })

const mixed = readFileSync(fileURLToPath(new URL('./fixtures/mixed.log', import.meta.url)), 'utf8')
const failed = '{"level":50,"time":1795330459323,"name":"pay","msg":"charge failed"}\n'
const fine = '{"level":30,"time":1795330459323,"msg":"started"}\n'

/** All that the group saw. */
const seen = (emulator: Emulator) =>
  emulator
    .messages()
    .map(({ body }) => JSON.stringify(body))
    .join('\n')

describe('dingbell tail', () => {
  it('rings for the errors in a pipe of mixed formats, and passes it on unchanged', async () => {
    const emulator = await emulate({ secret })
    const env = envOf(emulator, { DINGTALK_SECRET: secret })
    const ended = await dingbell(
      ['tail', '--app', 'shop', '--env', 'prod', '--host', 'web-1', '--release', '1.2.3', '--locale', 'en'],
      { env, input: mixed },
    )
    expect(ended).toEqual({ code: 0, signal: null, stdout: mixed, stderr: '' })
    const text = seen(emulator)
    for (const words of [
      'shop',
      'prod',
      'web-1',
      '1.2.3',
      'TypeError',
      'charge failed',
      'RangeError',
      'java.io.IOException',
      'ValueError',
      'boom',
    ])
      expect(text).toContain(words)
    expect(text).not.toContain('started')
    expect(text).toContain('5 alerts of 5 kinds')
  })

  it('passes the last line on although nothing ends it, and bytes that are no text', async () => {
    const emulator = await emulate()
    const running = start(['tail'], { env: envOf(emulator), closeInput: false })
    running.child.stdout.setEncoding('latin1')
    running.child.stdin.end(Buffer.from([0xff, 0xfe, 0x0a, 0x41]))
    expect(await running.ended).toMatchObject({ code: 0, stdout: 'ÿþ\nA' })
  })

  it('passes nothing on when it is to be quiet', async () => {
    const emulator = await emulate()
    expect(await dingbell(['tail', '--quiet'], { env: envOf(emulator), input: failed })).toMatchObject({
      code: 0,
      stdout: '',
    })
    expect(seen(emulator)).toContain('charge failed')
  })

  it('rings from the level on that was asked for, not for what is ignored, and mentions people', async () => {
    const emulator = await emulate()
    const input = `${failed}{"level":40,"msg":"disk nearly full"}\n{"level":20,"msg":"cache miss"}\n`
    const args = ['tail', '--level', 'warn', '--ignore', 'charge', '--at', '10000000001']
    expect(await dingbell(args, { env: envOf(emulator), input })).toMatchObject({ code: 0 })
    expect(seen(emulator)).toContain('disk nearly full')
    expect(seen(emulator)).not.toMatch(/charge failed|cache miss/)
    expect(emulator.messages()[0]?.body.at).toEqual({ atMobiles: ['10000000001'] })
  })

  it('reads plain text by a pattern, joining what does not match', async () => {
    const emulator = await emulate()
    const input = 'pay|E|no money\nselect 1\nfrom t\npay|I|fine\n'
    const pattern = '^(?<logger>\\w+)\\|(?<level>\\w)\\|(?<message>.*)$'
    await dingbell(['tail', '--pattern', pattern.replace('(?<level>\\w)', '(?<level>ERR|E|I)')], {
      env: envOf(emulator),
      input: input.replace('|E|', '|ERR|'),
    })
    expect(seen(emulator)).toContain('no money')
    expect(seen(emulator)).toContain('select 1')
    expect(seen(emulator)).not.toContain('fine')
  })

  it('reads files one after the other', async () => {
    const emulator = await emulate()
    const [first, second] = [file('a.log', `${fine}half`), file('b.log', failed)]
    const ended = await dingbell(['tail', first, second], { env: envOf(emulator) })
    expect(ended).toMatchObject({ code: 0, stdout: `${fine}half${failed}` })
    expect(seen(emulator)).toContain('charge failed')
  })

  it('refuses a file that cannot be read before it reads any other', async () => {
    const ended = await dingbell(['tail', file('a.log', fine), '/nowhere.log'], {
      env: envOf(await emulate()),
    })
    expect(ended).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('/nowhere.log: cannot be read (ENOENT)'),
    })
  })

  it('without a webhook says so once, and passes everything on', async () => {
    const ended = await dingbell(['tail'], { input: mixed })
    expect(ended).toMatchObject({ code: 0, stdout: mixed })
    expect(ended.stderr).toMatch(/^\[dingbell\] no DingTalk webhook.*\n$/)
  })

  it('refuses a malformed webhook', async () => {
    const env = { DINGTALK_WEBHOOK: `http://example.invalid/robot/send?access_token=${token}` }
    expect(await dingbell(['tail'], { env, input: fine })).toMatchObject({ code: 2, stdout: '' })
  })

  it('shows no credential in the group, though it stands in the log', async () => {
    const emulator = await emulate({ secret })
    const env = envOf(emulator, { DINGTALK_SECRET: secret })
    const input = `ERROR cannot post to ${emulator.webhook()} with ${secret}\n`
    expect(await dingbell(['tail', '--quiet'], { env, input })).toMatchObject({ code: 0 })
    expect(seen(emulator)).toContain('cannot post to')
    expect(seen(emulator)).not.toContain(token)
    expect(seen(emulator)).not.toContain(secret)
  })
})

describe('the pipeline', () => {
  it('is not kept waiting by a robot that hangs', async () => {
    const emulator = await emulate()
    emulator.fail({ kind: 'hang', times: Infinity })
    const running = start(['tail', '--drain', '200'], {
      env: envOf(emulator),
      closeInput: false,
      input: failed,
    })
    expect(await emulator.waitUntil(() => emulator.requests().length > 0, { timeoutMs: 20_000 })).toBe(true)
    const more = failed.repeat(20_000)
    running.child.stdin.end(more)
    await running.until(({ stdout }) => stdout.length === failed.length + more.length)
    const ended = await running.ended
    expect(ended.code).toBe(12)
    expect(ended.stderr).toContain('20,001 of 20,001 alerts were not delivered')
  })

  it('takes no more than its reader does, and loses nothing', async () => {
    const running = start(['tail'], { closeInput: false })
    await running.until(({ stderr }) => stderr.includes('no DingTalk webhook'))
    running.child.stdout.pause()
    const line = `${'x'.repeat(1_023)}\n`
    let written = 0
    // As much as the pipes and buffers in between take; then it stands still.
    const stuck = () => new Promise((resolve) => setTimeout(() => resolve('stuck'), 1_000))
    for (;;) {
      written += 64
      if (running.child.stdin.write(line.repeat(64))) continue
      const drained = new Promise((resolve) => running.child.stdin.once('drain', () => resolve('drained')))
      if ((await Promise.race([drained, stuck()])) === 'stuck') break
    }
    expect(written).toBeLessThan(10_000)
    running.child.stdout.resume()
    running.child.stdin.end()
    expect((await running.ended).stdout).toHaveLength(written * line.length)
  })

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'is drained on %s: a crash that was just read is still told',
    async (signal) => {
      const emulator = await emulate()
      const running = start(['tail'], { env: envOf(emulator), closeInput: false, input: fine })
      await running.until(({ stdout }) => stdout === fine)
      running.child.kill(signal)
      // The same key reaches who feeds the pipe; its last words come after it.
      running.child.stdin.end('Error: last words\n    at f (/app/a.js:1:1)\n')
      const ended = await running.ended
      expect(ended).toMatchObject({ code: 0, signal: null, stdout: expect.stringContaining('last words') })
      expect(seen(emulator)).toContain('last words')
    },
  )

  it('ends after a signal although the pipe stays open', async () => {
    const emulator = await emulate()
    const running = start(['tail'], { env: envOf(emulator), closeInput: false, input: failed })
    await running.until(({ stdout }) => stdout === failed)
    running.child.kill('SIGTERM')
    expect(await running.ended).toMatchObject({ code: 0, signal: null })
    expect(seen(emulator)).toContain('charge failed')
  })

  it('ends at once on a second signal', async () => {
    const emulator = await emulate()
    emulator.fail({ kind: 'hang', times: Infinity })
    const running = start(['tail', '--drain', '60000'], { env: envOf(emulator), input: failed })
    expect(await emulator.waitUntil(() => emulator.requests().length > 0, { timeoutMs: 20_000 })).toBe(true)
    running.child.kill('SIGTERM')
    running.child.kill('SIGINT')
    const { code, signal } = await running.ended
    expect([code, signal]).toEqual([null, expect.stringMatching(/^SIG(INT|TERM)$/)])
  })

  it('ends, delivering, when nobody reads any more', async () => {
    const emulator = await emulate()
    const running = start(['tail'], { env: envOf(emulator), closeInput: false, input: failed })
    await running.until(({ stdout }) => stdout === failed)
    running.child.stdout.destroy()
    const writing = setInterval(() => running.child.stdin.write(fine), 20)
    const ended = await running.ended
    clearInterval(writing)
    expect(ended).toMatchObject({ code: 0, signal: null, stderr: '' })
    expect(seen(emulator)).toContain('charge failed')
  })
})
