import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Robot, text } from '@dingbell/core'
import { median, percentile } from '../measure.ts'
import type { Benchmark } from '../result.ts'

const perRobot = 12

/** What it costs a message that its slot is shared with all processes of the host: taken and given back by files. */
export const slotsBenchmark: Benchmark = async ({ short }) => {
  const robots = short ? 5 : 200
  const dir = mkdtempSync(join(tmpdir(), 'dingbell-bench-'))
  const before = process.env.DINGBELL_STATE_DIR
  try {
    await send(robots, 'false')
    const [alone, shared] = [await send(robots, 'false'), await send(robots, dir)]
    const added = (percent: number) => percentile(shared, percent) - median(alone)
    return [
      {
        what: 'a slot taken and given back through files, added to a message, median',
        value: added(50),
        unit: 'ms',
      },
      { what: 'the same, p99', value: added(99), unit: 'ms', must: { atMost: 1 } },
    ]
  } finally {
    rmSync(dir, { recursive: true })
    if (before === undefined) delete process.env.DINGBELL_STATE_DIR
    else process.env.DINGBELL_STATE_DIR = before
  }
}

/** Times of single messages, in ms, against a server that answers at once. */
async function send(robots: number, stateDir: string): Promise<number[]> {
  process.env.DINGBELL_STATE_DIR = stateDir
  const taken: number[] = []
  for (let left = robots; left > 0; left -= 1) {
    const robot = new Robot({ webhook: `bench-token-${Math.random().toString(36).slice(2)}`, fetch: answer })
    for (let sent = 0; sent < perRobot; sent += 1) {
      const start = performance.now()
      await robot.send(text('how long does it take'))
      taken.push(performance.now() - start)
    }
  }
  return taken
}

async function answer() {
  return {
    status: 200,
    headers: { get: () => null },
    body: null,
    text: async () => '{"errcode":0,"errmsg":"ok"}',
  }
}
