// An application in a process of its own; the test names the scenario and reads exit code, stderr and messages.
import 'reflect-metadata'
import { Module } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { Alerter, DingTalkModule } from '../../dist/index.js'

const [scenario] = process.argv.slice(2)
const { CAPTURE, TEST_WEBHOOK } = process.env

class App {}
Module({
  imports: [
    DingTalkModule.forRoot({
      webhook: TEST_WEBHOOK,
      app: 'shop',
      groupWaitMs: 60_000,
      quota: false,
      captureUncaught: CAPTURE === '1',
    }),
  ],
})(App)

// Without a server, which takes a second to load and has no part in this.
const app = await NestFactory.createApplicationContext(App, { logger: false })

function breakNow() {
  throw new TypeError('nobody catches this')
}

const scenarios = {
  sigterm() {
    app.enableShutdownHooks()
    app.get(Alerter).capture(new Error('before the signal'))
    process.kill(process.pid, 'SIGTERM')
  },
  async close() {
    app.get(Alerter).capture(new Error('before the close'))
    await app.close()
  },
  'natural end'() {
    app.get(Alerter).capture(new Error('before the end'))
  },
  'process.exit()'() {
    app.get(Alerter).capture(new Error('before the exit'))
    process.exit(3)
  },
  throw() {
    setImmediate(breakNow)
  },
  reject() {
    Promise.reject(new TypeError('nobody awaits this'))
  },
  'reject with words'() {
    Promise.reject('only words')
  },
  'throw, own listener'() {
    process.on('uncaughtException', async (error) => {
      process.stderr.write(`own: ${error.message}\n`)
      await app.close()
      process.exitCode = 7
    })
    setImmediate(breakNow)
  },
  'reject, own listener'() {
    process.on('unhandledRejection', async (reason) => {
      process.stderr.write(`own: ${reason.message}\n`)
      await app.close()
    })
    Promise.reject(new TypeError('nobody awaits this'))
  },
  'reject, listener gone'() {
    const listener = () => {}
    process.on('unhandledRejection', listener)
    process.off('unhandledRejection', listener)
    Promise.reject(new TypeError('nobody awaits this'))
  },
}

await scenarios[scenario]()
