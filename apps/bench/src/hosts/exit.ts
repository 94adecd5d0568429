import { spawn } from 'node:child_process'
import { startEmulator } from '@dingbell/emulator'
import { median } from '../measure.ts'
import type { Benchmark } from '../result.ts'

/** What the end of a process costs because of us: nothing when idle, the deadline at most with a hung server. */
export const exitBenchmark: Benchmark = async ({ short }) => {
  const runs = short ? 1 : 7
  const emulator = await startEmulator()
  const webhook = emulator.webhook()
  const idle = `import('@dingbell/core').then(({ Alerter }) => new Alerter({ webhook: '${webhook}' }))`
  const bare = `import('@dingbell/core')`
  const [with_, without]: [number[], number[]] = [[], []]
  for (let run = 0; run < runs; run += 1) {
    with_.push(await lifeMs(idle))
    without.push(await lifeMs(bare))
  }
  emulator.fail({ kind: 'hang', times: 1_000 })
  const hung = `${idle}.then((alerter) => alerter.capture(new Error('last')))`
  const loaded: number[] = []
  for (let run = 0; run < runs; run += 1) loaded.push(await lifeMs(hung))
  await emulator.close()
  const base = median(without)
  return [
    { what: 'exit, idle alerter: time added', value: median(with_) - base, unit: 'ms' },
    {
      what: 'exit, pending alert and hung server: time added',
      value: median(loaded) - base,
      unit: 'ms',
      must: { atMost: 10_500 },
    },
  ]
}

function lifeMs(script: string): Promise<number> {
  const start = performance.now()
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    cwd: new URL('..', import.meta.url),
    stdio: 'ignore',
  })
  return new Promise((resolve) => child.on('close', () => resolve(performance.now() - start)))
}
