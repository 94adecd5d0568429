import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { expectMessage } from '@dingbell/emulator'
import { Controller, type INestApplication, Module, UseFilters } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { ClientProxyFactory, MessagePattern, RpcException, Transport } from '@nestjs/microservices'
import { WsAdapter } from '@nestjs/platform-ws'
import { SubscribeMessage, WebSocketGateway, WsException } from '@nestjs/websockets'
import { firstValueFrom, type Observable, throwError } from 'rxjs'
import { WebSocket } from 'ws'
import { DingTalkExceptionFilter, DingTalkModule } from '../../src/index.ts'
import type { Case, World } from '../test-case.ts'

@Controller()
class Sums {
  @MessagePattern('sum')
  sum(): void {
    throw new Error('cannot add')
  }

  @MessagePattern({ cmd: 'stream' })
  stream(): Observable<never> {
    return throwError(() => new TypeError('the stream broke'))
  }

  @MessagePattern('refuse')
  refuse(): void {
    throw new RpcException({ code: 3, why: 'refused' })
  }
}

const patterns = ['sum', { cmd: 'stream' }, 'refuse']

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address !== null ? address.port : 0
}

async function callSums(world: World, withModule: boolean): Promise<unknown[]> {
  const options = { host: '127.0.0.1', port: await freePort() }
  const { logs } = await world.start({
    imports: withModule ? [DingTalkModule.forRoot(world.options())] : [],
    controllers: [Sums],
    prepare: async (app) => {
      app.connectMicroservice({ transport: Transport.TCP, options }, { inheritAppConfig: true })
      await app.startAllMicroservices()
    },
  })
  const client = ClientProxyFactory.create({ transport: Transport.TCP, options })
  world.onEnd(async () => client.close())
  const outcomes: unknown[] = []
  for (const pattern of patterns) {
    logs.length = 0
    const sent = firstValueFrom(client.send(pattern, { secret: 'private' }))
    const outcome = await sent.catch((reason: unknown) => reason)
    outcomes.push([outcome, logs.map(([level, said]) => [level, String(said)])])
  }
  return outcomes
}

@WebSocketGateway()
class Chat {
  readonly events: unknown[] = []

  handleConnection(client: WebSocket): void {
    // Before version 12 Nest tells a native client nothing: the event stays in the process.
    client.on('exception', (payload: unknown) => this.events.push(payload))
  }

  @SubscribeMessage('say')
  say(): void {
    throw new Error('cannot speak')
  }

  @SubscribeMessage('refuse')
  refuse(): void {
    throw new WsException('refused')
  }

  @SubscribeMessage('ping')
  ping(): { event: string; data: string } {
    return { event: 'pong', data: '' }
  }
}

@UseFilters(DingTalkExceptionFilter)
class RingingChat extends Chat {}
WebSocketGateway()(RingingChat)

async function talk(world: World, withModule: boolean): Promise<unknown> {
  const gateway = withModule ? RingingChat : Chat
  const { app, logs } = await world.start({
    imports: withModule ? [DingTalkModule.forRoot(world.options())] : [],
    providers: [gateway],
    prepare: (app: INestApplication) => app.useWebSocketAdapter(new WsAdapter(app)),
  })
  const socket = new WebSocket((await app.getUrl()).replace('http', 'ws'))
  await once(socket, 'open')
  const frames: string[] = []
  const pong = new Promise<void>((resolve) => {
    socket.on('message', (data) => {
      const frame = String(data)
      if (frame.includes('pong')) resolve()
      else frames.push(frame)
    })
  })
  for (const event of ['say', 'refuse', 'ping'])
    socket.send(JSON.stringify({ event, data: { secret: 'private' } }))
  await pong
  socket.close()
  return {
    frames,
    events: app.get<Chat>(gateway).events,
    logs: logs.map(([level, said]) => [level, String(said)]),
  }
}

export const messages: readonly Case[] = [
  {
    name: 'rings from microservices and leaves the answer to Nest',
    async run(world) {
      const plain = await callSums(world, false)
      assert.deepEqual(await callSums(world, true), plain)
      assert.deepEqual(
        world.alerts.map(({ context, message }) => [message, context]),
        [
          ['cannot add', { type: 'rpc', route: 'sum' }],
          ['the stream broke', { type: 'rpc', route: '{"cmd":"stream"}' }],
        ],
      )
    },
  },
  {
    name: 'rings from an application that is a microservice and nothing else, and drains when it closes',
    async run(world) {
      const options = { host: '127.0.0.1', port: await freePort() }
      @Module({
        imports: [DingTalkModule.forRoot(world.options({ groupWaitMs: 60_000 }))],
        controllers: [Sums],
      })
      class Root {}
      const app = await NestFactory.createMicroservice(Root, {
        transport: Transport.TCP,
        options,
        logger: false,
      })
      await app.listen()
      const client = ClientProxyFactory.create({ transport: Transport.TCP, options })
      await assert.rejects(firstValueFrom(client.send('sum', {})))
      client.close()
      await app.close()
      await expectMessage(world.emulator, { text: 'cannot add' }, { timeoutMs: 0 })
    },
  },
  {
    name: 'rings from gateways that name the filter, and answers as Nest does',
    async run(world) {
      const plain = await talk(world, false)
      assert.deepEqual(await talk(world, true), plain)
      assert.deepEqual(
        world.alerts.map(({ context, message }) => [message, context]),
        [['cannot speak', { type: 'ws', route: 'say' }]],
      )
    },
  },
]
