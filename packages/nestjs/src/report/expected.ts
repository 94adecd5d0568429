import { ask, read } from './read.ts'

/** The status that an exception asks for: an HttpException's, or that of the errors of http-errors and Fastify. */
export function statusOf(exception: unknown): number {
  const status = ask(exception, 'getStatus') ?? read(exception, 'statusCode')
  return typeof status === 'number' ? status : 500
}

/** The default: what is answered with a status below 500 is the caller's affair. */
export function isExpected(exception: unknown): boolean {
  return statusOf(exception) < 500
}
