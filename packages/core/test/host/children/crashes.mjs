// Rings, and is gone as soon as its message is on its way: what a process manager starts again and again.
import { Alerter } from '../../../dist/index.js'

const [, , webhook, afterMs] = process.argv
new Alerter({ webhook, app: 'loop' }).capture({
  level: 'fatal',
  message: 'cannot start',
  fingerprint: `${process.pid}`,
})
setTimeout(() => process.kill(process.pid, 'SIGKILL'), Number(afterMs))
