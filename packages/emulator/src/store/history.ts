import type { Feed } from './feed.ts'
import type { ReceivedMessage, ReceivedRequest } from './records.ts'
import { Ring } from './ring.ts'

/** The newest requests and messages, within hard bounds. */
export class History {
  private readonly requestRing: Ring<ReceivedRequest>
  private readonly messageRing: Ring<ReceivedMessage>
  private lastId = 0
  /** Messages accepted since the last `clear`, those no longer kept included. */
  accepted = 0

  constructor(
    private readonly feed: Feed,
    bounds: { maxMessages: number; maxRequests: number },
  ) {
    this.requestRing = new Ring(bounds.maxRequests)
    this.messageRing = new Ring(bounds.maxMessages)
  }

  /** The number for the request that has just come. */
  nextId(): number {
    return ++this.lastId
  }

  /** Keeps a request that is decided, and its message if it brought one. */
  add(request: ReceivedRequest): void {
    this.requestRing.push(request)
    if (request.message) {
      this.messageRing.push(request.message)
      this.accepted++
    }
    this.feed.publish({ type: 'request', request })
  }

  /** What the group would have seen, oldest first. */
  messages(): ReceivedMessage[] {
    return this.messageRing.all()
  }

  /** All calls, oldest first. */
  requests(): ReceivedRequest[] {
    return this.requestRing.all()
  }

  /** Forgets them all. */
  clear(): void {
    this.requestRing.clear()
    this.messageRing.clear()
    this.accepted = 0
    this.feed.publish({ type: 'clear' })
  }
}
