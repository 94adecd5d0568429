// What a user's editor and compiler see of each package.
import { Alerter, type AlerterOptions, link, Robot, type RobotOptions } from '@dingbell/core'
import { type Emulator, startEmulator } from '@dingbell/emulator'
import { DingTalkModule, InjectRobot } from '@dingbell/nestjs'
import dingTalkTransport, { dingTalkStream } from '@dingbell/pino'
import { DingTalkTransport } from '@dingbell/winston'
import { Inject, Injectable, Module } from '@nestjs/common'
import winston from 'winston'

const options: RobotOptions = { webhook: 'token', secret: undefined, fetch: globalThis.fetch }
const alerting: AlerterOptions = { app: 'shop', quota: false, level: 'warn' }
const robot = new Robot(options)
const sent: Promise<{ msgUuid: string }> = robot.send(
  link({ title: 't', text: 't', messageUrl: 'https://example.com' }),
)
// @ts-expect-error: a link mentions nobody
link({ title: 't', text: 't', messageUrl: 'https://example.com', at: { isAtAll: true } })

@Injectable()
export class Deploy {
  constructor(
    @InjectRobot('ops') readonly ops: Robot,
    @Inject(Alerter) readonly alerter: Alerter,
  ) {}
}

@Module({
  imports: [
    DingTalkModule.forRoot(alerting),
    DingTalkModule.forRootAsync({ useFactory: () => ({ webhook: 'token' }) }),
  ],
  providers: [Deploy],
})
export class AppModule {}

winston.createLogger({ transports: [new DingTalkTransport({ ...alerting, level: 'error' })] })
export const stream = dingTalkStream({ app: 'shop' })
export const worker: unknown = dingTalkTransport
export const started: Promise<Emulator> = startEmulator({ port: 0 })
export { sent }
