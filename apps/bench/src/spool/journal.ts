import { closeSync, mkdtempSync, openSync, readdirSync, rmSync, statSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Alerter, type AlerterOptions } from '@dingbell/core'
import { word } from '../engine/words.ts'
import { median, medianOf, nanosecondsEach, percentile } from '../measure.ts'
import type { Benchmark } from '../result.ts'

/** What a spool costs: with each new kind, with each repeat, and at the start after a crash. */
export const journalBenchmark: Benchmark = async ({ runs, short }) => {
  const kinds = short ? 200 : 2_000
  const root = mkdtempSync(join(tmpdir(), 'dingbell-bench-'))
  const dirs = Array.from({ length: runs + 1 }, (_, run) => join(root, String(run)))
  try {
    const added: { median: number; p99: number }[] = []
    for (const dir of dirs) added.push(await addedToNewKinds(kinds, dir))
    const repeat = await medianOf(runs, () => repeats(short ? 20_000 : 500_000, join(root, 'repeats')))
    // Alerters of this process that were closed with something left: their files wait for an heir.
    const bytes = sizeOf(dirs[0] ?? root)
    const recoveries: number[] = []
    for (const dir of dirs) recoveries.push(await recovery(dir, kinds))
    const size = `${(bytes / 2 ** 20).toFixed(1)} MiB, ${kinds} kinds`
    return [
      {
        what: 'a new kind, added by the spool, median',
        value: median(added.map((each) => each.median)),
        unit: 'µs',
      },
      {
        what: 'the same, p99',
        value: median(added.map((each) => each.p99)),
        unit: 'µs',
        must: { atMost: 50 },
      },
      {
        what: 'a bare append of as many bytes, p99',
        value: percentile(bareAppends(kinds, Math.round(bytes / kinds), root), 99) / 1_000,
        unit: 'µs',
        note: 'the disk and the machine alone, in the same run',
      },
      { what: 'a repeated error with a spool', value: repeat / 1_000, unit: 'µs', must: { atMost: 2 } },
      {
        what: 'recovery of a full spool',
        value: median(recoveries),
        unit: 'ms',
        must: { atMost: 500 },
        note: size,
      },
    ]
  } finally {
    rmSync(root, { recursive: true })
  }
}

function openAlerter(spool: AlerterOptions['spool']): Alerter {
  // Nothing leaves, so all of it stays in the spool.
  const fetch = () => new Promise<never>(() => {})
  const webhook = `bench-token-${Math.random().toString(36).slice(2)}`
  return new Alerter({ webhook, app: 'bench', fetch, spool, stateDir: false })
}

/**
 * Microseconds that new kinds take longer with a spool, the middle one and the slowest hundredth. Both take turns, so that a busy machine is
 * equally busy for both, and neither is always the first to touch what the other one finds warm. What was captured is left
 * where it is.
 */
async function addedToNewKinds(kinds: number, dir: string): Promise<{ median: number; p99: number }> {
  const sides = [{ dir }, false as const].map((spool) => ({
    alerter: openAlerter(spool),
    took: [] as number[],
  }))
  for (let kind = 0; kind < kinds; kind += 1) {
    for (const { alerter, took } of kind % 2 === 0 ? sides : [...sides].reverse()) {
      const error = new TypeError(`${word(kind)} is not to be had: ${'x'.repeat(500)}`)
      const input = { error, fingerprint: word(kind), context: { orderId: kind, note: 'y'.repeat(200) } }
      took.push(nanosecondsEach([input], (each) => alerter.capture(each)))
    }
  }
  for (const { alerter } of sides) await alerter.close(0)
  // The first quarter compiles the code.
  const addedAt = (percent: number) => {
    const [kept = 0, unkept = 0] = sides.map(({ took }) => percentile(took.slice(kinds / 4), percent))
    return (kept - unkept) / 1_000
  }
  return { median: addedAt(50), p99: addedAt(99) }
}

/** Nanoseconds of appends without anything else. */
function bareAppends(count: number, bytes: number, dir: string): number[] {
  const line = Buffer.alloc(bytes, 'x')
  const file = openSync(join(dir, 'bare'), 'ax')
  const took = Array.from({ length: count }, () => nanosecondsEach([line], (each) => writeSync(file, each)))
  closeSync(file)
  return took
}

async function repeats(calls: number, dir: string): Promise<number> {
  const alerter = openAlerter({ dir })
  const error = { message: 'cannot charge order 17', template: 'cannot charge order %d' }
  const took = nanosecondsEach(
    Array.from({ length: calls }, () => error),
    (each) => alerter.capture(each),
  )
  await alerter.close(0)
  return took
}

/** Milliseconds until an alerter has taken over what another one left. */
async function recovery(dir: string, kinds: number): Promise<number> {
  const start = performance.now()
  const alerter = openAlerter({ dir })
  const took = performance.now() - start
  const { pending } = alerter.stats()
  if (pending !== kinds) throw new Error(`${pending} alerts came back instead of ${kinds}`)
  await alerter.close(0)
  return took
}

function sizeOf(dir: string): number {
  const entries = readdirSync(dir, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  return files.reduce((sum, file) => sum + statSync(join(file.parentPath, file.name)).size, 0)
}
