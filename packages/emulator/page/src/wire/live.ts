import type { ReceivedRequest } from './types.ts'

/** How the page stands to the server. */
export type Connection = 'connecting' | 'live' | 'lost'

/** What the page does with the news. */
export interface LiveHandlers {
  /** Fetches everything there is and says up to which event that was. */
  load(): Promise<string>
  onRequest(request: ReceivedRequest): void
  onClear(): void
  onRobots(): void
  onFaults(): void
  onConnection(connection: Connection): void
}

/** The little of `EventSource` that is used. */
export interface LiveSource {
  readonly readyState: number
  addEventListener(type: string, listener: (event: { data?: unknown; lastEventId?: string }) => void): void
  close(): void
}

const retryMs = 1000
const closed = 2

/**
 * Loads everything, then follows the events after it, so that nothing is missed between the two. The browser reconnects
 * by itself with `Last-Event-ID`; where it gives up, and where the server no longer knows what was missed, this starts
 * over.
 */
export class Live {
  private source: LiveSource | undefined
  private timer: ReturnType<typeof setTimeout> | undefined
  private ended = false

  constructor(
    private readonly handlers: LiveHandlers,
    private readonly openSource: (url: string) => LiveSource,
  ) {}

  /** Loads and follows; after a failure it tries again each second. */
  async start(): Promise<void> {
    this.source?.close()
    this.handlers.onConnection('connecting')
    try {
      const position = await this.handlers.load()
      if (!this.ended) this.follow(position)
    } catch {
      this.handlers.onConnection('lost')
      this.retry(() => void this.start())
    }
  }

  /** Ends the connection for good. */
  close(): void {
    this.ended = true
    clearTimeout(this.timer)
    this.source?.close()
  }

  private follow(position: string): void {
    const { handlers } = this
    const source = this.openSource(`api/events?after=${encodeURIComponent(position)}`)
    this.source = source
    let last = position
    const on = (type: string, act: (data: unknown) => void) =>
      source.addEventListener(type, ({ data, lastEventId }) => {
        last = lastEventId || last
        act(data)
      })
    on('request', (data) => handlers.onRequest(JSON.parse(String(data))))
    on('clear', () => handlers.onClear())
    on('robots', () => handlers.onRobots())
    on('faults', () => handlers.onFaults())
    on('reset', () => void this.start())
    source.addEventListener('open', () => handlers.onConnection('live'))
    source.addEventListener('error', () => {
      handlers.onConnection('lost')
      if (source.readyState === closed) this.retry(() => this.follow(last))
    })
  }

  private retry(act: () => void): void {
    clearTimeout(this.timer)
    if (!this.ended) this.timer = setTimeout(act, retryMs)
  }
}
