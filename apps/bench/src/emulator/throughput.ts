import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { median } from '../measure.ts'
import type { Benchmark } from '../result.ts'

/** Clients that ask at the same time, each over one connection that it keeps. */
const connections = 32
/** About as long as the card of an error. */
const body = JSON.stringify({
  msgtype: 'markdown',
  markdown: {
    title: 'Order service',
    text: `**Order service**  \n${'order 42 failed, see the trace. '.repeat(10)}`,
  },
})

/** Requests a second that the emulator accepts with its limits off, beside a bare route that only reads the JSON. */
export const throughputBenchmark: Benchmark = async ({ runs, short }) => {
  const [emulator, hono]: [number[], number[]] = [[], []]
  for (let run = 0; run < (short ? 1 : runs); run += 1) {
    emulator.push(await perSecond('emulator', short ? 300 : 3_000))
    hono.push(await perSecond('hono', short ? 300 : 3_000))
  }
  return [
    {
      what: 'emulator, limits off: accepted a second',
      value: median(emulator),
      unit: 'requests',
      ...(!short && { must: { atLeast: 5_000 } }),
    },
    { what: 'a bare Hono route, for comparison', value: median(hono), unit: 'requests' },
  ]
}

async function perSecond(name: 'emulator' | 'hono', durationMs: number): Promise<number> {
  // A process of its own: within this one, client and server would share a thread.
  const child = spawn(process.execPath, [new URL('server.js', import.meta.url).pathname, name])
  try {
    const url = await firstLine(child)
    const agent = new Agent({ keepAlive: true, maxSockets: connections })
    // Opens the connections and compiles the server.
    await hammer(url, agent, durationMs / 3)
    const done = await hammer(url, agent, durationMs)
    agent.destroy()
    return done / (durationMs / 1_000)
  } finally {
    child.kill()
  }
}

/** Where the server listens: it says so once it does. */
async function firstLine({ stdout }: ChildProcess): Promise<string> {
  if (!stdout) throw new Error('the server has no output')
  const [chunk]: unknown[] = await once(stdout, 'data')
  return String(chunk).trim()
}

/** Every connection sends its next request when it has an answer. Returns how many answers were ok. */
async function hammer(url: string, agent: Agent, durationMs: number): Promise<number> {
  const end = performance.now() + durationMs
  let ok = 0
  const loop = async () => {
    while (performance.now() < end) if ((await post(url, agent)).includes('"errcode":0')) ok += 1
  }
  await Promise.all(Array.from({ length: connections }, loop))
  return ok
}

/** With `node:http`: `fetch` would take more of the machine than the server that is measured. */
function post(url: string, agent: Agent): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
    const sent = request(url, { method: 'POST', agent, headers }, (response) => {
      let text = ''
      response.on('data', (chunk) => {
        text += chunk
      })
      response.on('end', () => resolve(text))
    })
    sent.on('error', reject)
    sent.end(body)
  })
}
