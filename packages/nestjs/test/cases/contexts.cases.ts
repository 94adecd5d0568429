import assert from 'node:assert/strict'
import { Controller, HttpException, Injectable } from '@nestjs/common'
import { ExternalContextCreator } from '@nestjs/core'
import { DingTalkModule } from '../../src/index.ts'
import { read } from '../../src/report/read.ts'
import type { Case, World } from '../test-case.ts'

class GraphQLError extends Error {
  override readonly name = 'GraphQLError'
  readonly extensions: { code: string }

  constructor(message: string, code: string) {
    super(message)
    this.extensions = { code }
  }
}

const thrown: Record<string, () => unknown> = {
  error: () => new Error('no such field'),
  http: () => new HttpException('refused', 403),
  input: () => new GraphQLError('wrong input', 'BAD_USER_INPUT'),
  internal: () => new GraphQLError('resolver broke', 'INTERNAL_SERVER_ERROR'),
  string: () => 'boom',
}

@Injectable()
class Resolver {
  cat(_parent: unknown, fieldArguments: unknown): void {
    throw thrown[String(read(fieldArguments, 'what'))]?.()
  }
}

@Controller()
class Nothing {}

/** Nest calls resolvers, and the handlers of many libraries, through this creator. */
async function record(world: World, type: string | undefined, withModule: boolean) {
  const { app, logs } = await world.start({
    imports: withModule ? [DingTalkModule.forRoot(world.options())] : [],
    controllers: [Nothing],
    providers: [Resolver],
  })
  const resolver = app.get(Resolver)
  const create = app.get(ExternalContextCreator)
  const call = create.create(
    resolver,
    resolver.cat,
    'cat',
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
    type,
  )
  const info = { fieldName: 'cat', parentType: { name: 'Query' } }
  const context = { req: { id: 'req-42', user: { sub: 'u-7' } } }
  const outcomes: unknown[] = []
  for (const what of Object.keys(thrown)) {
    logs.length = 0
    const outcome = await call({}, { what, secret: 'private' }, context, info).then(
      () => 'resolved',
      (reason: unknown) => String(reason),
    )
    outcomes.push([what, outcome, logs.map(([level, said]) => [level, String(said)])])
  }
  return outcomes
}

export const contexts: readonly Case[] = [
  {
    name: 'rings from GraphQL resolvers and leaves their errors to Nest',
    async run(world) {
      assert.deepEqual(await record(world, 'graphql', true), await record(world, 'graphql', false))
      assert.deepEqual(
        world.alerts.map(({ message }) => message),
        ['no such field', 'resolver broke', 'boom'],
      )
      assert.deepEqual(world.alerts[0]?.context, {
        type: 'graphql',
        route: 'Query.cat',
        requestId: 'req-42',
        userId: 'u-7',
      })
    },
  },
  {
    name: 'rings from contexts that it does not know, and from handlers called as HTTP without a response',
    async run(world) {
      for (const type of ['telegram', undefined]) {
        assert.deepEqual(await record(world, type, true), await record(world, type, false))
      }
      assert.equal(world.alerts[0]?.context?.type, 'telegram')
      const messages = ['no such field', 'resolver broke', 'boom']
      assert.deepEqual(
        world.alerts.map(({ message }) => message),
        [...messages, ...messages],
      )
    },
  },
]
