import { idChars } from './bound.ts'
import { cleanChars } from './clean.ts'
import { type Bag, get, isObject } from './guard.ts'
import type { Redactor } from './redact.ts'

/** What ties an alert to the rest of what the application recorded. */
export interface Ids {
  traceId?: string | undefined
  requestId?: string | undefined
}

/** W3C trace context: version, trace id, parent id, flags. */
const traceparent = /^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-/i

/** Reads the ids from the names that loggers and frameworks use. */
export function readIds(context: unknown, redactor: Redactor): Ids {
  if (!isObject(context)) return {}
  const request = get(context, 'req')
  const traceId = first(context, ['traceId', 'trace_id']) ?? fromTraceparent(get(context, 'traceparent'))
  const requestId =
    first(context, ['requestId', 'request_id', 'reqId']) ??
    (isObject(request) ? first(request, ['id']) : undefined)
  const clean = (id: string | undefined) => (id === undefined ? undefined : cleanChars(id, idChars, redactor))
  return { traceId: clean(traceId), requestId: clean(requestId) }
}

/** The first of these keys that holds an id. */
function first(value: Bag, keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const id = get(value, key)
    if (typeof id === 'string' && id !== '') return id
    if (typeof id === 'number' || typeof id === 'bigint') return String(id)
  }
  return undefined
}

/** The trace id of a W3C `traceparent` header. */
function fromTraceparent(value: unknown): string | undefined {
  return typeof value === 'string' ? traceparent.exec(value.slice(0, idChars))?.[1]?.toLowerCase() : undefined
}
