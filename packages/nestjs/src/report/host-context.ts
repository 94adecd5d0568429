import type { ArgumentsHost } from '@nestjs/common'
import type { IncludeOptions } from '../dingtalk.options.ts'
import { readHttp } from './http.ts'
import { readGraphql, readRpc, readWs } from './message.ts'

const readers = new Map([
  ['http', readHttp],
  ['rpc', readRpc],
  ['ws', readWs],
  ['graphql', readGraphql],
])

/** What is told of the call that failed: never a body, a header or a value of the query unless it is asked for. */
export function readHost(host: ArgumentsHost, include: IncludeOptions = {}): Record<string, unknown> {
  const type = host.getType<string>()
  return readers.get(type)?.(host.getArgs(), include) ?? { type }
}
