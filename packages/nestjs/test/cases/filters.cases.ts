import assert from 'node:assert/strict'
import {
  type ArgumentsHost,
  Catch,
  Controller,
  type ExceptionFilter,
  Get,
  HttpException,
  NotFoundException,
  UseFilters,
} from '@nestjs/common'
import { APP_FILTER, BaseExceptionFilter, HttpAdapterHost } from '@nestjs/core'
import { DingTalkModule, RingOnError } from '../../src/index.ts'
import { ask } from '../../src/report/read.ts'
import type { Case, Parts, World } from '../test-case.ts'

function answer(host: ArgumentsHost, status: number, body: string): void {
  const response: unknown = host.switchToHttp().getResponse()
  ask(ask(response, 'status', status), 'send', body)
}

@Catch()
class CatchAll implements ExceptionFilter {
  catch(_exception: unknown, host: ArgumentsHost): void {
    answer(host, 499, 'own catch-all')
  }
}

@Catch(TypeError)
class CatchTypes implements ExceptionFilter {
  catch(_exception: TypeError, host: ArgumentsHost): void {
    answer(host, 498, 'own for types')
  }
}

@Catch(HttpException)
class CatchHttp implements ExceptionFilter {
  catch(exception: HttpException, host: ArgumentsHost): void {
    answer(host, exception.getStatus(), `own for http: ${exception.message}`)
  }
}

@Catch()
class RingingCatchAll implements ExceptionFilter {
  @RingOnError()
  catch(_exception: unknown, host: ArgumentsHost): void {
    answer(host, 497, 'own and ringing')
  }
}

@Catch()
class RingingBase extends BaseExceptionFilter {
  @RingOnError()
  override catch(exception: unknown, host: ArgumentsHost): void {
    super.catch(exception, host)
  }
}

@Controller()
class Breaking {
  @Get('error')
  error(): void {
    throw new Error('broken')
  }

  @Get('type')
  type(): void {
    throw new TypeError('mistyped')
  }

  @Get('http')
  http(): void {
    throw new HttpException('unavailable', 503)
  }

  @Get('missing')
  missing(): void {
    throw new NotFoundException()
  }

  @Get('local')
  @UseFilters(CatchAll)
  local(): void {
    throw new Error('kept local')
  }
}

const paths = ['error', 'type', 'http', 'missing', 'local', 'nowhere']

async function record({ onEnd, start }: World, parts: Parts): Promise<string[]> {
  const { app, request } = await start({ controllers: [Breaking], ...parts })
  onEnd(() => app.close())
  const answers: string[] = []
  for (const path of paths) {
    const { body, headers, status } = await request(`/${path}`)
    answers.push([status, ...headers, body].join('\n'))
  }
  return answers
}

/** The same application without and with the module; what rang, in order. */
async function compare(world: World, parts: Parts): Promise<string[]> {
  const plain = await record(world, parts)
  const imports = [DingTalkModule.forRoot(world.options())]
  assert.deepEqual(await record(world, { ...parts, imports }), plain)
  return world.alerts.map(({ message }) => message)
}

export const filters: readonly Case[] = [
  {
    name: "leaves the application's own catch-all in charge",
    async run(world) {
      assert.deepEqual(await compare(world, { providers: [{ provide: APP_FILTER, useClass: CatchAll }] }), [])
    },
  },
  {
    name: 'leaves a catch-all that was registered by hand in charge',
    async run(world) {
      assert.deepEqual(await compare(world, { prepare: (app) => app.useGlobalFilters(new CatchAll()) }), [])
    },
  },
  {
    name: "rings for what the application's own filters do not catch",
    async run(world) {
      const providers = [CatchTypes, CatchHttp].map((useClass) => ({ provide: APP_FILTER, useClass }))
      assert.deepEqual(await compare(world, { providers }), ['broken'])
      const [alert] = world.alerts
      assert.equal(alert?.context?.route, '/error')
    },
  },
  {
    name: 'rings for what filters of other kinds leave to Nest',
    async run(world) {
      const parts = {
        prepare: (app: { useGlobalFilters(filter: ExceptionFilter): unknown }) =>
          app.useGlobalFilters(new CatchTypes()),
      }
      assert.deepEqual(await compare(world, parts), ['broken', 'unavailable'])
    },
  },
  {
    name: 'rings from a catch-all that bears @RingOnError(), with all that is known of the request',
    async run(world) {
      const { request } = await world.start({
        imports: [DingTalkModule.forRoot(world.options())],
        controllers: [Breaking],
        providers: [{ provide: APP_FILTER, useClass: RingingCatchAll }],
      })
      assert.equal((await request('/error')).status, 497)
      assert.equal((await request('/missing')).status, 497)
      assert.equal(world.alerts.length, 1)
      const [alert] = world.alerts
      assert.equal(alert?.logger, 'RingingCatchAll')
      assert.equal(alert?.error?.name, 'Error')
      assert.deepEqual([alert?.context?.method, alert?.context?.route], ['GET', '/error'])
    },
  },
  {
    name: 'rings from a catch-all with @RingOnError() that the application made by itself',
    async run(world) {
      const { request } = await world.start({
        imports: [DingTalkModule.forRoot(world.options())],
        controllers: [Breaking],
        prepare: (app) => app.useGlobalFilters(new RingingBase(app.get(HttpAdapterHost).httpAdapter)),
      })
      assert.equal((await request('/error')).status, 500)
      assert.deepEqual(
        world.alerts.map(({ message }) => message),
        ['broken'],
      )
    },
  },
]
