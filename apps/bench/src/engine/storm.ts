import { Alerter } from '@dingbell/core'
import { startEmulator } from '@dingbell/emulator'
import { Batches, Machine } from '../batches.ts'
import { cpuMs } from '../measure.ts'
import type { Benchmark } from '../result.ts'
import { word } from './words.ts'

const kinds = 200
/** Small, as records come in life: captured while they are still in the processor's caches. */
const batch = 1_000
const batchesPerRound = 50
const mebibyte = 1024 * 1024

/** A million records of 200 kinds and 2 % noise against a real server: CPU, memory, books and messages. */
export const stormBenchmark: Benchmark = async ({ short }) => {
  const records = short ? 20_000 : 1_000_000
  const emulator = await startEmulator()
  const alerter = new Alerter({ webhook: emulator.webhook(), app: 'bench' })
  const heap = new Heap()
  const calls = new Batches(new Machine())
  let cpu = 0
  const round = Math.min(records, batchesPerRound * batch)
  for (let done = 0; done < records; done += round) {
    heap.sample()
    cpu += await cpuMs(() =>
      storm(done, round, (inputs) => calls.time(inputs, (input) => alerter.capture(input))),
    )
    // What it takes to make the records, and to collect them, is not the alerter's.
    cpu -= await cpuMs(() => storm(done, round, () => {}))
  }
  cpu += await cpuMs(async () => {
    await alerter.flush(5_000)
  })
  await alerter.close()
  const { accepted, delivered, dropped, pending } = alerter.stats()
  const sum = delivered + pending + Object.values(dropped).reduce((all, each) => all + each, 0)
  const messages = busiestMinute(emulator.messages().map(({ time }) => time))
  await emulator.close()
  const share = records / 1_000_000
  // The calls are most of it: as much as others slowed them down, they slowed down the rest.
  const speed = calls.each / calls.all
  const what = `${records.toLocaleString('en')} records, ${kinds} kinds + 2 % noise`
  return [
    {
      what: `${what}: CPU at the machine's full speed`,
      value: (cpu * speed) / 1_000,
      unit: 's',
      ...(share === 1 && { must: { atMost: 4 } }),
      note: `${(cpu / 1_000).toFixed(2)} s, while the machine ran at ${Math.round(100 * speed)} % of its speed`,
    },
    {
      what: `${what}: the calls alone, each`,
      value: calls.each / 1_000,
      unit: 'µs',
      note: `${calls.share} % of the batches undisturbed; all of them: ${(calls.all / 1_000).toFixed(1)} µs`,
    },
    {
      what: `${what}: memory above the baseline`,
      value: heap.risenBytes / mebibyte,
      unit: 'MB',
      must: { atMost: 64 },
    },
    {
      what: `${what}: accepted, and missing in the books`,
      value: records - accepted + (accepted - sum),
      unit: 'alerts',
      must: { atMost: 0 },
    },
    {
      what: `${what}: messages in the busiest minute`,
      value: messages,
      unit: 'messages',
      must: { atMost: 18 },
    },
  ]
}

/** Makes records and passes them on, with time in between for whatever else the process has to do. */
async function storm(
  from: number,
  count: number,
  pass: (inputs: readonly ReturnType<typeof record>[]) => void,
): Promise<void> {
  for (let done = 0; done < count; done += batch) {
    const inputs = Array.from({ length: batch }, (_, n) => record(from + done + n))
    pass(inputs)
    await new Promise((resolve) => setImmediate(resolve))
  }
}

/** How many of these moments lie within one minute at most. */
function busiestMinute(times: readonly number[]): number {
  const within = (start: number) => times.filter((time) => time >= start && time < start + 60_000).length
  return Math.max(0, ...times.map(within))
}

function record(n: number): { message: string; logger: string; context: Record<string, unknown> } {
  const noise = n % 50 === 0
  const kind = noise ? `noise ${word(n)}` : `kind ${word(n % kinds)}`
  return {
    message: `${kind} failed for order ${n}`,
    logger: 'Orders',
    context: { orderId: n, traceId: `trace-${n}` },
  }
}

/** The heap after collections, where they can be asked for (`--expose-gc`); else as it is. */
class Heap {
  readonly #baseline = used()
  risenBytes = 0

  sample(): void {
    this.risenBytes = Math.max(this.risenBytes, used() - this.#baseline)
  }
}

function used(): number {
  globalThis.gc?.()
  const { external, heapUsed } = process.memoryUsage()
  return heapUsed + external
}
