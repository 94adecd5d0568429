import assert from 'node:assert/strict'
import { inspect } from 'node:util'
import { DingTalkModule } from '../../src/index.ts'
import type { RawRequest } from '../request-raw.ts'
import type { Case, LogLine, World } from '../test-case.ts'
import { brokenMiddleware, Throwers, throwerNames } from './throwers.ts'

const json = { 'content-type': 'application/json' }

const requests: readonly [path: string, request?: RawRequest][] = [
  ...['sync', 'async', 'stream'].flatMap((way) =>
    throwerNames.map((name): [string] => [`/throw/${way}/${name}`]),
  ),
  ['/throw/number/seven'],
  ['/throw/guarded'],
  ['/throw/dressed'],
  ['/throw/half'],
  ['/throw/sync/error', { method: 'HEAD' }],
  ['/throw/body', { method: 'POST', headers: json, body: '{"a":1}' }],
  ['/throw/body', { method: 'POST', headers: json, body: '{"a":' }],
  ['/throw/body', { method: 'POST', headers: json, body: JSON.stringify('x'.repeat(2_000_000)) }],
  ['/throw/body', { method: 'POST', headers: { 'content-type': 'text/csv' }, body: 'a;b' }],
  ['/nowhere?token=1'],
  ['/broken?token=1'],
]

async function record(world: World, withModule: boolean) {
  const { app, logs, request } = await world.start({
    imports: withModule ? [DingTalkModule.forRoot(world.options())] : [],
    controllers: [Throwers],
    configure: (consumer) => consumer.apply(brokenMiddleware).forRoutes('broken'),
  })
  const answers = []
  for (const [path, sent] of requests) {
    logs.length = 0
    const answer = await request(path, sent)
    answers.push({ path, ...answer, logs: logs.map(comparable) })
  }
  await app.close()
  return answers
}

/** Line numbers and frames of the two applications differ; what is said must not. */
function comparable(line: LogLine): unknown[] {
  return line.map((part) =>
    typeof part === 'object' && !(part instanceof Error) ? inspect(part) : firstLine(part),
  )
}

function firstLine(part: unknown): string | undefined {
  return String(part).split('\n')[0]
}

export const answers: readonly Case[] = [
  {
    name: 'answers and logs byte by byte as Nest does without the filter',
    async run(world) {
      const plain = await record(world, false)
      const filtered = await record(world, true)
      assert.deepEqual(filtered, plain)
      const statuses = [...new Set(plain.map(({ status }) => status))].sort()
      assert.deepEqual(
        statuses.filter((status) => [200, 400, 404, 409, 413, 418, 500, 502].includes(status)).length,
        8,
      )
    },
  },
]
