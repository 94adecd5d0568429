import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type Emulator, startEmulator } from '@dingbell/emulator'
import { describe, expect, it, onTestFinished } from 'vitest'
import { Document } from '../../src/host/document.ts'
import { tempDir } from './machine.ts'

/** Starts a script in a process of its own; resolves when it has ended. */
async function run(script: string, args: readonly string[], stateDir: string): Promise<void> {
  const env = { ...process.env, DINGBELL_STATE_DIR: stateDir }
  const path = new URL(`children/${script}`, import.meta.url)
  const child: ChildProcess = fork(path, args, { env, stdio: 'ignore', execArgv: [] })
  onTestFinished(() => void child.kill('SIGKILL'))
  await once(child, 'exit')
}

async function openEmulator(): Promise<Emulator> {
  const emulator = await startEmulator({ port: 0 })
  onTestFinished(() => emulator.close())
  return emulator
}

/** The answers that were none of success. */
function refusalsOf(emulator: Emulator): string[] {
  return emulator.requests().flatMap(({ answer }) => (answer.includes('"errcode":0') ? [] : [answer]))
}

/** Every file below a directory. */
function filesIn(dir: string): string[] {
  const entries = readdirSync(dir, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}

describe('a document that processes change at the same time', () => {
  it.each([
    ['whoever is in the way', '0'],
    ['when it fills file after file', '30000'],
  ])('loses no change, %s', async (_, bytes) => {
    const path = join(tempDir(), 'number')
    await Promise.all(Array.from({ length: 4 }, () => run('counts.mjs', [path, '200', bytes], 'false')))
    expect(Number(new Document(() => path).read().text)).toBe(800)
  })
})

describe('eight processes and a worker thread on one robot', () => {
  it('stay within 18 messages together, and use them', async () => {
    const [emulator, stateDir] = [await openEmulator(), tempDir()]
    const webhook = emulator.webhook()
    const ends = Array.from({ length: 8 }, (_, index) =>
      run('sibling.mjs', [webhook, `web-${index}`, '12', '6000', index === 0 ? '1' : '0'], stateDir),
    )
    await Promise.all(ends)
    const requests = emulator.requests()
    expect(refusalsOf(emulator)).toEqual([])
    expect(requests.length).toBeLessThanOrEqual(18)
    expect(requests.length).toBeGreaterThanOrEqual(16)
    expect(existsSync(stateDir)).toBe(true)
    const token = new URL(webhook).searchParams.get('access_token') ?? 'none'
    for (const file of filesIn(stateDir)) {
      expect(statSync(file).mode & 0o777).toBe(0o600)
      expect(`${file} ${readFileSync(file, 'utf8')}`).not.toContain(token)
    }
  })

  it('get it banned when each is on its own', async () => {
    const emulator = await openEmulator()
    const webhook = emulator.webhook()
    const names = ['web-1', 'web-2', 'web-3', 'web-4']
    await Promise.all(names.map((name) => run('sibling.mjs', [webhook, name, '12', '4000'], 'false')))
    expect(refusalsOf(emulator)).not.toEqual([])
  })
})

describe('a process that is killed and started again, 24 times', () => {
  it.each(['150', '600'])(
    'never sends more than 18 messages in a minute, dying after %s ms',
    async (afterMs) => {
      const [emulator, stateDir] = [await openEmulator(), tempDir()]
      const webhook = emulator.webhook()
      for (let round = 0; round < 6; round += 1) {
        await Promise.all(Array.from({ length: 4 }, () => run('crashes.mjs', [webhook, afterMs], stateDir)))
      }
      const requests = emulator.requests()
      expect(refusalsOf(emulator)).toEqual([])
      expect(requests.length).toBeLessThanOrEqual(18)
    },
  )
})
