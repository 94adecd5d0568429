import { Alerter } from '@dingbell/core'
import { startEmulator } from '@dingbell/emulator'
import { percentile } from '../measure.ts'
import type { Benchmark } from '../result.ts'

const groupWaitMs = 500

/** From the call to the server, with a free slot: each alert has a robot of its own. */
export const latencyBenchmark: Benchmark = async ({ short }) => {
  const times = short ? 5 : 200
  const [first, fatal] = [await latencies(times, 'error'), await latencies(times, 'fatal')]
  return [
    {
      what: 'first alert at the server, p99',
      value: percentile(first, 99),
      unit: 'ms',
      must: { atMost: groupWaitMs + 100 },
    },
    {
      what: 'fatal alert at the server, p99',
      value: percentile(fatal, 99),
      unit: 'ms',
      must: { atMost: 100 },
    },
  ]
}

/** Milliseconds of so many alerts, each by a robot that nobody used before. */
async function latencies(times: number, level: 'error' | 'fatal'): Promise<number[]> {
  const robots = Array.from({ length: times }, (_, n) => ({ name: `robot-${n}` }))
  const emulator = await startEmulator({ robots })
  const taken: number[] = []
  // In small crowds: more at once would measure the server.
  for (let from = 0; from < times; from += 5) {
    const crowd = robots.slice(from, from + 5)
    taken.push(...(await Promise.all(crowd.map(({ name }) => latency(emulator.webhook(name), level)))))
  }
  await emulator.close()
  return taken
}

/** Milliseconds from `capture` until the answer is there, which is later than the arrival and cannot be earlier. */
async function latency(webhook: string, level: 'error' | 'fatal'): Promise<number> {
  let arrived = 0
  const alerter = new Alerter({
    webhook,
    app: 'bench',
    groupWaitMs,
    fetch: async (url, init) => {
      const answer = await fetch(url, init)
      arrived = performance.now()
      return answer
    },
  })
  const start = performance.now()
  alerter.capture({ level, message: 'how long does it take' })
  while (arrived === 0) await new Promise((resolve) => setTimeout(resolve, 5))
  await alerter.close(100)
  return arrived - start
}
