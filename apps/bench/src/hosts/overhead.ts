import { dingTalkStream } from '@dingbell/pino'
import { DingTalkTransport } from '@dingbell/winston'
import { pino } from 'pino'
import winston from 'winston'
import Transport from 'winston-transport'
import { median } from '../measure.ts'
import type { Benchmark } from '../result.ts'

/** The least that a transport can be. */
class EmptyTransport extends Transport {
  override log(_info: unknown, callback: () => void): void {
    callback()
  }
}

/** Takes lines and forgets them: what is measured is the call, not a disk. */
const nowhere = { write: () => true }
const webhook = 'bench-overhead-token'

/** What a call below the level costs the host because of us; rounds take turns, so that both see the same machine. */
export const overheadBenchmark: Benchmark = async ({ runs, short }) => {
  const calls = short ? 5_000 : 300_000
  const rounds = short ? 2 : 2 * runs + 1
  const ours = winston.createLogger({ transports: [new DingTalkTransport({ webhook, level: 'error' })] })
  const empty = winston.createLogger({ transports: [new EmptyTransport({ level: 'error' })] })
  const plain = pino({}, pino.multistream([{ stream: nowhere }]))
  const ringing = pino(
    {},
    pino.multistream([{ stream: nowhere }, { level: 'error', stream: dingTalkStream({ webhook }) }]),
  )
  const times = {
    ours: [] as number[],
    empty: [] as number[],
    plain: [] as number[],
    ringing: [] as number[],
  }
  for (let round = 0; round < rounds; round += 1) {
    times.ours.push(nanoseconds(calls, () => ours.info('below the level')))
    times.empty.push(nanoseconds(calls, () => empty.info('below the level')))
    times.plain.push(nanoseconds(calls, () => plain.info('below the level')))
    times.ringing.push(nanoseconds(calls, () => ringing.info('below the level')))
  }
  const ratio = median(times.ours) / median(times.empty)
  const added = (median(times.ringing) - median(times.plain)) / 1_000
  return [
    {
      what: 'Winston, a filtered call, against an empty transport',
      value: ratio,
      unit: '×',
      must: { atMost: 1.1 },
    },
    {
      what: 'Pino with dingTalkStream, a filtered call, more than without',
      value: added,
      unit: 'µs',
      must: { atMost: 0.3 },
    },
  ]
}

/** Nanoseconds of one call. The loop costs all sides the same. */
function nanoseconds(calls: number, call: () => void): number {
  const start = process.hrtime.bigint()
  for (let n = 0; n < calls; n += 1) call()
  return Number(process.hrtime.bigint() - start) / calls
}
