// What a user's ESM application does with each package.
import assert from 'node:assert/strict'
import 'reflect-metadata'
import { Alerter as FromCore, Robot, text } from '@dingbell/core'
import { expectMessage, startEmulator } from '@dingbell/emulator'
import { DingTalkModule, Alerter as FromNest } from '@dingbell/nestjs'
import { DingTalkTransport } from '@dingbell/winston'
import { Module } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import pino from 'pino'
import winston from 'winston'

assert.equal(FromCore, FromNest, 'one copy of core')
const emulator = await startEmulator()
process.env.DINGTALK_WEBHOOK = emulator.webhook()

await Robot.fromEnv().send(text('from esm'))
await expectMessage(emulator, { msgtype: 'text', text: /from esm/ })

const logger = winston.createLogger({ transports: [new DingTalkTransport({ app: 'packed' })] })
logger.error(new Error('from winston'))
logger.end()
await expectMessage(emulator, { text: /from winston/ }, { timeoutMs: 5_000 })

const log = pino({ transport: { target: '@dingbell/pino', options: { app: 'packed' } } })
log.error(new Error('from pino'))
await expectMessage(emulator, { text: /from pino/ }, { timeoutMs: 10_000 })

class AppModule {}
Module({ imports: [DingTalkModule.forRoot({ app: 'packed' })] })(AppModule)
const app = await NestFactory.createApplicationContext(AppModule, { logger: false })
app.get(FromNest).capture(new Error('from nest'))
await app.close()
await expectMessage(emulator, { text: /from nest/ }, { timeoutMs: 5_000 })
await emulator.close()
