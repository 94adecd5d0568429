import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Emulator, startEmulator } from '@dingbell/emulator'
import { build } from 'esbuild'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { nodes } from '../nodes.ts'
import { run } from './child.ts'

// A process takes its time to start on a busy machine.
vi.setConfig({ testTimeout: 120_000 })
/** A starved thread may need two seconds to begin. */
const busy = { retry: 2 }

async function emulate(): Promise<Emulator> {
  const emulator = await startEmulator({ robots: [{ token: randomUUID() }] })
  onTestFinished(() => emulator.close())
  return emulator
}

const shownBy = (emulator: Emulator) => JSON.stringify(emulator.messages().map(({ body }) => body))
const pathOf = (name: string) => fileURLToPath(new URL(name, import.meta.url))

describe.each(nodes)('on the Node at %s', busy, (node) => {
  it('alerters of two copies of this package, with one robot, say their last words both', async () => {
    const emulator = await emulate()
    const env = { CORNER: 'two copies', WEBHOOK: emulator.webhook() }
    expect(await run('corners.mjs', env, { node })).toMatchObject({ code: 3, stdout: '', stderr: '' })
    for (const kind of ['card declined', 'disk full']) expect(shownBy(emulator)).toContain(kind)
  })

  it('what listeners of `exit` capture is told as well, before or after ours', async () => {
    const emulator = await emulate()
    const env = { CORNER: 'captured by a listener of exit', WEBHOOK: emulator.webhook() }
    expect(await run('corners.mjs', env, { node })).toMatchObject({ code: 3, stdout: '', stderr: '' })
    for (const kind of ['card declined', 'disk full']) expect(shownBy(emulator)).toContain(kind)
  })

  it('a thread that ends itself delivers', async () => {
    const emulator = await emulate()
    const env = { CORNER: 'a thread', WEBHOOK: emulator.webhook() }
    expect(await run('corners.mjs', env, { node })).toMatchObject({ code: 3, stdout: '', stderr: '' })
    expect(shownBy(emulator)).toContain('card declined')
  })

  it('fake timers and clocks of the host neither stop nor prolong it', async () => {
    const emulator = await emulate()
    emulator.fail({ kind: 'slow', delayMs: 300, times: Infinity })
    const env = { CORNER: 'fake timers', WEBHOOK: emulator.webhook() }
    expect(await run('corners.mjs', env, { node })).toMatchObject({ code: 3, stdout: '' })
    expect(shownBy(emulator)).toContain('card declined')
    emulator.clear()
    emulator.fail({ kind: 'hang', times: Infinity })
    const { code, report } = await run('corners.mjs', env, { node })
    expect(code).toBe(3)
    expect(report?.addedMs).toBeLessThan(3_500)
  })

  it.each([
    ['--require', './children/hook.cjs'],
    ['--import', './children/hook.cjs'],
  ])("the host's %s hooks do not run in the thread that posts", async (flag, hook) => {
    const emulator = await emulate()
    const env = { CORNER: 'plain', WEBHOOK: emulator.webhook() }
    const flags = [flag, pathOf(hook)]
    const byArgument = await run('corners.mjs', env, { args: flags, node })
    const byEnvironment = await run('corners.mjs', { ...env, NODE_OPTIONS: flags.join(' ') }, { node })
    for (const end of [byArgument, byEnvironment]) {
      expect(end).toMatchObject({ code: 3, stdout: 'hooked\n', stderr: '' })
    }
    expect(emulator.messages()).toHaveLength(2)
  })
})

it.each(['cjs', 'esm'] as const)('works in a bundled application: %s', busy, async (format) => {
  const emulator = await emulate()
  const folder = await mkdtemp(join(tmpdir(), 'dingbell-bundle-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const core = createRequire(import.meta.url).resolve('../../dist/index.js')
  const outfile = join(folder, format === 'cjs' ? 'app.cjs' : 'app.mjs')
  const contents = `
    import { Alerter } from ${JSON.stringify(core)}
    new Alerter({ webhook: process.env.WEBHOOK, app: 'shop' }).capture(new Error('card declined'))
    process.exit(3)`
  const options = { bundle: true, minify: true, platform: 'node', target: 'node20', format, outfile } as const
  await build({ ...options, stdin: { contents, resolveDir: folder } })
  const end = await run(outfile, { WEBHOOK: emulator.webhook() }, { node: nodes.at(-1) ?? process.execPath })
  expect(end).toMatchObject({ code: 3, stdout: '', stderr: '' })
  expect(shownBy(emulator)).toContain('card declined')
})

it('a message in flight leaves once more, unchanged, beside the last words', busy, async () => {
  const emulator = await emulate()
  emulator.fail({ kind: 'hang' })
  const end = await run('corners.mjs', { CORNER: 'a message in flight', WEBHOOK: emulator.webhook() })
  expect(end).toMatchObject({ code: 3, stdout: '', stderr: '' })
  const sent = emulator.requests().map(({ body }) => body)
  expect(sent).toHaveLength(3)
  expect(sent.slice(1)).toContainEqual(sent[0])
  for (const kind of ['card declined', 'disk full']) expect(shownBy(emulator)).toContain(kind)
})

it('a process that is ended by who hears that a message arrived does not send it again', busy, async () => {
  const emulator = await emulate()
  const env = { CORNER: 'ended by who hears that it arrived', WEBHOOK: emulator.webhook() }
  expect(await run('corners.mjs', env)).toMatchObject({ code: 3, report: { stats: { delivered: 1 } } })
  expect(emulator.requests()).toHaveLength(1)
})

it('close() without await, then process.exit(): the last words still leave', busy, async () => {
  const emulator = await emulate()
  const env = { CORNER: 'close() not awaited', WEBHOOK: emulator.webhook() }
  expect(await run('corners.mjs', env)).toMatchObject({ code: 3, report: { stats: { delivered: 1 } } })
  expect(shownBy(emulator)).toContain('card declined')
})

it.each(['a fetch of its own', 'a patched fetch', 'a global proxy'])(
  'what goes out by %s is not sent behind its back',
  async (corner) => {
    const emulator = await emulate()
    const { code, report } = await run('corners.mjs', { CORNER: corner, WEBHOOK: emulator.webhook() })
    expect(code).toBe(3)
    expect(emulator.requests()).toEqual([])
    expect(report?.stats.dropped?.shutdown).toBe(1)
  },
)
