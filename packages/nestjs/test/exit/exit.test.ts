import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { type Emulator, expectMessage, startEmulator } from '@dingbell/emulator'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

let emulator: Emulator

beforeEach(async () => {
  emulator = await startEmulator({ robots: [{ token: randomUUID() }] })
})

afterEach(() => emulator.close())

interface End {
  code: number | null
  signal: string | null
  stderr: string
}

/** Runs the application of `app.mjs` to its end. */
function run(scenario: string, capture = false): Promise<End> {
  const file = fileURLToPath(new URL('app.mjs', import.meta.url))
  const env = { ...process.env, CAPTURE: capture ? '1' : '', TEST_WEBHOOK: emulator.webhook() }
  const child = spawn(process.execPath, [file, scenario], { env, stdio: ['ignore', 'ignore', 'pipe'] })
  let stderr = ''
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, signal) => resolve({ code, signal, stderr }))
  })
}

const told = (text: string) => expectMessage(emulator, { text }, { timeoutMs: 0 })

// Starting a process takes as long as the machine is busy.
const timeout = 60_000

describe('at the end of the process', { timeout }, () => {
  it('delivers before Nest raises the signal again', async () => {
    expect(await run('sigterm')).toEqual({ code: null, signal: 'SIGTERM', stderr: '' })
    await told('before the signal')
  })

  it('delivers before app.close() resolves', async () => {
    expect(await run('close')).toEqual({ code: 0, signal: null, stderr: '' })
    await told('before the close')
  })

  it('delivers when nothing is left to do', async () => {
    expect(await run('natural end')).toEqual({ code: 0, signal: null, stderr: '' })
    await told('before the end')
  })
})

describe('when the application leaves at once', { timeout }, () => {
  it('delivers all the same', async () => {
    expect(await run('process.exit()')).toEqual({ code: 3, signal: null, stderr: '' })
    await told('before the exit')
  })
})

describe('captureUncaught', { timeout }, () => {
  it.each(['throw', 'reject', 'reject with words', 'reject, listener gone'])(
    'lets the process die as it would without, and delivers: %s',
    async (scenario) => {
      const [without, watched] = await Promise.all([run(scenario), run(scenario, true)])
      expect(without).toMatchObject({ code: 1, signal: null })
      expect(without.stderr).toMatch(/nobody|only words/)
      expect(watched).toEqual(without)
      await told(scenario === 'reject with words' ? 'only words' : 'nobody')
      expect(emulator.messages()).toHaveLength(1)
    },
  )

  it.each([
    ['throw, own listener', 'nobody catches this', 7],
    ['reject, own listener', 'nobody awaits this', 0],
  ] as const)(
    "calls the application's own listener, which gives it time to deliver: %s",
    async (scenario, text, code) => {
      expect(await run(scenario)).toEqual({ code, signal: null, stderr: `own: ${text}\n` })
      expect(emulator.messages()).toEqual([])
      expect(await run(scenario, true)).toEqual({ code, signal: null, stderr: `own: ${text}\n` })
      await told(text)
      expect(emulator.messages()).toHaveLength(1)
    },
  )
})
