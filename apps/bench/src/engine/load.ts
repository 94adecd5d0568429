import { execFileSync } from 'node:child_process'
import { median } from '../measure.ts'
import type { Benchmark } from '../result.ts'

/** What an application pays at its start for the import, each in a process of its own. */
export const loadBenchmark: Benchmark = async ({ short }) => {
  const runs = short ? 3 : 21
  const [own, slack]: [number[], number[]] = [[], []]
  for (let run = 0; run < runs; run += 1) {
    own.push(importMs('@dingbell/core'))
    slack.push(importMs('@slack/webhook'))
  }
  const [ours, theirs] = [median(own), median(slack)]
  const must = { atMost: 1 }
  return [
    { what: 'loading @dingbell/core', value: ours, unit: 'ms' },
    { what: 'loading @slack/webhook', value: theirs, unit: 'ms' },
    {
      what: 'loading core, as a multiple of @slack/webhook',
      value: ours / theirs,
      unit: '×',
      ...(!short && { must }),
    },
  ]
}

/** Milliseconds that the import takes in a new process: within one, the second package would find Node's modules loaded by the first. */
function importMs(name: string): number {
  const script = `const start = performance.now(); await import('${name}'); console.log(performance.now() - start)`
  const output = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: new URL('..', import.meta.url),
    encoding: 'utf8',
  })
  return Number(output)
}
