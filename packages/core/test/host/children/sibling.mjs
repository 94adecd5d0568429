// One of many on the same robot: captures `kinds` different errors at once, and says how its books stand after `ms`.
import { isMainThread, Worker, workerData } from 'node:worker_threads'
import { Alerter, Robot, text } from '../../../dist/index.js'

const [, , webhook, name, kinds, ms, threads = '0'] = isMainThread ? process.argv : workerData
if (isMainThread && threads === '1') {
  const argv = [...process.argv.slice(0, 3), `${name}-worker`, kinds, ms, '0']
  new Worker(new URL(import.meta.url), { workerData: argv })
}
const alerter = new Alerter({ webhook, app: name, groupWaitMs: 0 })
const robot = new Robot({ webhook, retry: { attempts: 1 } })
for (let kind = 0; kind < Number(kinds); kind += 1) {
  alerter.capture({
    message: `${name} broke`,
    fingerprint: `${name} ${kind}`,
    level: kind % 4 === 0 ? 'fatal' : 'error',
  })
  robot.send(text(`${name} ${kind}`)).catch(() => {})
  await new Promise((wake) => setTimeout(wake, 20))
}
setTimeout(() => process.exit(), Number(ms))
