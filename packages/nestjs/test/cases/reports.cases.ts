import assert from 'node:assert/strict'
import {
  type ArgumentsHost,
  Controller,
  type ExecutionContext,
  Get,
  HttpException,
  Post,
  UseGuards,
} from '@nestjs/common'
import { DingTalkModule, type DingTalkModuleOptions } from '../../src/index.ts'
import type { Case, World } from '../test-case.ts'
import { brokenMiddleware, Throwers, throwerNames } from './throwers.ts'

/** What tracing and authentication leave on a request. Fastify gives every request an id of its own. */
class Identify {
  canActivate(context: ExecutionContext): boolean {
    const request: object = context.switchToHttp().getRequest()
    Object.assign(request, { user: { id: 7, name: 'private-name' } }, 'id' in request ? {} : { id: 'req-42' })
    return true
  }
}

@Controller('shops/:shop/cats')
@UseGuards(Identify)
class Cats {
  @Post(':id')
  feed(): void {
    throw new Error('no food')
  }

  @Get('teapot')
  teapot(): void {
    throw new HttpException('teapot', 418)
  }
}

async function start(world: World, options?: DingTalkModuleOptions) {
  const { request } = await world.start({
    imports: [DingTalkModule.forRoot(world.options(options))],
    controllers: [Throwers, Cats],
    configure: (consumer) => consumer.apply(brokenMiddleware).forRoutes('broken'),
  })
  return request
}

/** A request that carries something private in every place. */
const feed = {
  method: 'POST',
  headers: { 'content-type': 'application/json', 'x-plan': 'private-header', cookie: 'sid=private-cookie' },
  body: JSON.stringify({ note: 'private-body' }),
}
const feedPath = '/shops/north/cats/private-id?q=private-query'

export const reports: readonly Case[] = [
  {
    name: 'tells route pattern, method, status, request id and user id of an unexpected exception',
    async run(world) {
      const request = await start(world)
      await request(feedPath, feed)
      const [alert] = world.alerts
      assert.equal(alert?.level, 'error')
      assert.equal(alert.error?.name, 'Error')
      assert.equal(alert.message, 'no food')
      const requestId = world.platform.name === 'express' ? 'req-42' : 'req-1'
      assert.equal(alert.requestId, requestId)
      assert.deepEqual(alert.context, {
        route: '/shops/:shop/cats/:id',
        method: 'POST',
        requestId,
        userId: '7',
        status: 500,
      })
    },
  },
  {
    name: 'tells neither body, header, parameter nor query of a request',
    async run(world) {
      const request = await start(world)
      await request(feedPath, feed)
      await request('/broken?q=private-query')
      assert.equal(world.alerts.length, 2)
      assert.doesNotMatch(JSON.stringify(world.alerts), /private/)
    },
  },
  {
    name: 'tells body, headers, parameters and query when asked to',
    async run(world) {
      const request = await start(world, {
        include: { body: true, headers: ['X-Plan'], params: true, query: true },
      })
      await request(feedPath, feed)
      const { body, headers, params, query } = world.alerts[0]?.context ?? {}
      assert.deepEqual(
        { body, headers, params, query },
        {
          body: { note: 'private-body' },
          headers: { 'X-Plan': 'private-header' },
          params: { shop: 'north', id: 'private-id' },
          query: { q: 'private-query' },
        },
      )
    },
  },
  {
    name: 'names the path where no route was found yet',
    async run(world) {
      const request = await start(world)
      await request('/broken?q=1')
      assert.equal(world.alerts[0]?.context?.route, '/broken')
      assert.equal(world.alerts[0]?.error?.name, 'RangeError')
    },
  },
  {
    name: 'rings for everything that can be thrown, but for what is answered below 500',
    async run(world) {
      const request = await start(world)
      const rang: string[] = []
      for (const name of throwerNames) {
        const before = world.alerts.length
        const { status } = await request(`/throw/sync/${name}`)
        if (world.alerts.length > before) rang.push(name)
        if (world.alerts.length > before) assert.equal(world.alerts.at(-1)?.context?.status, status, name)
      }
      const expected = ['missing', 'object', 'text', 'custom', 'exposed']
      assert.deepEqual(
        rang,
        throwerNames.filter((name) => !expected.includes(name)),
      )
    },
  },
  {
    name: 'does not ring for what the application or its framework refuses',
    async run(world) {
      const request = await start(world)
      const json = { 'content-type': 'application/json' }
      const statuses = [
        await request('/nowhere'),
        await request('/throw/number/seven'),
        await request('/throw/body', { method: 'POST', headers: json, body: '{"a":' }),
        await request('/throw/body', { method: 'POST', headers: json, body: `"${'x'.repeat(2_000_000)}"` }),
      ].map(({ status }) => status)
      assert.deepEqual(statuses, [404, 400, 400, 413])
      assert.deepEqual(world.alerts, [])
    },
  },
  {
    name: 'lets isExpected decide, and rings when that itself fails',
    async run(world) {
      const seen: unknown[] = []
      const isExpected = (exception: unknown, host: ArgumentsHost | undefined) => {
        seen.push(host?.getType())
        if (exception instanceof TypeError) throw new Error('a mistake in isExpected')
        return !(exception instanceof HttpException)
      }
      const request = await start(world, { isExpected })
      assert.equal((await request('/shops/north/cats/teapot')).status, 418)
      assert.equal((await request('/throw/sync/error')).status, 500)
      assert.equal((await request('/throw/sync/type')).status, 500)
      assert.deepEqual(
        world.alerts.map(({ message }) => message),
        ['teapot', 'x is not a function'],
      )
      assert.deepEqual(seen, ['http', 'http', 'http'])
    },
  },
  {
    name: 'tells the status that was sent when the headers were already out',
    async run(world) {
      const request = await start(world)
      assert.equal((await request('/throw/half')).body, 'half an ans')
      assert.equal(world.alerts[0]?.context?.status, 200)
    },
  },
]
