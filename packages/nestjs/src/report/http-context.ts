import type { ArgumentsHost } from '@nestjs/common'
import { readCaller } from './caller.ts'
import { firstText, read } from './read.ts'

/** What is told of an HTTP request: never a body, a header or a value of the query. */
export function readHttp(host: ArgumentsHost): Record<string, unknown> {
  const request: unknown = host.getArgByIndex(0)
  return { route: readRoute(request), method: firstText(read(request, 'method')), ...readCaller(request) }
}

/** The pattern (`/cats/:id`) where a route was found, else the path that was asked for. */
function readRoute(request: unknown): string | undefined {
  const fastify = firstText(read(request, 'routeOptions', 'url'), read(request, 'routerPath'))
  if (fastify !== undefined) return fastify
  const express = firstText(read(request, 'route', 'path'))
  if (express !== undefined) return `${firstText(read(request, 'baseUrl')) ?? ''}${express}`
  return firstText(read(request, 'originalUrl'), read(request, 'url'))?.replace(/[?#].*$/s, '')
}
