// Captures new kinds, and a few old ones again and again, until somebody kills it; writes down what was captured once
// `capture` has returned. With `quiet` it captures nothing, and only says what earlier ones left.
import { openSync, writeSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { Alerter } from '../../src/index.ts'

const [webhook, dir, name, truth, mode, waitMs, spool] = process.argv.slice(2)
const alerter = new Alerter({
  webhook,
  app: 'torture',
  host: name,
  locale: 'en',
  groupWaitMs: Number(waitMs),
  quietAfterMs: 24 * 60 * 60_000,
  quota: false,
  spool: spool === 'true' && { dir },
})
process.on('message', async () => {
  await alerter.close()
  process.disconnect()
})
process.send('ready')

const file = openSync(truth, 'a')
function capture(kind) {
  alerter.capture({ message: kind })
  writeSync(file, `${Date.now()} ${kind}\n`)
}
for (let turn = 0; mode === 'loud'; turn += 1) {
  capture(`old ${'abc'[turn % 3]}`)
  if (turn % 20 === 10)
    capture(`new ${name}${turn.toString().replace(/\d/g, (digit) => 'klmnopqrst'[digit])}x`)
  await wait(10)
}
