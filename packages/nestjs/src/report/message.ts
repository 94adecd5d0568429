import type { IncludeOptions } from '../dingtalk.options.ts'
import { readCaller, readUser } from './caller.ts'
import { ask, firstText, read } from './read.ts'

/** What is told of a microservice's message: arguments are its data and its context. */
export function readRpc(
  [data, context]: readonly unknown[],
  include: IncludeOptions,
): Record<string, unknown> {
  // The transports differ in what they call the pattern.
  const names = ['getPattern', 'getTopic', 'getSubject', 'getChannel']
  const route = firstText(...names.map((name) => ask(context, name)))
  return { type: 'rpc', route, ...(include.body && { body: data }) }
}

/** What is told of a gateway's message: arguments are the client, the data and, last, the pattern. */
export function readWs(args: readonly unknown[], include: IncludeOptions): Record<string, unknown> {
  const [client, data] = args
  return {
    type: 'ws',
    route: firstText(args.at(-1)),
    userId: readUser(read(client, 'user')) ?? readUser(read(client, 'data', 'user')),
    ...(include.body && { body: data }),
  }
}

/** What is told of a GraphQL field: arguments are the parent, the field's arguments, the context and the info. */
export function readGraphql(args: readonly unknown[], include: IncludeOptions): Record<string, unknown> {
  const [, fieldArguments, context, info] = args
  const field = firstText(read(info, 'fieldName'))
  const parent = firstText(read(info, 'parentType', 'name'))
  return {
    type: 'graphql',
    route: parent && field ? `${parent}.${field}` : field,
    ...readCaller(read(context, 'req') ?? read(context, 'request')),
    ...(include.body && { body: fieldArguments }),
  }
}
