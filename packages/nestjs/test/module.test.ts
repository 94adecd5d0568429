import 'reflect-metadata'
import { expectMessage, startEmulator } from '@dingbell/emulator'
import { Controller, Get, Inject, Module } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { expect, it } from 'vitest'
import { Alerter, DingTalkModule, Robot, text } from '../src/index.ts'

@Controller('cats')
class Cats {
  constructor(
    @Inject(Robot) readonly robot: Robot,
    @Inject(Alerter) readonly alerter: Alerter,
  ) {}

  @Get(':id')
  find() {
    throw new Error('no cats')
  }

  @Get(':id/hello')
  hello() {
    return this.robot.send(text('hello'))
  }
}

it('rings on an unexpected exception and answers as Nest does', async () => {
  const emulator = await startEmulator()
  @Module({
    imports: [DingTalkModule.forRoot({ app: 'shop', webhook: emulator.webhook(), groupWaitMs: 0 })],
    controllers: [Cats],
  })
  class App {}
  const app = await NestFactory.create(App, { logger: false })
  await app.listen(0, '127.0.0.1')
  const answer = await fetch(`${await app.getUrl()}/cats/7?secret=1`)
  expect(await answer.json()).toEqual({ statusCode: 500, message: 'Internal server error' })
  await expectMessage(emulator, { text: /no cats[\s\S]*route: \/cats\/:id/ })
  expect((await fetch(`${await app.getUrl()}/cats/7/hello`)).status).toBe(200)
  await expectMessage(emulator, { text: 'hello' })
  await app.close()
  await emulator.close()
})
