import type { AnswerBody } from './fetch.ts'

/** The first `maxBytes` of a body as text; what is longer is cut off and the rest is not waited for. */
export async function readBody(body: AnswerBody | undefined, maxBytes: number): Promise<string> {
  if (body === null || body === undefined) return ''
  if (typeof body === 'string') return body.slice(0, maxBytes)
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of chunksOf(body)) {
    const part = typeof chunk === 'string' ? Buffer.from(chunk) : chunk
    chunks.push(part)
    bytes += part.byteLength
    if (bytes >= maxBytes) break
  }
  return Buffer.concat(chunks).subarray(0, maxBytes).toString('utf8')
}

async function* chunksOf(body: Exclude<AnswerBody, string | null>): AsyncGenerator<Uint8Array | string> {
  if (Symbol.asyncIterator in body) {
    yield* body
    return
  }
  const reader = body.getReader()
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      if (next.value) yield next.value
    }
  } finally {
    // Not awaited: a server that hangs would hold us, and nothing is left to be done about a failure.
    reader.cancel().catch(() => {})
  }
}
