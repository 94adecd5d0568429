// Rings once and waits for it; blocks its own event loop as soon as it is told to.
import { Alerter } from '../../../src/index.ts'

process.on('message', () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 900))
process.channel.unref()

const alerter = new Alerter({ webhook: process.argv[2], timeoutMs: 400, app: 'shop' })
alerter.capture({ message: 'order lost' })
const delivered = await alerter.flush(20_000)
console.log(JSON.stringify({ delivered, stats: alerter.stats() }))
