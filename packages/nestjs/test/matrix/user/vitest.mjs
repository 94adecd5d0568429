// What a user of Vitest writes.
import 'reflect-metadata'
import { expectMessage, startEmulator } from '@dingbell/emulator'
import { Alerter, DingTalkModule, RingOnError, Robot, text } from '@dingbell/nestjs'
import { Controller, Get, Module } from '@nestjs/common'
import { Test } from '@nestjs/testing'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'

class Cats {
  find() {
    throw new Error('no cats')
  }

  nap() {
    throw new TypeError('cannot nap')
  }
}
const decorateMethod = (decorator, key) =>
  Object.defineProperty(
    Cats.prototype,
    key,
    decorate(decorator, key, Object.getOwnPropertyDescriptor(Cats.prototype, key)),
  )
const decorate = (decorator, key, descriptor) => decorator(Cats.prototype, key, descriptor) ?? descriptor
decorateMethod(Get('cats'), 'find')
decorateMethod(RingOnError(), 'nap')
Controller()(Cats)

let emulator
let app

beforeAll(async () => {
  emulator = await startEmulator()
  class App {}
  Module({
    imports: [
      DingTalkModule.forRoot({ app: 'shop', webhook: emulator.webhook(), groupWaitMs: 0, quota: false }),
    ],
    controllers: [Cats],
  })(App)
  const built = await Test.createTestingModule({ imports: [App] }).compile()
  app = built.createNestApplication({ logger: false })
  await app.listen(0, '127.0.0.1')
})

afterAll(async () => {
  await app?.close()
  await emulator?.close()
})

test('rings for what a controller throws', async () => {
  const answer = await fetch(`${await app.getUrl()}/cats`)
  expect(answer.status).toBe(500)
  await expectMessage(emulator, { text: 'no cats' })
})

test('rings for what a decorated method throws, with the same error', async () => {
  expect(() => app.get(Cats).nap()).toThrow(TypeError)
  await expectMessage(emulator, { text: 'cannot nap' })
})

test('injects robot and alerter', async () => {
  await app.get(Robot).send(text('hello'))
  expect(app.get(Alerter).stats().accepted).toBe(2)
})

test('lets a user put a stand-in for the alerter', async () => {
  const alerter = { capture: vi.fn(), close: async () => true, flush: async () => true, stats: () => ({}) }
  class Empty {}
  Module({ imports: [DingTalkModule.forRoot({ webhook: 'fake-token' })], controllers: [Cats] })(Empty)
  const built = await Test.createTestingModule({ imports: [Empty] })
    .overrideProvider(Alerter)
    .useValue(alerter)
    .compile()
  expect(() => built.get(Cats).nap()).toThrow('cannot nap')
  expect(alerter.capture).toHaveBeenCalledTimes(1)
  await built.close()
})
