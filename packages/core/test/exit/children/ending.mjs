// A process that ends in one of many ways. What the test asks for comes in the environment, what it measured goes to
// descriptor 3, so that stdout and stderr hold nothing but what Node and the alerter write.
import { subscribe } from 'node:diagnostics_channel'
import { writeSync } from 'node:fs'

const { WAY, WEBHOOK, LOAD, SPOOL } = process.env
let threads = 0
subscribe('worker_threads', () => {
  threads += 1
})

const options = {
  webhook: WEBHOOK,
  app: 'shop',
  groupWaitMs: 60_000,
  spool: SPOOL ? { dir: SPOOL } : false,
}
// Without a webhook the same program without Dingbell.
const none = { capture() {}, async close() {}, stats: () => ({}) }
const { Alerter } = WEBHOOK ? await import('../../../dist/index.js') : {}
const alerter = WEBHOOK ? new Alerter(options) : none

let began = 0
process.on('exit', () => {
  const addedMs = performance.now() - began
  writeSync(3, `${JSON.stringify({ addedMs, threads, stats: alerter.stats() })}\n`)
})

const stay = () => setInterval(() => {}, 1_000)
const onSignal = (signal, listener) => {
  stay()
  process.on(signal, listener)
  process.kill(process.pid, signal)
}
const unheard = (signal) => {
  stay()
  process.kill(process.pid, signal)
}
const close = async () => {
  await alerter.close()
  process.exit(0)
}

const ways = {
  'natural end': () => {},
  'process.exit()': () => process.exit(3),
  'process.exit() in an exit listener': () => {
    process.on('exit', () => process.exit(4))
    process.exit(3)
  },
  'uncaught exception': () => {
    throw new Error('nobody catches this')
  },
  'unhandled rejection': () => {
    Promise.reject(new Error('nobody awaits this'))
  },
  'SIGTERM, close()': () => onSignal('SIGTERM', close),
  'SIGINT, close()': () => onSignal('SIGINT', close),
  'SIGTERM, process.exit()': () => onSignal('SIGTERM', () => process.exit(143)),
  'SIGINT, process.exit()': () => onSignal('SIGINT', () => process.exit(130)),
  'SIGTERM, no listener': () => unheard('SIGTERM'),
  'SIGINT, no listener': () => unheard('SIGINT'),
  'kill -9': () => unheard('SIGKILL'),
}

setImmediate(() => {
  if (LOAD !== 'none') {
    alerter.capture(new TypeError('card declined'))
    alerter.capture({ message: 'disk nearly full' })
  }
  began = performance.now()
  ways[WAY]()
})
