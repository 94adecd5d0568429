// Corners of the end of a process; the test names one.
import { subscribe } from 'node:diagnostics_channel'
import { writeSync } from 'node:fs'
import { createRequire } from 'node:module'
import { mock } from 'node:test'
import { isMainThread, Worker } from 'node:worker_threads'
import { Alerter } from '../../../dist/index.js'

const { CORNER, SPOOL, WEBHOOK } = process.env
const spool = SPOOL ? { dir: SPOOL } : false
const options = { webhook: WEBHOOK, app: 'shop', groupWaitMs: 60_000, spool }
const started = performance.now()
const began = process.uptime()

function report(alerter) {
  const { delivered, dropped } = alerter.stats()
  const addedMs = (process.uptime() - began) * 1_000
  writeSync(3, `${JSON.stringify({ addedMs, threads: 0, stats: { delivered, dropped } })}\n`)
}

function end(alerter) {
  process.on('exit', () => report(alerter))
  process.exit(3)
}

const corners = {
  plain() {
    const alerter = new Alerter(options)
    alerter.capture(new Error('card declined'))
    end(alerter)
  },
  'two copies'() {
    const copy = createRequire(import.meta.url)('../../../dist/index.cjs')
    const [one, two] = [Alerter, copy.Alerter].map((Each) => new Each(options))
    one.capture(new Error('card declined'))
    two.capture(new Error('disk full'))
    end(two)
  },
  'ended by who hears that it arrived'() {
    const alerter = new Alerter(options)
    subscribe('dingbell:sent', () => end(alerter))
    alerter.capture(new Error('card declined'))
    alerter.flush()
  },
  'a message in flight'() {
    const alerter = new Alerter(options)
    alerter.capture({ level: 'fatal', message: 'card declined' })
    subscribe('undici:request:bodySent', () => {
      alerter.capture(new Error('disk full'))
      setImmediate(end, alerter)
    })
  },
  'captured by a listener of exit'() {
    process.on('exit', () => first.capture(new Error('card declined')))
    const first = new Alerter(options)
    const second = new Alerter(options)
    process.on('exit', () => second.capture(new Error('disk full')))
    end(second)
  },
  'captured before and after the last words'() {
    const alerter = new Alerter(options)
    alerter.capture(new Error('card declined'))
    process.on('exit', () => alerter.capture(new Error('disk full')))
    end(alerter)
  },
  'fake timers'() {
    mock.timers.enable({ apis: ['Date', 'setTimeout', 'setInterval', 'setImmediate'] })
    performance.now = () => started
    process.hrtime = Object.assign(() => [0, 0], { bigint: () => 0n })
    const alerter = new Alerter(options)
    alerter.capture(new Error('card declined'))
    end(alerter)
  },
  'a fetch of its own'() {
    const alerter = new Alerter({ ...options, fetch: (...all) => fetch(...all) })
    alerter.capture(new Error('card declined'))
    end(alerter)
  },
  'a patched fetch'() {
    const { fetch } = globalThis
    globalThis.fetch = (...all) => fetch(...all)
    const alerter = new Alerter(options)
    alerter.capture(new Error('card declined'))
    end(alerter)
  },
  async 'a global proxy'() {
    const { MockAgent, setGlobalDispatcher } = await import('undici')
    setGlobalDispatcher(new MockAgent())
    const alerter = new Alerter(options)
    alerter.capture(new Error('card declined'))
    end(alerter)
  },
  'close() not awaited'() {
    const alerter = new Alerter(options)
    alerter.capture(new Error('card declined'))
    alerter.close()
    end(alerter)
  },
  'a thread'() {
    if (isMainThread) {
      const worker = new Worker(new URL(import.meta.url))
      worker.on('exit', (code) => process.exit(code))
    } else {
      const alerter = new Alerter(options)
      alerter.capture(new Error('card declined'))
      end(alerter)
    }
  },
}

corners[CORNER]()
