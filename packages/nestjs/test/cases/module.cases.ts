import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { expectMessage, startEmulator } from '@dingbell/emulator'
import { Controller, Get, Inject, Injectable, Module } from '@nestjs/common'
import { Test } from '@nestjs/testing'
import {
  Alerter,
  DingTalkExceptionFilter,
  DingTalkModule,
  type DingTalkModuleOptions,
  type DingTalkOptionsFactory,
  getAlerterToken,
  getRobotToken,
  InjectAlerter,
  InjectRobot,
  isDingTalkError,
  Robot,
  text,
} from '../../src/index.ts'
import type { Case, World } from '../test-case.ts'

@Injectable()
class Shop {
  constructor(
    @Inject(Alerter) readonly alerter: Alerter,
    @Inject(Robot) readonly robot: Robot,
  ) {}
}

@Injectable()
class Billing {
  constructor(
    @InjectAlerter('billing') readonly alerter: Alerter,
    @InjectRobot('billing') readonly robot: Robot,
    @InjectAlerter() readonly main: Alerter,
    @InjectRobot() readonly first: Robot,
  ) {}
}

@Controller()
class Breaking {
  @Get('error')
  error(): void {
    throw new Error('broken')
  }
}

const settings = Symbol('settings')

/** A module of the application that holds the options, as a configuration module does. */
function settingsModule(options: DingTalkModuleOptions) {
  @Module({ providers: [{ provide: settings, useValue: options }], exports: [settings] })
  class SettingsModule {}
  return SettingsModule
}

@Injectable()
class Factory implements DingTalkOptionsFactory {
  constructor(@Inject(settings) readonly options: DingTalkModuleOptions) {}

  createDingTalkOptions(): Promise<DingTalkModuleOptions> {
    return Promise.resolve(this.options)
  }
}

async function ringsOnce(world: World, imported: unknown[]): Promise<void> {
  const imports = imported.flatMap((each) => (isModule(each) ? [each] : []))
  const { app, request } = await world.start({ imports, controllers: [Breaking], providers: [Shop] })
  assert.equal((await request('/error')).status, 500)
  assert.deepEqual(
    world.alerts.map(({ message }) => message),
    ['broken'],
  )
  const { alerter, robot } = app.get(Shop)
  assert.equal(alerter.stats().accepted, 1)
  await robot.send(text('hello'))
  await expectMessage(world.emulator, { text: 'hello' })
}

type Imported = ReturnType<typeof DingTalkModule.forRoot> | ReturnType<typeof settingsModule>

function isModule(value: unknown): value is Imported {
  return typeof value === 'object' || typeof value === 'function'
}

export const modules: readonly Case[] = [
  {
    name: 'takes options from forRoot and injects alerter and robot by class',
    run: (world) => ringsOnce(world, [DingTalkModule.forRoot(world.options())]),
  },
  {
    name: 'takes options from a factory with dependencies',
    run(world) {
      const SettingsModule = settingsModule(world.options())
      const useFactory = async (options: DingTalkModuleOptions) => options
      const imports = [SettingsModule]
      return ringsOnce(world, [DingTalkModule.forRootAsync({ imports, inject: [settings], useFactory })])
    },
  },
  {
    name: 'takes options from a class',
    run(world) {
      const imports = [settingsModule(world.options())]
      return ringsOnce(world, [DingTalkModule.forRootAsync({ imports, useClass: Factory })])
    },
  },
  {
    name: 'takes options from an existing provider',
    run(world) {
      @Module({ imports: [settingsModule(world.options())], providers: [Factory], exports: [Factory] })
      class FactoryModule {}
      return ringsOnce(world, [
        DingTalkModule.forRootAsync({ imports: [FactoryModule], useExisting: Factory }),
      ])
    },
  },
  {
    name: 'reads exceptions: false from an asynchronous factory too',
    async run(world) {
      const useFactory = () => world.options({ exceptions: false })
      const { request } = await world.start({
        imports: [DingTalkModule.forRootAsync({ useFactory })],
        controllers: [Breaking],
      })
      assert.equal((await request('/error')).status, 500)
      assert.deepEqual(world.alerts, [])
    },
  },
  {
    name: 'holds several alerters and robots by name, of which only the unnamed one rings for exceptions',
    async run(world) {
      const other = await startEmulator({
        robots: [{ token: randomUUID() }],
      })
      world.onEnd(() => other.close())
      const billed: unknown[] = []
      const billing = world.options({
        webhook: other.webhook(),
        beforeSend: (alert) => {
          billed.push(alert.message)
          return alert
        },
      })
      const { app, request } = await world.start({
        imports: [
          DingTalkModule.forRoot(world.options()),
          DingTalkModule.forRootAsync({ name: 'billing', useFactory: () => billing }),
        ],
        controllers: [Breaking],
        providers: [Billing],
      })
      const { alerter, first, main, robot } = app.get(Billing)
      assert.equal(alerter, app.get(getAlerterToken('billing')))
      assert.equal(robot, app.get(getRobotToken('billing')))
      assert.deepEqual([main, first], [app.get(Alerter), app.get(Robot)])
      assert.equal(robot.name, 'billing')
      assert.deepEqual(
        alerter.stats().robots.map(({ name }) => name),
        ['billing'],
      )
      await request('/error')
      alerter.capture(new Error('unpaid'))
      assert.deepEqual([world.alerts.map(({ message }) => message), billed], [['broken'], ['unpaid']])
      await app.close()
      await expectMessage(world.emulator, { text: 'broken' })
      await expectMessage(other, { text: 'unpaid' })
    },
  },
  {
    name: 'serves only the modules that import it when it is not global',
    async run(world) {
      const local = DingTalkModule.forRoot({ ...world.options(), isGlobal: false })
      @Module({ imports: [local], providers: [Shop], exports: [Shop] })
      class ShopModule {}
      const { app } = await world.start({ imports: [ShopModule] })
      assert.ok(app.get(Shop).alerter)
      @Module({ providers: [Shop] })
      class StrangerModule {}
      const parts = { imports: [local, StrangerModule], prepare: () => assert.fail('it booted') }
      await assert.rejects(world.start(parts), /resolve dependencies of the Shop/)
    },
  },
  {
    name: 'boots without a webhook, and tells whoever sends what is missing',
    async run(world) {
      const { app, request } = await world.start({
        imports: [DingTalkModule.forRoot(world.options({ webhook: '' }))],
        controllers: [Breaking],
        providers: [Shop],
      })
      assert.equal((await request('/error')).status, 500)
      const { alerter, robot } = app.get(Shop)
      assert.equal(alerter.stats().accepted, 0)
      await assert.rejects(robot.send(text('hello')), (error) => {
        assert.ok(isDingTalkError(error))
        assert.equal(error.code, 'ERR_DINGTALK_OPTIONS')
        assert.match(error.message, /webhook.*DINGTALK_WEBHOOK/)
        return true
      })
      // An alerter that is handed this robot reaches nobody either.
      const { fetch } = globalThis
      const called: unknown[] = []
      globalThis.fetch = async (input) => {
        called.push(input)
        return new Response()
      }
      world.onEnd(async () => {
        globalThis.fetch = fetch
      })
      const astray = new Alerter({ robots: robot, groupWaitMs: 0, quota: false })
      astray.capture(new Error('astray'))
      assert.equal(await astray.close(50), false)
      assert.deepEqual(called, [])
    },
  },
  {
    name: 'injects the first of several robots, and a Robot that was handed in as it is',
    async run(world) {
      const own = new Robot({ webhook: world.emulator.webhook(), name: 'own' })
      const { webhook, ...rest } = world.options()
      assert.ok(webhook)
      const several = { ...rest, robots: [own, { webhook, name: 'second' }] }
      const { app } = await world.start({ imports: [DingTalkModule.forRoot(several)] })
      assert.equal(app.get(Robot), own)
      await app.close()
      await own.send(text('still open'))
      const second = await world.start({
        imports: [
          DingTalkModule.forRoot({ ...rest, robots: [{ webhook: '' }, { webhook, name: 'second' }] }),
        ],
      })
      assert.equal(second.app.get(Robot).name, 'second')
    },
  },
  {
    name: 'refuses options that do not fit, naming the option and no secret',
    async run(world) {
      const alerter = new Alerter({ enabled: false })
      const wrong: [RegExp, () => unknown][] = [
        [/name: expected a text/, () => DingTalkModule.forRoot({ ...world.options(), name: ' ' })],
        [
          /webhook/,
          () => world.start({ imports: [DingTalkModule.forRoot({ webhook: 'no webhook at all' })] }),
        ],
        [
          /level: expected nothing beside/,
          () => world.start({ imports: [DingTalkModule.forRoot({ alerter, level: 'warn' })] }),
        ],
      ]
      for (const [message, start] of wrong) {
        await assert.rejects(
          async () => start(),
          (error) => isDingTalkError(error) && message.test(error.message),
        )
      }
    },
  },
  {
    name: 'lets a test replace alerter, robot and filter',
    async run(world) {
      const alerter = { capture: () => {}, flush: async () => true, close: async () => true }
      const filter = { catch: () => {} }
      const built = await Test.createTestingModule({
        imports: [
          DingTalkModule.forRoot(world.options()),
          DingTalkModule.forRoot({ ...world.options(), name: 'billing' }),
        ],
        providers: [Shop],
      })
        .overrideProvider(Alerter)
        .useValue(alerter)
        .overrideProvider(getRobotToken('billing'))
        .useValue('a stand-in')
        .overrideProvider(DingTalkExceptionFilter)
        .useValue(filter)
        .compile()
      assert.equal(built.get(Shop).alerter, alerter)
      assert.equal(built.get(getRobotToken('billing')), 'a stand-in')
      assert.equal(built.get(DingTalkExceptionFilter), filter)
      assert.notEqual(built.get(getAlerterToken('billing')), alerter)
    },
  },
]
