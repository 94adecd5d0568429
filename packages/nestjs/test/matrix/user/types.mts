// What a user of TypeScript writes, checked with the declarations of the Nest that is installed.

import {
  Alerter,
  DingTalkExceptionFilter,
  DingTalkHealthIndicator,
  DingTalkLogger,
  DingTalkModule,
  type DingTalkModuleOptions,
  InjectRobot,
  isDingTalkError,
  RingOnError,
  Robot,
  text,
} from '@dingbell/nestjs'
import type { ExceptionFilter, LoggerService } from '@nestjs/common'
import { Inject, Injectable, Module } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'

@Injectable()
class Jobs {
  constructor(
    @Inject(Alerter) readonly alerter: Alerter,
    @InjectRobot('billing') readonly robot: Robot,
  ) {}

  @RingOnError()
  async run(count: number): Promise<string> {
    const receipt = await this.robot.send(text(`${count}`))
    return receipt.msgUuid
  }
}

class Config {
  createDingTalkOptions(): DingTalkModuleOptions {
    return { app: 'shop', logger: { timestamp: true }, isExpected: (error) => isDingTalkError(error) }
  }
}

@Module({
  imports: [
    DingTalkModule.forRoot(),
    DingTalkModule.forRootAsync({ name: 'billing', useFactory: async () => ({ webhook: 'fake-token' }) }),
    DingTalkModule.forRootAsync({ name: 'ops', useClass: Config }),
  ],
  providers: [Jobs],
})
class App {}

const app = await NestFactory.create(App, { bufferLogs: true })
const logger: LoggerService = app.get(DingTalkLogger)
app.useLogger(logger)
const filter: ExceptionFilter = app.get(DingTalkExceptionFilter)
const { chat } = await app.get(DingTalkHealthIndicator).isHealthy('chat')
export const up: boolean = chat.status === 'up' && filter !== undefined
