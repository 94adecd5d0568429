import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Emulator, startEmulator } from '@dingbell/emulator'
import { describe, expect, it, vi } from 'vitest'
import { run } from './child.ts'
import { type Way, ways } from './ways.ts'

// A process takes its time to start on a busy machine.
vi.setConfig({ testTimeout: 120_000 })

type Finish = (end: () => Promise<void>) => void

async function open(onFinished: Finish): Promise<{ dir: string; emulator: Emulator }> {
  const dir = await mkdtemp(join(tmpdir(), 'dingbell-exit-'))
  const emulator = await startEmulator({ robots: [{ token: randomUUID() }] })
  onFinished(() => emulator.close())
  onFinished(() => rm(dir, { recursive: true }))
  return { dir, emulator }
}

const shownBy = (emulator: Emulator) => JSON.stringify(emulator.messages().map(({ body }) => body))
const kinds = ['card declined', 'disk nearly full']

// A starved process may need two seconds to begin.
describe('with a spool, what a process could not deliver', { retry: 2 }, () => {
  it.concurrent.for(ways)('is told by the next one: $way', async ({ way }: Way, { onTestFinished }) => {
    const { dir, emulator } = await open(onTestFinished)
    const env = { SPOOL: dir, WEBHOOK: emulator.webhook() }
    emulator.fail({ kind: 'hang', times: Infinity })
    const end = await run('ending.mjs', { ...env, WAY: way })
    expect(emulator.messages()).toEqual([])
    if (end.report) expect(end.report.stats).toMatchObject({ delivered: 0, dropped: { shutdown: 0 } })
    const before = emulator.requests().map(({ body }) => body)
    emulator.clear()
    await run('ending.mjs', { ...env, LOAD: 'none', WAY: 'natural end' })
    for (const kind of kinds) expect(shownBy(emulator)).toContain(kind)
    // What was on its way is the same message.
    const after = emulator.messages().map(({ body }) => JSON.stringify(body))
    const sent = before.map((body) => (typeof body === 'string' ? body : JSON.stringify(body)))
    if (sent.length > 0) expect(after.some((body) => sent.includes(body))).toBe(true)
  })

  it('and what was delivered at the very end is not told again', async ({ onTestFinished }) => {
    const { dir, emulator } = await open(onTestFinished)
    const env = { SPOOL: dir, WEBHOOK: emulator.webhook() }
    for (const way of ['process.exit()', 'uncaught exception', 'natural end'])
      await run('ending.mjs', { ...env, WAY: way })
    await run('ending.mjs', { ...env, LOAD: 'none', WAY: 'natural end' })
    expect(emulator.requests()).toHaveLength(3)
    expect(emulator.messages()).toHaveLength(3)
  })

  it('and what a listener of `exit` captures after the last words is told as well', async ({
    onTestFinished,
  }) => {
    const { dir, emulator } = await open(onTestFinished)
    const env = { CORNER: 'captured by a listener of exit', SPOOL: dir, WEBHOOK: emulator.webhook() }
    const end = await run('corners.mjs', env)
    await run('ending.mjs', { ...env, LOAD: 'none', WAY: 'natural end' })
    expect(end).toMatchObject({ code: 3, stdout: '', stderr: '' })
    for (const kind of ['card declined', 'disk full']) expect(shownBy(emulator)).toContain(kind)
  })

  it('and what is captured before and after the last words is counted once each', async ({
    onTestFinished,
  }) => {
    const { dir, emulator } = await open(onTestFinished)
    const env = { SPOOL: dir, WEBHOOK: emulator.webhook() }
    await emulator.close()
    await run('corners.mjs', { ...env, CORNER: 'captured before and after the last words' })
    const { report } = await run('ending.mjs', { ...env, LOAD: 'none', WAY: 'natural end' })
    expect(report?.stats).toMatchObject({ accepted: 2, pending: 2, dropped: { spool: 0 } })
  })
})
