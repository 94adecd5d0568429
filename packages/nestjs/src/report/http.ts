import type { IncludeOptions } from '../dingtalk.options.ts'
import { readCaller } from './caller.ts'
import { firstText, read } from './read.ts'

/** What is told of an HTTP request. */
export function readHttp([request]: readonly unknown[], include: IncludeOptions): Record<string, unknown> {
  return {
    route: readRoute(request),
    method: firstText(read(request, 'method')),
    ...readCaller(request),
    ...readAsked(request, include),
  }
}

/** The pattern (`/cats/:id`) where a route was found, else the path that was asked for, without its query. */
function readRoute(request: unknown): string | undefined {
  // Before Fastify 4.10 `routerPath`, which later versions warn about.
  const options = read(request, 'routeOptions')
  const fastify = firstText(options === undefined ? read(request, 'routerPath') : read(options, 'url'))
  if (fastify !== undefined) return fastify
  const express = firstText(read(request, 'route', 'path'))
  if (express !== undefined) return `${firstText(read(request, 'baseUrl')) ?? ''}${express}`
  return firstText(read(request, 'originalUrl'), read(request, 'url'))?.replace(/[?#].*$/s, '')
}

function readAsked(request: unknown, include: IncludeOptions): Record<string, unknown> {
  const names = include.headers ?? []
  return {
    ...(include.query && { query: read(request, 'query') }),
    ...(include.params && { params: read(request, 'params') }),
    ...(include.body && { body: read(request, 'body') }),
    ...(names.length > 0 && {
      headers: Object.fromEntries(names.map((name) => [name, read(request, 'headers', name.toLowerCase())])),
    }),
  }
}
