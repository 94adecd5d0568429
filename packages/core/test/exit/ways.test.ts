import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { type Emulator, type Fault, startEmulator } from '@dingbell/emulator'
import { describe, expect, it, vi } from 'vitest'
import { nodes } from '../nodes.ts'
import { type End, run } from './child.ts'
import { type Way, ways } from './ways.ts'

// A process takes its time to start on a busy machine.
vi.setConfig({ testTimeout: 120_000 })

/** Time that the end may take, and what a busy machine adds to it. */
const waitMs = 2_000
const closeMs = 3_000
const marginMs = 1_500

const servers: { name: string; fault?: Fault; delivers: boolean }[] = [
  { name: 'fast', delivers: true },
  { name: 'slow (1 s)', fault: { kind: 'slow', delayMs: 1_000, times: Infinity }, delivers: true },
  { name: 'hung', fault: { kind: 'hang', times: Infinity }, delivers: false },
  {
    name: 'refusing',
    fault: { kind: 'answer', errcode: 300005, errmsg: 'token is not exist', times: Infinity },
    delivers: false,
  },
]

async function emulate(close: (end: () => Promise<void>) => void, fault?: Fault): Promise<Emulator> {
  const emulator = await startEmulator({ robots: [{ token: randomUUID() }] })
  close(() => emulator.close())
  if (fault) emulator.fail(fault)
  return emulator
}

/** All but what the alerter says of its own trouble. */
function stderrOf({ stderr }: End): string {
  return stderr.replace(/^\[dingbell\] .*\n/gm, '')
}

/** Exit code, signal and output are those of the same program without us. */
function expectSameEnd(end: End, bare: End, { code, signal }: Way): void {
  expect({ code: end.code, signal: end.signal }).toEqual({ code, signal: signal ?? null })
  expect({ code: bare.code, signal: bare.signal }).toEqual({ code, signal: signal ?? null })
  expect(end.stdout).toBe('')
  expect(stderrOf(end)).toBe(bare.stderr)
}

const bareRuns = new Map<string, Promise<End>>()
/** The same program without us; once is enough for all servers. */
function runBare(way: string, node = process.execPath): Promise<End> {
  const known = bareRuns.get(node + way) ?? run('ending.mjs', { WAY: way }, { node })
  bareRuns.set(node + way, known)
  return known
}

describe.each(servers)('with a server that is $name', { retry: 2 }, ({ delivers, fault }) => {
  // A starved thread may need two seconds to begin: what must be delivered runs alone, and more than once at need.
  const test = delivers ? it : it.concurrent
  test.for(ways)('$way', async (way, { onTestFinished }) => {
    const emulator = await emulate(onTestFinished, fault)
    const end = await run('ending.mjs', { WAY: way.way, WEBHOOK: emulator.webhook() })
    expectSameEnd(end, await runBare(way.way), way)
    const isDelivered = delivers && way.pending === 'delivered'
    expect(emulator.messages()).toHaveLength(isDelivered ? 1 : 0)
    if (way.pending === 'left') return expect(emulator.requests()).toEqual([])
    const atMost = way.way.includes('close()') ? closeMs : waitMs
    expect(end.report?.addedMs).toBeLessThan(atMost + marginMs)
    const left = { delivered: isDelivered ? 2 : 0, pending: 0, dropped: { shutdown: isDelivered ? 0 : 2 } }
    expect(end.report?.stats).toMatchObject({ accepted: 2, ...left })
    const shown = JSON.stringify(emulator.messages())
    for (const kind of ['card declined', 'disk nearly full']) expect(shown.includes(kind)).toBe(isDelivered)
  })
})

describe('with nobody at the other end', () => {
  it.concurrent.for(ways)('$way', async (way) => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    server.close()
    await once(server, 'close')
    const port = typeof address === 'object' ? address?.port : 0
    const env = { WAY: way.way, WEBHOOK: `http://127.0.0.1:${port}/robot/send?access_token=fake-token` }
    const end = await run('ending.mjs', env)
    expectSameEnd(end, await runBare(way.way), way)
    const atMost = way.way.includes('close()') ? closeMs : waitMs
    if (end.report) expect(end.report.addedMs).toBeLessThan(atMost + marginMs)
  })
})

describe.each(nodes)('idle, on the Node at %s', (node) => {
  it.concurrent.for(ways)('$way: no request, no thread', async (way, { onTestFinished }) => {
    const emulator = await emulate(onTestFinished)
    const end = await run('ending.mjs', { WAY: way.way, WEBHOOK: emulator.webhook(), LOAD: 'none' }, { node })
    expectSameEnd(end, await runBare(way.way, node), way)
    expect(emulator.requests()).toEqual([])
    if (way.pending === 'delivered') expect(end.report?.threads).toBe(0)
  })
})

describe.each(nodes.slice(1))('on the Node at %s', { retry: 2 }, (node) => {
  it.for(ways)('$way', async (way, { onTestFinished }) => {
    const emulator = await emulate(onTestFinished)
    const end = await run('ending.mjs', { WAY: way.way, WEBHOOK: emulator.webhook() }, { node })
    expectSameEnd(end, await runBare(way.way, node), way)
    expect(emulator.messages()).toHaveLength(way.pending === 'delivered' ? 1 : 0)
  })
})

describe.each(['', '.zh-CN'])('the page about the end (%s)', (language) => {
  it('lists every way with what is tried here, and no other', () => {
    const text = readFileSync(new URL(`../../../../docs/shutdown${language}.md`, import.meta.url), 'utf8')
    const rows = [...text.matchAll(/^\| `([^`]+)`[^|]*\| ([^|]+) \| ([^|]+) \| ([^|]+) \|$/gm)]
    expect(rows.map(([, way]) => way)).toEqual(ways.map(({ way }) => way))
    rows.forEach(([, way, pending = '', added = '', code = ''], index) => {
      const tried = ways[index]
      const isLeft = tried?.pending === 'left'
      expect({ way, isLeft: /^(left|遗留)/.test(pending) }).toEqual({ way, isLeft })
      expect({ way, isFree: /^(none|无)$/.test(added) }).toEqual({ way, isFree: isLeft })
      expect(/^\d$|^SIG/.test(code) ? code : 'given').toBe(
        /^(0|1)$/.test(`${tried?.code}`) && !/close/.test(`${way}`)
          ? `${tried?.code}`
          : (tried?.signal ?? 'given'),
      )
    })
  })
})
