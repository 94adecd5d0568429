// A Nest application that logs with Pino through a worker and with Winston besides: three alerters, one robot.
import 'reflect-metadata'
import { setTimeout as sleep } from 'node:timers/promises'
import { Alerter } from '@dingbell/core'
import { DingTalkModule } from '@dingbell/nestjs'
import { DingTalkTransport } from '@dingbell/winston'
import { NestFactory } from '@nestjs/core'
import pino from 'pino'
import winston from 'winston'

const { NAME: name = 'house', HOLD_MS: holdMs = '4000' } = process.env
const nest = await NestFactory.createApplicationContext(
  DingTalkModule.forRoot({ app: name, groupWaitMs: 0 }),
  { logger: false },
)
const workers = pino({
  transport: {
    targets: [{ target: '@dingbell/pino', level: 'error', options: { app: name, groupWaitMs: 0 } }],
  },
})
const logger = winston.createLogger({ transports: [new DingTalkTransport({ app: name, groupWaitMs: 0 })] })
for (let kind = 0; kind < 10; kind += 1) {
  const word = 'abcdefghij'.charAt(kind).repeat(5)
  nest.get(Alerter).capture({ level: 'fatal', message: `${name} nest ${word}` })
  workers.fatal(`${name} pino ${word}`)
  logger.error(`${name} winston ${word}`)
  await sleep(40)
}
await sleep(Number(holdMs))
process.exit()
