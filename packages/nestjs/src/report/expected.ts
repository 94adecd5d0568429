import { ask, read } from './read.ts'

/** The default of `isExpected`: what was thrown to tell the caller something belongs to normal operation. */
export function isExpected(exception: unknown): boolean {
  const status = readStatus(exception)
  if (status !== undefined) return status < 500
  return isMessageException(exception) || isGraphqlAnswer(exception)
}

/** The status of an HttpException, and of the errors of http-errors (body parsers) and Fastify. Others carry any number. */
function readStatus(exception: unknown): number | undefined {
  const status = ask(exception, 'getStatus')
  if (typeof status === 'number') return status
  const code = read(exception, 'code')
  const known =
    typeof read(exception, 'expose') === 'boolean' || (typeof code === 'string' && code.startsWith('FST_'))
  const statusCode = read(exception, 'statusCode')
  return known && typeof statusCode === 'number' ? statusCode : undefined
}

/** RpcException and WsException; by shape, since neither package need be there. */
function isMessageException(exception: unknown): boolean {
  return exception instanceof Error && typeof read(exception, 'getError') === 'function'
}

/** A GraphQLError with a code such as `BAD_USER_INPUT` is an answer; without one it is `INTERNAL_SERVER_ERROR`. */
function isGraphqlAnswer(exception: unknown): boolean {
  const code = read(exception, 'extensions', 'code')
  return (
    read(exception, 'name') === 'GraphQLError' && typeof code === 'string' && code !== 'INTERNAL_SERVER_ERROR'
  )
}
