import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { startEmulator } from '@dingbell/emulator'
import { describe, expect, it, onTestFinished } from 'vitest'

const script = fileURLToPath(new URL('children/rings-once.mjs', import.meta.url))

/** A child that rings; `whenAsked` does something to it while its first request has no answer yet. */
async function ring(whenAsked: (child: ChildProcess) => unknown) {
  const emulator = await startEmulator({
    robots: [{ token: 'fa4e-token-of-a-stopped-process' }],
    onRequest: () => {
      if (emulator.requests().length === 1) whenAsked(child)
    },
  })
  onTestFinished(() => emulator.close())
  emulator.fail({ kind: 'slow', delayMs: 200 })
  const env = { ...process.env, DINGBELL_STATE_DIR: 'false' }
  const child = fork(script, [emulator.webhook()], { env, stdio: ['ignore', 'pipe', 'inherit', 'ipc'] })
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  if (!child.stdout) throw new Error('no stdout')
  const [printed, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')])
  return { code, emulator, said: JSON.parse(printed) }
}

describe('a process that stands still while its message is on its way', () => {
  const ways: [name: string, stop: (child: ChildProcess) => unknown][] = [
    [
      'stopped by SIGSTOP for longer than the timeout',
      async (child) => {
        child.kill('SIGSTOP')
        await setTimeout(2_000)
        child.kill('SIGCONT')
      },
    ],
    ['with its event loop blocked for longer than the timeout', (child) => child.send('block')],
  ]
  it.each(ways)('%s: sends it again under its msgUuid, and the group reads it once', async (_name, stop) => {
    const { code, emulator, said } = await ring(stop)
    expect(said).toMatchObject({
      delivered: true,
      stats: { accepted: 1, delivered: 1, pending: 0, messages: { sent: 1, retried: 1 } },
    })
    expect(code).toBe(0)
    expect(emulator.messages()).toHaveLength(1)
    const bodies = emulator.requests().map(({ body }) => JSON.stringify(body))
    expect(bodies).toHaveLength(2)
    expect(new Set(bodies).size).toBe(1)
  })
})
