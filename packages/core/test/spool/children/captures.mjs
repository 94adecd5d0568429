// A thread that captures one alert, and goes on until it is ended.
import { parentPort, workerData } from 'node:worker_threads'
import { Alerter } from '../../../src/index.ts'

const fetch = () => new Promise(() => {})
new Alerter({ webhook: 'test-token-1', stateDir: false, fetch, ...workerData }).capture({
  message: 'from a thread',
})
parentPort.postMessage('captured')
setInterval(() => {}, 1_000)
