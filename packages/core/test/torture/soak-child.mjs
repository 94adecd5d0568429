// Captures 5,000 errors a second for so many seconds, closes, and says at its natural end what became of them and of its
// memory.
import { subscribe } from 'node:diagnostics_channel'
import { setTimeout as wait } from 'node:timers/promises'
import { Alerter } from '../../src/index.ts'

const perSecond = 5_000
const [webhook, seconds, fault] = process.argv.slice(2)
const maxGroups = 200

let shown = 0
subscribe('dingbell:sent', ({ alerts }) => {
  shown += alerts
})
const alerter = new Alerter({ webhook, app: 'soak', maxGroups, quota: false })

const letters = 'abcdefghijklmnopqrstuvwxyz'
/** A word for a number: numbers are masked in fingerprints, words are not. */
const word = (n) => [...n.toString(26)].map((digit) => letters[Number.parseInt(digit, 26)]).join('')
const throwers = Array.from(
  { length: 20 },
  (_, n) => new Function('message', `return new TypeError('${word(n)} ' + message)`),
)

/** Errors of a few places, messages of a few templates, large records, and kinds that nobody has seen before. */
const makers = [
  (n) => throwers[n % 20](`order ${n} failed`),
  (n) => ({
    message: `charge ${n} of user ${n * 7} failed`,
    template: 'charge %d of user %d failed',
    logger: 'pay',
  }),
  (n) => ({
    error: throwers[n % 20]('x'.repeat(n % 3_000)),
    context: { order: n, note: 'y'.repeat(n % 2_000) },
  }),
  (n) => (n % 25 === 3 ? { message: `${word(n)} is new` } : `plain words about ${n}`),
]
const kept = []
let captured = 0
function capture() {
  const alert = makers[captured % makers.length](captured)
  if (fault === 'leaks') kept.push({ ...alert })
  alerter.capture(alert)
  captured += 1
}

// The table is full, and the code is compiled, before anything is measured.
for (let n = 0; n < 2 * maxGroups; n += 1) alerter.capture({ message: `${word(n + 1e9)} came first` })
captured += 2 * maxGroups
for (let n = 0; n < 30_000; n += 1) capture()

const samples = []
const startedAt = performance.now()
const endsAt = startedAt + seconds * 1_000
let due = 0
let sampleAt = startedAt + seconds * 500
for (let now = startedAt; now < endsAt; now = performance.now()) {
  for (; due < ((now - startedAt) / 1_000) * perSecond; due += 1) capture()
  if (now >= sampleAt) {
    globalThis.gc()
    samples.push([now / 1_000, process.memoryUsage().heapUsed])
    sampleAt = now + seconds * 10
  }
  await wait(10)
}
await alerter.close(5_000)
process.on('exit', () => {
  console.log(JSON.stringify({ captured, samples, shown, stats: alerter.stats() }))
})
