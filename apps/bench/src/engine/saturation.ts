import { Alerter } from '@dingbell/core'
import { type Emulator, startEmulator } from '@dingbell/emulator'
import type { Benchmark } from '../result.ts'
import { word } from './words.ts'

const kinds = 2_000
/** What 20 messages of 20,000 bytes a minute could carry. */
const mostBytes = 20 * 20_000

/** How much of a minute's worth of bytes carries information when more is due than may be said. */
export const saturationBenchmark: Benchmark = async () => {
  const emulator = await startEmulator({ robots: [{ name: 'first' }, { name: 'routine' }] })
  const first = await sayEverything(emulator, 'first')
  const routine = await goOn(emulator, 'routine')
  await emulator.close()
  return [
    {
      what: 'saturated, first occurrences: bytes a minute',
      value: first.percent,
      unit: '%',
      must: { atLeast: 70 },
    },
    {
      what: 'saturated, first occurrences: kinds a minute',
      value: first.kinds,
      unit: 'kinds',
      must: { atLeast: 1_400 },
    },
    {
      what: 'saturated, routine digests: bytes a minute',
      value: routine.percent,
      unit: '%',
      must: { atLeast: 45 },
    },
  ]
}

/** Everything is new: all slots but the one for the last words. */
async function sayEverything(emulator: Emulator, robot: string): Promise<{ percent: number; kinds: number }> {
  const alerter = new Alerter({ webhook: emulator.webhook(robot), app: 'bench', quota: false })
  captureAll(alerter)
  await alerter.flush(5_000)
  const said = measure(emulator, robot, 0)
  await alerter.close(0)
  return said
}

/** Everything goes on: it has been announced, in as many messages as that took, and the slots are free again. */
async function goOn(emulator: Emulator, robot: string): Promise<{ percent: number }> {
  const time = new Time()
  const alerter = new Alerter(
    { webhook: emulator.webhook(robot), app: 'bench', quota: false },
    { clock: time },
  )
  captureAll(alerter)
  for (let round = 0; round < 3; round += 1) {
    await alerter.flush(2_000)
    time.pass(62_000)
    emulator.clear()
  }
  captureAll(alerter)
  captureAll(alerter)
  await alerter.flush(2_000)
  const said = measure(emulator, robot, 0)
  await alerter.close(0)
  return said
}

/** Messages as long as real ones: digests of short lines would carry more kinds than anybody gets. */
function captureAll(alerter: Alerter): void {
  for (let n = 0; n < kinds; n += 1) {
    alerter.capture({
      message: `Request to ${word(n)} upstream failed: connection refused after 3 retries, giving up on this order and on what it reserved; the customer is told by mail`,
      logger: 'OrderService',
    })
  }
}

/** What one robot was sent: its share of the bytes of a minute, and the kinds with a count. */
function measure(emulator: Emulator, robot: string, from: number): { percent: number; kinds: number } {
  const messages = emulator
    .messages()
    .filter((message) => message.robot === robot)
    .slice(from)
  const bytes = messages.reduce((sum, message) => sum + message.bytes, 0)
  const shown = messages.reduce(
    (sum, message) => sum + (JSON.stringify(message.body).match(/ ×\d/g)?.length ?? 0),
    0,
  )
  return { percent: (100 * bytes) / mostBytes, kinds: shown }
}

/** The machine's clock, put forward: a minute need not be waited for. */
class Time {
  #ahead = 0

  pass(ms: number): void {
    this.#ahead += ms
  }

  now(): number {
    return Date.now() + this.#ahead
  }

  monotonic(): number {
    return performance.now() + this.#ahead
  }

  after(delayMs: number, wake: () => void): () => void {
    const timer = setTimeout(wake, Math.min(Math.max(0, delayMs), 2 ** 31 - 1))
    return () => clearTimeout(timer)
  }
}
