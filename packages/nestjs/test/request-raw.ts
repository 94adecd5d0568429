import { request } from 'node:http'

export interface RawRequest {
  method?: string
  headers?: Record<string, string>
  body?: string
}

/** An answer as it came over the wire, but for the date. */
export interface RawAnswer {
  status: number
  reason: string
  headers: string[]
  body: string
  /** The connection ended before the answer was complete. */
  cut: boolean
}

/** Sends one request on a connection of its own. */
export function requestRaw(
  url: string,
  { body, headers = {}, method = 'GET' }: RawRequest = {},
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent: false, headers, method }, (answer) => {
      const chunks: Buffer[] = []
      const end = (cut: boolean) =>
        resolve({
          status: answer.statusCode ?? 0,
          reason: answer.statusMessage ?? '',
          headers: pairs(answer.rawHeaders).filter((line) => !/^date:/i.test(line)),
          body: Buffer.concat(chunks).toString('utf8'),
          cut,
        })
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('end', () => end(false))
      answer.on('error', () => end(true))
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

function pairs(raw: readonly string[]): string[] {
  return raw.flatMap((name, index) => (index % 2 === 0 ? [`${name}: ${raw[index + 1]}`] : []))
}
