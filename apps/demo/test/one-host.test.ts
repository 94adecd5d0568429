import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmulator } from '@dingbell/emulator'
import { expect, it, onTestFinished } from 'vitest'

/** Starts the house with that name; resolves when it has ended. */
async function openHouse(name: string, webhook: string, stateDir: string): Promise<void> {
  const env = { ...process.env, NAME: name, DINGTALK_WEBHOOK: webhook, DINGBELL_STATE_DIR: stateDir }
  const child = fork(new URL('children/house.mjs', import.meta.url), { env, stdio: 'ignore', execArgv: [] })
  onTestFinished(() => void child.kill('SIGKILL'))
  await once(child, 'exit')
}

it('Nest, a worker of Pino and Winston in eight processes share the 18 messages of one robot', async () => {
  const emulator = await startEmulator()
  const stateDir = mkdtempSync(join(tmpdir(), 'dingbell-demo-'))
  onTestFinished(async () => {
    await emulator.close()
    rmSync(stateDir, { recursive: true })
  })
  const names = Array.from({ length: 8 }, (_, index) => `web-${index}`)
  await Promise.all(names.map((name) => openHouse(name, emulator.webhook(), stateDir)))
  const answers = emulator.requests().map(({ answer }) => answer)
  expect(answers.filter((answer) => !answer.includes('"errcode":0'))).toEqual([])
  expect(answers.length).toBeLessThanOrEqual(18)
  // All of them were wanted: had one of the three not asked, another one would have taken its slots.
  expect(answers.length).toBeGreaterThanOrEqual(16)
}, 120_000)
