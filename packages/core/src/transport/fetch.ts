/** Chunks of an answer's body, as a web stream or any async iterable gives them; a whole text is fine too. */
export type AnswerBody = AsyncIterable<Uint8Array | string> | { getReader(): unknown } | string | null

/** What is used of an answer. */
export interface Answer {
  status: number
  headers: { get(name: string): string | null }
  body?: AnswerBody | undefined
  /** Asked where the body is neither a text nor iterable. */
  text?(): Promise<string>
}

/** The part of `fetch` that is used: bring your own for a proxy. The global `fetch` and undici's fit. */
export type FetchLike = (
  url: string,
  init: {
    method: 'POST'
    headers: Record<string, string>
    body: string
    redirect: 'manual'
    signal: AbortSignal
  },
) => Promise<Answer>

/** The global one, looked up at each call, so that what patches it (tracing, tests) is seen. */
export const globalFetch: FetchLike = (url, init) => globalThis.fetch(url, init)
