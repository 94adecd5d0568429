// Captures errors whose texts are parts of large strings, as those are that a program cuts from what it read.
import { Alerter } from '../../dist/index.js'

const alerts = 150
const large = 'x'.repeat(1_000_000)
const kept = []
const answer = { status: 200, headers: { get: () => null }, body: '{"errcode":0,"errmsg":"ok"}' }
const alerter = new Alerter({ webhook: 'fake-token-1', groupWaitMs: 60_000, fetch: async () => answer })

/** Different in its letters: digits make no other file. */
const letters = (nth) => [...String(nth)].map((digit) => 'abcdefghij'[Number(digit)]).join('')

function errorOf(text, end) {
  const error = new Error(text.slice(7, end))
  error.name = text.slice(0, 20)
  error.code = text.slice(7, end)
  error.stack = text.slice(0, text.lastIndexOf('\n'))
  return error
}

function captureParts(nth) {
  const kind = letters(nth)
  const head = `Error: the payment ${kind} was declined`
  const frames = `    at charge (/srv/shop/src/payments/charge-${kind}.ts:1:2)\n    at next (/srv/shop/node_modules/${kind}/i.js:1:2)`
  const text = `${head}\n${frames}\n${large}`
  const error = errorOf(text, head.length)
  const part = text.slice(1, head.length)
  const context = { [part]: part, traceId: part, list: [part] }
  alerter.capture({ message: part, logger: part, template: part, error, context, at: { atUserIds: [part] } })
  alerter.capture({ message: part, fingerprint: [part], error: errorOf(text, head.length) })
  alerter.capture({ message: text.slice(2, head.length), template: text.slice(3, head.length) })
  if (process.env.KEEP) kept.push(text.slice(5, head.length))
}

gc()
const before = process.memoryUsage().heapUsed
for (let nth = 0; nth < alerts; nth += 1) captureParts(nth)
gc()
const megabytes = (process.memoryUsage().heapUsed - before) / 1_000_000
const { groups } = alerter.stats()
console.log(JSON.stringify({ megabytes, groups, kept: kept.length }))
await alerter.close()
