import { spawn } from 'node:child_process'
import { type Emulator, startEmulator } from '@dingbell/emulator'
import type { Benchmark, Result } from '../result.ts'
import { contenders } from './contenders.ts'
import { startSlackGateway } from './slack-gateway.ts'
import { kinds, records } from './storm.ts'

/** The same storm through every package that installs: what did the group see of it? */
export const peersBenchmark: Benchmark = async ({ short }) => {
  const names = Object.keys(contenders)
  const results: Result[] = []
  for (const name of short ? names.slice(0, 2) : names) results.push(await meet(name))
  return results
}

/** One contender against an emulator of its own, with DingTalk's limits on. */
async function meet(name: string): Promise<Result> {
  const emulator = await startEmulator({ robots: [{ name: 'ops', token: 'bench-peer-token' }] })
  const gateway = await startSlackGateway(emulator.webhook('ops'))
  const { claimed, died } = await run(name, [emulator.webhook('ops'), 'bench-peer-token', gateway.url])
  const seen = look(emulator)
  gateway.close()
  await emulator.close()
  const notes = [
    seen.banned ? 'banned for 10 min' : 'not banned',
    `${seen.kinds} of ${kinds} kinds`,
    `${seen.accounted.toLocaleString('en')} of ${(records + 1).toLocaleString('en')} records accounted for`,
    `the fatal one ${seen.fatal ? 'delivered' : '**lost**'}`,
    claimed === undefined ? 'reports nothing' : `reports ${claimed.toLocaleString('en')} successes`,
    ...(died ? [`the process died (${died})`] : []),
  ]
  return { what: name, value: emulator.messages().length, unit: 'messages', note: notes.join('; ') }
}

/** Runs a contender; says what it claims, and how it died if it did. */
function run(name: string, target: readonly string[]): Promise<{ claimed?: number; died?: string }> {
  const child = spawn(process.execPath, [new URL('peer.js', import.meta.url).pathname, name, ...target])
  let output = ''
  child.stdout.on('data', (chunk) => {
    output += chunk
  })
  const limit = setTimeout(() => child.kill('SIGKILL'), 30_000)
  return new Promise((resolve) => {
    child.on('close', (code, signal) => {
      clearTimeout(limit)
      const claimed = /\{"claimed":(\d+)\}/.exec(output)?.[1]
      resolve({
        ...(claimed !== undefined && { claimed: Number(claimed) }),
        ...((code !== 0 || signal) && { died: signal ?? `exit code ${code}` }),
      })
    })
  })
}

/** What the group saw: kinds, records (each message is one, or says how many it stands for), and the fatal one. */
function look(emulator: Emulator): { banned: boolean; kinds: number; accounted: number; fatal: boolean } {
  const texts = emulator.messages().map(({ body }) => JSON.stringify(body))
  const all = texts.join('\n')
  const named = new Set([...all.matchAll(/kind-([a-j]+)\\*\./g)].map(([, kind]) => kind))
  const counts = [...all.matchAll(/ ×([\d,]+)|\*\*([\d,]+)\*\* 次/g)]
  const counted = counts.reduce(
    (sum, [, times, once]) => sum + Number((times ?? once ?? '').replaceAll(',', '')),
    0,
  )
  const banned = emulator.requests().some(({ verdict }) => verdict.errcode === 130101)
  // Peers say one record a message; only ours counts.
  const isDigest = all.includes('累计')
  return {
    banned,
    kinds: named.size,
    accounted: isDigest ? counted : texts.length,
    fatal: all.includes('kind-fatal'),
  }
}
