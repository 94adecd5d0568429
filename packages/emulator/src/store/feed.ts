import { randomBytes } from 'node:crypto'
import type { ReceivedRequest } from './records.ts'
import { Ring } from './ring.ts'

/** Something that a watcher is told. */
export type FeedEvent = {
  /** Where the feed stood after it; the feed of another run has another prefix. */
  id: string
} & FeedNews

/** A request that was decided, or word that the records, the robots or the faults have changed. */
export type FeedNews = { type: 'request'; request: ReceivedRequest } | { type: 'clear' | 'robots' | 'faults' }

/** Numbers what happens, remembers the newest, and tells everybody who listens. */
export class Feed {
  private readonly run = randomBytes(4).toString('hex')
  private readonly recent: Ring<FeedEvent>
  private readonly listeners = new Set<(event: FeedEvent) => void>()
  private count = 0

  constructor(most: number) {
    this.recent = new Ring(most)
  }

  /** The id of the newest event. */
  get position(): string {
    return `${this.run}-${this.count}`
  }

  /** Tells everybody. */
  publish(news: FeedNews): void {
    this.count++
    const event = { id: this.position, ...news }
    this.recent.push(event)
    for (const listener of this.listeners) listener(event)
  }

  /** Calls `listener` for every event from now on; the function returned stops that. */
  subscribe(listener: (event: FeedEvent) => void): () => void {
    this.listeners.add(listener)
    return () => void this.listeners.delete(listener)
  }

  /** What came after `id`, or `undefined` when some of it is forgotten or the id belongs to another run. */
  since(id: string): FeedEvent[] | undefined {
    const [run, number] = id.split('-')
    const missed = this.count - Number(number)
    if (run !== this.run || !(missed >= 0)) return undefined
    if (missed === 0) return []
    const recent = this.recent.all()
    return missed <= recent.length ? recent.slice(-missed) : undefined
  }
}
