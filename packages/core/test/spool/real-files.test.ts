import { once } from 'node:events'
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { describe, expect, it, onTestFinished } from 'vitest'
import { Alerter } from '../../src/alerter.ts'
import { createRegistry } from '../../src/pace/registry.ts'
import { nameForNobody } from '../../src/spool/owner.ts'

function tempDir(): string {
  const root = mkdtempSync(join(tmpdir(), 'dingbell-spool-'))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  return join(root, 'deep', 'spool')
}

/** An alerter of its own, with a group that takes everything or says nothing. */
function openAlerter(dir: string, isUp = true): Alerter {
  const ok = async () => ({ status: 200, headers: { get: () => null }, body: '{"errcode":0}' })
  const fetch = isUp ? ok : () => new Promise<never>(() => {})
  const options = { webhook: 'test-token-1', stateDir: false, fetch, spool: { dir } } as const
  const registry = createRegistry()
  // Trouble is part of it, and not to be told.
  registry.shared().spokeAt = Number.POSITIVE_INFINITY
  const alerter = new Alerter(options, { registry })
  onTestFinished(() => alerter.close(0).then(() => {}))
  return alerter
}

/** Every file below a directory. */
function filesIn(dir: string): string[] {
  const entries = readdirSync(dir, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}

describe('real files', () => {
  it('are there when capture returns, for this user only', () => {
    const dir = tempDir()
    openAlerter(dir).capture({ message: 'disk is full' })
    const [file = ''] = filesIn(dir)
    expect(readFileSync(file, 'utf8')).toContain('disk is full')
    expect(statSync(file).mode & 0o777).toBe(0o600)
    for (const path of [dir, join(file, '..')]) expect(statSync(path).mode & 0o777).toBe(0o700)
  })

  it('are gone when all is delivered, and their directory is not', async () => {
    const dir = tempDir()
    const alerter = openAlerter(dir)
    alerter.capture({ message: 'disk is full' })
    expect(await alerter.close()).toBe(true)
    expect(readdirSync(dir)).toEqual([])
  })

  it('are left to the next one when a group does not answer', async () => {
    const dir = tempDir()
    const first = openAlerter(dir, false)
    first.capture({ message: 'disk is full' })
    expect(await first.close(0)).toBe(false)
    const second = openAlerter(dir)
    expect(second.stats()).toMatchObject({ accepted: 1, pending: 1 })
    expect(await second.close()).toBe(true)
    expect(readdirSync(dir)).toEqual([])
  })

  it('of a thread that was ended are taken over while the process lives; those of one that runs are not', async () => {
    const dir = tempDir()
    const worker = new Worker(new URL('children/captures.mjs', import.meta.url), {
      workerData: { spool: { dir } },
    })
    await once(worker, 'message')
    expect(openAlerter(dir).stats().accepted).toBe(0)
    await worker.terminate()
    expect(openAlerter(dir).stats()).toMatchObject({ accepted: 1, pending: 1 })
  })

  it('of others in the directory are left alone', async () => {
    const dir = tempDir()
    mkdirSync(join(dir, 'notes'), { recursive: true })
    writeFileSync(join(dir, 'notes', '000001.spool'), 'mine')
    writeFileSync(join(dir, nameForNobody()), 'a file, no directory')
    symlinkSync(join(dir, 'notes'), join(dir, nameForNobody()))
    const before = readdirSync(dir)
    const alerter = openAlerter(dir)
    alerter.capture({ message: 'disk is full' })
    expect(await alerter.close()).toBe(true)
    expect(alerter.stats()).toMatchObject({ accepted: 1 })
    expect(readdirSync(dir)).toEqual(before)
    expect(readFileSync(join(dir, 'notes', '000001.spool'), 'utf8')).toBe('mine')
  })

  it('that cannot be made are no reason to throw', async () => {
    const dir = tempDir()
    mkdirSync(join(dir, '..'), { recursive: true })
    writeFileSync(dir, 'in the way')
    const alerter = openAlerter(dir)
    alerter.capture({ message: 'disk is full' })
    expect(await alerter.close()).toBe(true)
    expect(readFileSync(dir, 'utf8')).toBe('in the way')
  })
})
