import { spawn } from 'node:child_process'
import { type Emulator, startEmulator } from '@dingbell/emulator'
import { median } from '../measure.ts'
import type { Benchmark, Result } from '../result.ts'

/** A way to end, and what the end may cost because of us. */
interface End {
  what: string
  /** The last statements; `alerter` is at hand. */
  script: string
  hung?: boolean
  atMostMs?: number
}

const capture = `alerter.capture(new Error('last'))`
/** No Error: writing its stack would be counted too. */
const throws = 'throw 0'
/** Two seconds of waiting, and a thread that starts on a busy machine. */
const waitMs = 2_250

const ends: readonly End[] = [
  { what: 'idle, by itself', script: '' },
  { what: 'idle, process.exit()', script: 'process.exit()' },
  { what: 'pending alert, by itself', script: capture },
  { what: 'pending alert, process.exit()', script: `${capture}; process.exit()` },
  { what: 'pending alert, uncaught exception', script: `${capture}; ${throws}` },
  { what: 'pending alert and hung server, by itself', script: capture, hung: true, atMostMs: waitMs },
  {
    what: 'pending alert and hung server, process.exit()',
    script: `${capture}; process.exit()`,
    hung: true,
    atMostMs: waitMs,
  },
]

/** What the end of a process costs because of us: nothing when idle, two seconds at most when DingTalk hangs. */
export const exitBenchmark: Benchmark = async ({ short }) => {
  // Every process is a new one to the robot, and there are more of them than it takes in a minute.
  const emulator = await startEmulator({ robots: [{ perMinute: false }] })
  const results: Result[] = []
  for (const end of ends) results.push(await measure(end, emulator, short ? 1 : 7))
  await emulator.close()
  return results
}

/** Runs by turns with an alerter and with one that is switched off, so that a slow moment hits both. */
async function measure(
  { atMostMs, hung, script, what }: End,
  emulator: Emulator,
  runs: number,
): Promise<Result> {
  emulator.clear()
  if (hung) emulator.fail({ kind: 'hang', times: Number.POSITIVE_INFINITY })
  const [loaded, bare]: [number[], number[]] = [[], []]
  for (let run = 0; run < runs; run += 1) {
    loaded.push(await endMs(emulator.webhook(), true, script))
    bare.push(await endMs(emulator.webhook(), false, script))
  }
  const value = median(loaded) - median(bare)
  return {
    what: `exit, ${what}: time added`,
    value,
    unit: 'ms',
    ...(atMostMs && { must: { atMost: atMostMs } }),
  }
}

/** Time between the last statements of a process and the moment when it is gone. */
function endMs(webhook: string, enabled: boolean, script: string): Promise<number> {
  const options = JSON.stringify({ webhook, enabled, stateDir: false })
  const program = `
    import { writeSync } from 'node:fs'
    import { Alerter } from '@dingbell/core'
    const alerter = new Alerter(${options})
    setImmediate(() => {
      writeSync(1, String(performance.timeOrigin + performance.now()))
      ${script}
    })`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    cwd: new URL('..', import.meta.url),
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  let from = ''
  child.stdout.on('data', (chunk: Buffer) => {
    from += chunk.toString()
  })
  const now = () => performance.timeOrigin + performance.now()
  return new Promise((resolve) => child.on('close', () => resolve(now() - Number(from))))
}
