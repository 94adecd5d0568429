import { once } from 'node:events'
import { startEmulator } from '@dingbell/emulator'
import { DingTalkTransport } from '@dingbell/winston'
import winston from 'winston'
import Transport from 'winston-transport'
import type { Benchmark } from '../result.ts'

const mebibyte = 1024 * 1024

/** Stands beside ours in the same logger, as the console or a file would. */
class CountingTransport extends Transport {
  count = 0

  override log(_info: unknown, callback: () => void): void {
    this.count += 1
    callback()
  }
}

/** A DingTalk that never answers: memory stays bounded, and the transport beside us runs at full rate. */
export const hungBenchmark: Benchmark = async ({ short }) => {
  const logs = short ? 5_000 : 200_000
  const emulator = await startEmulator()
  emulator.fail({ kind: 'hang', times: 1_000 })
  const alone = await logTo([new CountingTransport()], logs)
  const sibling = new CountingTransport()
  // Longer than the run: no attempt ends.
  const ours = new DingTalkTransport({ webhook: emulator.webhook(), timeoutMs: 60_000 })
  globalThis.gc?.()
  const before = process.memoryUsage().heapUsed
  const beside = await logTo([ours, sibling], logs)
  globalThis.gc?.()
  const risen = (process.memoryUsage().heapUsed - before) / mebibyte
  await emulator.close()
  const name = `${logs.toLocaleString('en')} error logs, DingTalk hung`
  return [
    {
      what: `${name}: logs that the sibling missed`,
      value: logs - sibling.count,
      unit: 'logs',
      must: { atMost: 0 },
    },
    { what: `${name}: memory`, value: risen, unit: 'MB', must: { atMost: 64 } },
    { what: `${name}: time with us, as a multiple of without`, value: beside / alone, unit: '×' },
  ]
}

/** Milliseconds until the logger has taken all; it waits wherever a transport asks it to. */
async function logTo(transports: Transport[], logs: number): Promise<number> {
  const logger = winston.createLogger({ transports })
  const start = performance.now()
  for (let n = 0; n < logs; n += 1) {
    if (!logger.write({ level: 'error', message: `order ${n} failed` })) await once(logger, 'drain')
  }
  return performance.now() - start
}
