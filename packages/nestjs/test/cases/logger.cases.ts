import assert from 'node:assert/strict'
import { type ConsoleLoggerOptions, Controller, Get, Logger, type OnModuleInit } from '@nestjs/common'
import { DingTalkLogger, DingTalkModule } from '../../src/index.ts'
import type { Case, World } from '../test-case.ts'

@Controller()
class Cats implements OnModuleInit {
  readonly #logger = new Logger('Cats')

  constructor() {
    this.#logger.error('not built yet')
  }

  onModuleInit(): void {
    this.#logger.error('not ready yet')
  }

  @Get('logged')
  logged(): void {
    const error = new Error('seen twice')
    this.#logger.error(error.message, error.stack)
    throw error
  }

  @Get('object')
  object(): void {
    const error = new Error('seen as an object')
    this.#logger.error(error)
    throw error
  }

  @Get('string')
  string(): void {
    throw 'only words'
  }

  @Get('thrown')
  thrown(): void {
    throw new Error('logged by Nest')
  }
}

/** An application whose logger rings. */
function start(world: World, logger?: ConsoleLoggerOptions) {
  // What other applications of this process log is none of this one's.
  world.onEnd(async () => Logger.overrideLogger(false))
  return world.start({
    imports: [DingTalkModule.forRoot(world.options({ logger }))],
    controllers: [Cats],
    nest: { bufferLogs: true },
    prepare: (app) => app.useLogger(app.get(DingTalkLogger)),
  })
}

/** What the process wrote to stdout and stderr meanwhile. */
async function capturePrint(work: () => Promise<unknown>): Promise<string> {
  const printed: string[] = []
  const restore = [process.stdout, process.stderr].map((stream) => {
    const { write } = stream
    stream.write = (chunk: string | Uint8Array) => {
      printed.push(String(chunk))
      return true
    }
    return () => {
      stream.write = write
    }
  })
  try {
    await work()
  } finally {
    for (const undo of restore) undo()
  }
  return printed.join('')
}

export const loggers: readonly Case[] = [
  {
    name: 'rings for what is logged as error or fatal, the context as its logger, and prints as before',
    async run(world) {
      const printed = await capturePrint(async () => {
        const { app } = await start(world)
        const logger = new Logger('Payments')
        logger.error('charge failed')
        logger.fatal('no money left')
        logger.warn('slow')
        logger.log('fine')
        app.get(DingTalkLogger).error('without context')
      })
      assert.deepEqual(
        world.alerts.map(({ level, logger, message }) => [level, logger, message]),
        [
          ['error', 'Cats', 'not built yet'],
          ['error', 'Cats', 'not ready yet'],
          ['error', 'Payments', 'charge failed'],
          ['fatal', 'Payments', 'no money left'],
          ['error', undefined, 'without context'],
        ],
      )
      for (const word of ['charge failed', 'no money left', 'slow', 'fine', 'Payments'])
        assert.ok(printed.includes(word), word)
    },
  },
  {
    name: 'rings once for an exception that is logged and then thrown, whichever way it is logged',
    async run(world) {
      await capturePrint(async () => {
        const { request } = await start(world)
        world.alerts.length = 0
        for (const path of ['logged', 'object', 'string', 'thrown']) await request(`/${path}`)
      })
      assert.deepEqual(
        world.alerts.map(({ message }) => message),
        ['seen twice', 'seen as an object', 'only words', 'logged by Nest'],
      )
    },
  },
  {
    name: 'does not ring for what its own level keeps from being printed',
    async run(world) {
      const printed = await capturePrint(async () => {
        await start(world, { logLevels: ['fatal'] })
        new Logger('Payments').error('muted')
        new Logger('Payments').fatal('told')
      })
      assert.deepEqual(
        world.alerts.map(({ message }) => message),
        ['told'],
      )
      assert.ok(printed.includes('told') && !printed.includes('muted'))
    },
  },
  {
    name: 'rings for each of many equal exceptions',
    async run(world) {
      await capturePrint(async () => {
        const { request } = await start(world)
        world.alerts.length = 0
        for (let round = 0; round < 5; round += 1) await request('/logged')
      })
      assert.equal(world.alerts.length, 5)
    },
  },
]
