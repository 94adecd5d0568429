import type { ArgumentsHost, DynamicModule, ExceptionFilter, LoggerService } from '@nestjs/common'
import { Catch, Inject, Injectable } from '@nestjs/common'
import type { HealthIndicatorResult } from '@nestjs/terminus'
import { expectTypeOf, it } from 'vitest'
import {
  Alerter,
  DingTalkExceptionFilter,
  type DingTalkHealthIndicator,
  type DingTalkLogger,
  DingTalkModule,
  type DingTalkModuleOptions,
  type DingTalkOptionsFactory,
  InjectAlerter,
  InjectRobot,
  RingOnError,
  Robot,
} from './index.ts'

it('takes all options of an alerter, and undefined for each', () => {
  expectTypeOf(DingTalkModule.forRoot).toBeCallableWith()
  expectTypeOf(DingTalkModule.forRoot).toBeCallableWith({
    app: 'shop',
    webhook: undefined,
    name: undefined,
    isGlobal: undefined,
    level: 'warn',
    robots: [{ webhook: 'token' }],
    include: { query: true, headers: ['x-plan'] },
    logger: { prefix: 'Shop' },
  })
  expectTypeOf<DingTalkModuleOptions>().not.toHaveProperty('name')
  expectTypeOf<DingTalkModuleOptions['level']>().not.toExtend<number>()
  expectTypeOf(DingTalkModule.forRoot({})).toExtend<DynamicModule>()
})

it('takes asynchronous options from a factory, a class or a provider', () => {
  class Config implements DingTalkOptionsFactory {
    createDingTalkOptions() {
      return { app: 'shop' }
    }
  }
  expectTypeOf(DingTalkModule.forRootAsync).toBeCallableWith({ useClass: Config })
  expectTypeOf(DingTalkModule.forRootAsync).toBeCallableWith({ useExisting: Config, isGlobal: false })
  expectTypeOf(DingTalkModule.forRootAsync).toBeCallableWith({
    name: 'billing',
    inject: ['config'],
    useFactory: async (config: { webhook: string }) => ({ webhook: config.webhook }),
  })
})

it('injects into constructors and properties', () => {
  @Injectable()
  class Billing {
    @InjectAlerter('billing') readonly property?: Alerter

    constructor(
      @InjectAlerter('billing') readonly alerter: Alerter,
      @InjectRobot() readonly robot: Robot,
      @Inject(Alerter) readonly main: Alerter,
      @Inject(Robot) readonly first: Robot,
    ) {}
  }
  expectTypeOf<Billing['alerter']>().toEqualTypeOf<Alerter>()
})

it('decorates classes and methods of any signature', () => {
  @RingOnError('billing')
  class Jobs {
    @RingOnError()
    run(a: number, ...rest: string[]): Promise<number> {
      return Promise.resolve(a + rest.length)
    }

    @RingOnError()
    *count(): Generator<number> {
      yield 1
    }
  }
  expectTypeOf<Jobs['run']>().parameters.toEqualTypeOf<[number, ...string[]]>()

  @Catch()
  class All implements ExceptionFilter {
    @RingOnError()
    catch(_exception: unknown, _host: ArgumentsHost): void {}
  }
  expectTypeOf<All>().toExtend<ExceptionFilter>()
})

it('fits where Nest and terminus expect their own', () => {
  expectTypeOf<DingTalkExceptionFilter>().toExtend<ExceptionFilter>()
  expectTypeOf<DingTalkLogger>().toExtend<LoggerService>()
  type Result = Awaited<ReturnType<DingTalkHealthIndicator['isHealthy']>>
  expectTypeOf<Result>().toExtend<HealthIndicatorResult>()
  expectTypeOf<Result>().toHaveProperty('dingtalk')
})
