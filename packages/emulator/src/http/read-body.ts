import type { IncomingMessage } from 'node:http'

/** What came of a request's body; `bytes` is what was read before it ended. */
export interface ReadBody {
  end: 'whole' | 'too-large' | 'cut'
  bytes: number
  text: string
}

/** Reads a body of at most `maxBytes`; of a longer one nothing is kept, and the rest is not waited for. */
export function readBody(incoming: IncomingMessage, maxBytes: number): Promise<ReadBody> {
  // Node sees to it that no more comes than was announced; a chunked body announces nothing.
  const announced = Number(incoming.headers['content-length'] ?? 0)
  if (announced > maxBytes) return Promise.resolve({ end: 'too-large', bytes: announced, text: '' })
  return new Promise((resolve) => {
    // By events, not `for await`: that would destroy the request when it stops early, and nobody could be answered.
    const chunks: Buffer[] = []
    let bytes = 0
    const finish = (end: ReadBody['end']) => {
      incoming.off('data', take).off('end', whole).off('close', cut).off('error', cut)
      resolve({ end, bytes, text: end === 'whole' ? textOf(chunks) : '' })
    }
    const take = (chunk: Buffer) => {
      bytes += chunk.length
      chunks.push(chunk)
      if (bytes > maxBytes) finish('too-large')
    }
    const whole = () => finish('whole')
    const cut = () => finish('cut')
    incoming.on('data', take).on('end', whole).on('close', cut).on('error', cut)
  })
}

/** Bytes that are no UTF-8 become U+FFFD, and then fail as JSON or show up in the message. */
function textOf(chunks: readonly Buffer[]): string {
  const [first, ...rest] = chunks
  return rest.length === 0 ? (first?.toString('utf8') ?? '') : Buffer.concat(chunks).toString('utf8')
}
