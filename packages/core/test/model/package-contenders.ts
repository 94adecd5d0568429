import Bottleneck from 'bottleneck'
import PQueue from 'p-queue'
import { RateLimiterMemory, RateLimiterQueue } from 'rate-limiter-flexible'
import { oneAtATime, post } from './contenders.ts'
import type { Contender } from './storm.ts'

const minuteMs = 60_000

/** The packages that people reach for, each set up for "N a minute" as its own documentation says. */
export const packages: Readonly<Record<string, Contender>> = {
  'p-queue': (ports) => {
    const queue = new PQueue({ concurrency: 1, intervalCap: ports.perMinute, interval: minuteMs })
    return (content) => queue.add(() => post(ports, content))
  },

  'p-queue, strict': (ports) => {
    const { perMinute } = ports
    const queue = new PQueue({ concurrency: 1, intervalCap: perMinute, interval: minuteMs, strict: true })
    return (content) => queue.add(() => post(ports, content))
  },

  'rate-limiter-flexible': (ports) => {
    const limiter = new RateLimiterMemory({ points: ports.perMinute, duration: minuteMs / 1_000 })
    const queue = new RateLimiterQueue(limiter)
    return oneAtATime(async (content) => {
      await queue.removeTokens(1)
      await post(ports, content)
    })
  },

  'bottleneck, reservoir': (ports) => {
    const { perMinute } = ports
    const reservoir = { reservoir: perMinute, reservoirRefreshAmount: perMinute }
    const limiter = new Bottleneck({ maxConcurrent: 1, reservoirRefreshInterval: minuteMs, ...reservoir })
    return (content) => limiter.schedule(() => post(ports, content))
  },

  'bottleneck, evenly spaced': (ports) => {
    const limiter = new Bottleneck({ maxConcurrent: 1, minTime: minuteMs / ports.perMinute })
    return (content) => limiter.schedule(() => post(ports, content))
  },
}
