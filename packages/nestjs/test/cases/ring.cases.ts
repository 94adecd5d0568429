import assert from 'node:assert/strict'
import { Inject, Injectable, NotFoundException, SetMetadata } from '@nestjs/common'
import { Cron, ScheduleModule, SchedulerRegistry } from '@nestjs/schedule'
import { DingTalkModule, getAlerterToken, RingOnError } from '../../src/index.ts'
import type { Case, World } from '../test-case.ts'

const never = '0 0 1 1 *'

@Injectable()
class Jobs {
  readonly #secret = 7
  @Inject('cause') readonly cause!: string

  @RingOnError()
  @Cron(never, { name: 'below' })
  cronBelow(): void {
    throw new Error('cron below')
  }

  @Cron(never, { name: 'above' })
  @RingOnError()
  async cronAbove(): Promise<void> {
    throw new Error(`cron above ${this.#secret}`)
  }

  @RingOnError()
  @SetMetadata('kind', 'adding')
  add(a: number, b: number): number {
    return a + b
  }

  @RingOnError()
  expected(): void {
    throw new NotFoundException()
  }

  @RingOnError()
  *numbers(): Generator<number, string, number> {
    const added = yield 1
    yield added
    throw new Error('out of numbers')
  }

  @RingOnError()
  async *pages(): AsyncGenerator<string> {
    yield 'first'
    throw new Error('out of pages')
  }

  @RingOnError('billing')
  bill(): void {
    throw new Error('unpaid')
  }
}

@RingOnError()
@Injectable()
class Worker {
  process(job: string): Promise<string> {
    return Promise.reject(new Error(`cannot process ${job}`))
  }

  outer(): void {
    this.inner()
  }

  inner(): void {
    throw new Error('from within')
  }
}

async function start(world: World) {
  const billed: unknown[] = []
  const billing = world.options({
    beforeSend: (alert) => {
      billed.push(alert.message)
      return alert
    },
  })
  const { app } = await world.start({
    imports: [
      ScheduleModule.forRoot(),
      DingTalkModule.forRoot(world.options()),
      DingTalkModule.forRoot({ ...billing, name: 'billing' }),
    ],
    providers: [Jobs, Worker, { provide: 'cause', useValue: 'injected' }],
  })
  return { app, billed, jobs: app.get(Jobs), worker: app.get(Worker) }
}

const messagesOf = ({ alerts }: World) => alerts.map(({ message }) => message)

export const rings: readonly Case[] = [
  {
    name: 'rings from @Cron() handlers, above and below the decorator',
    async run(world) {
      const { app } = await start(world)
      const registry = app.get(SchedulerRegistry)
      for (const name of ['below', 'above']) await registry.getCronJob(name).fireOnTick()
      // The scheduler catches what its handlers throw, a turn later for asynchronous ones.
      await new Promise(setImmediate)
      assert.deepEqual(messagesOf(world), ['cron below', 'cron above 7'])
      assert.deepEqual(
        world.alerts.map(({ context, logger }) => [logger, context?.handler]),
        [
          ['Jobs', 'Jobs.cronBelow'],
          ['Jobs', 'Jobs.cronAbove'],
        ],
      )
    },
  },
  {
    name: 'leaves what a method is and does as it was',
    async run(world) {
      const { jobs, worker } = await start(world)
      assert.equal(jobs.add(1, 2), 3)
      assert.equal(jobs.cause, 'injected')
      assert.deepEqual([jobs.add.name, jobs.add.length], ['add', 2])
      assert.equal(Reflect.getMetadata('kind', jobs.add), 'adding')
      assert.equal(Reflect.getMetadata('design:returntype', Jobs.prototype, 'add') ?? Number, Number)
      assert.deepEqual(Object.keys(worker), [])
      assert.deepEqual(Object.getOwnPropertyNames(Worker.prototype).sort(), [
        'constructor',
        'inner',
        'outer',
        'process',
      ])
      assert.deepEqual(world.alerts, [])
    },
  },
  {
    name: 'throws and rejects with the very same error',
    async run(world) {
      const { jobs, worker } = await start(world)
      const thrown = catchOf(() => jobs.bill())
      assert.equal(thrown.message, 'unpaid')
      const rejected = await worker.process('a-1').catch((error: unknown) => error)
      assert.ok(rejected instanceof Error)
      assert.equal(rejected.message, 'cannot process a-1')
      assert.deepEqual(messagesOf(world), ['cannot process a-1'])
    },
  },
  {
    name: 'rings when a generator fails, and hands values through',
    async run(world) {
      const { jobs } = await start(world)
      const numbers = jobs.numbers()
      assert.equal(numbers.next().value, 1)
      assert.equal(numbers.next(5).value, 5)
      assert.equal(catchOf(() => numbers.next(0)).message, 'out of numbers')
      const pages: string[] = []
      await assert.rejects(async () => {
        for await (const page of jobs.pages()) pages.push(page)
      }, /out of pages/)
      assert.deepEqual(pages, ['first'])
      assert.deepEqual(messagesOf(world), ['out of numbers', 'out of pages'])
    },
  },
  {
    name: 'rings once for an error that passes several methods, and not for an expected one',
    async run(world) {
      const { jobs, worker } = await start(world)
      catchOf(() => worker.outer())
      catchOf(() => jobs.expected())
      assert.deepEqual(messagesOf(world), ['from within'])
    },
  },
  {
    name: 'rings with the alerter that it names',
    async run(world) {
      const { app, billed, jobs } = await start(world)
      catchOf(() => jobs.bill())
      assert.deepEqual([billed, messagesOf(world)], [['unpaid'], []])
      assert.ok(app.get(getAlerterToken('billing')))
    },
  },
]

function catchOf(work: () => unknown): Error {
  try {
    work()
  } catch (error) {
    if (error instanceof Error) return error
  }
  return assert.fail('nothing was thrown')
}
