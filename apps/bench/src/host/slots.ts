import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Alerter, Robot, text } from '@dingbell/core'
import { median, nanosecondsEach, percentile } from '../measure.ts'
import type { Benchmark } from '../result.ts'

const perRobot = 12

/** What it costs a message that its slot is shared with all processes of the host, by files. */
export const slotsBenchmark: Benchmark = async ({ short }) => {
  const robots = short ? 5 : 200
  const dir = mkdtempSync(join(tmpdir(), 'dingbell-bench-'))
  const before = process.env.DINGBELL_STATE_DIR
  // Keeps the month, which a process with robots alone writes down beside each slot.
  const alerter = new Alerter({ webhook: nextWebhook(), app: 'bench', stateDir: false })
  try {
    // Both ways run once before, to compile the code.
    for (const stateDir of ['false', dir]) await send(Math.ceil(robots / 4), stateDir)
    const [alone, shared] = [await send(robots, 'false'), await send(robots, dir)]
    const takenMs = (percent: number) => percentile(shared.taken, percent) - median(alone.taken)
    const wholeMs = median(shared.whole) - median(alone.whole)
    return [
      { what: 'a slot taken through files, median', value: takenMs(50), unit: 'ms' },
      { what: 'the same, p99', value: takenMs(99), unit: 'ms', must: { atMost: 1 } },
      {
        what: 'the first of a robot, which makes its file, median',
        value: median(shared.first) - median(alone.taken),
        unit: 'ms',
        note: `every ${perRobot}th of them all`,
      },
      {
        what: 'a bare file made and written, p99',
        value: percentile(bareFiles(robots, dir), 99) / 1e6,
        unit: 'ms',
        note: 'the disk and the machine alone, in the same run',
      },
      { what: 'taken and given back, added to a message, median', value: wholeMs, unit: 'ms' },
    ]
  } finally {
    await alerter.close(0)
    rmSync(dir, { recursive: true })
    if (before === undefined) delete process.env.DINGBELL_STATE_DIR
    else process.env.DINGBELL_STATE_DIR = before
  }
}

/** Times of single messages, in ms, until they leave and in all, with a server that answers at once. */
async function send(robots: number, stateDir: string) {
  process.env.DINGBELL_STATE_DIR = stateDir
  const [first, taken, whole]: [number[], number[], number[]] = [[], [], []]
  let leftAt = 0
  const fetch = async () => {
    leftAt = performance.now()
    return { status: 200, headers: { get: () => null }, body: '{"errcode":0,"errmsg":"ok"}' }
  }
  for (let left = robots; left > 0; left -= 1) {
    const robot = new Robot({ webhook: nextWebhook(), fetch })
    for (let sent = 0; sent < perRobot; sent += 1) {
      const start = performance.now()
      await robot.send(text('how long does it take'))
      taken.push(leftAt - start)
      if (sent === 0) first.push(leftAt - start)
      whole.push(performance.now() - start)
    }
  }
  return { first, taken, whole }
}

/** Nanoseconds that new files take without anything else. */
function bareFiles(count: number, dir: string): number[] {
  const paths = Array.from({ length: count }, (_, index) => join(dir, `bare-${index}`))
  const text = 'x'.repeat(300)
  return paths.map((path) =>
    nanosecondsEach([path], (each) => {
      const file = openSync(each, 'ax', 0o600)
      writeSync(file, text)
      closeSync(file)
    }),
  )
}

function nextWebhook(): string {
  return `bench-token-${Math.random().toString(36).slice(2)}`
}
