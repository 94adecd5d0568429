import { BroadcastChannel } from 'node:worker_threads'
import { Injectable, type OnApplicationShutdown } from '@nestjs/common'
import { type Books, booksOf, pinoChannel } from './books.ts'
import { field } from './fields.ts'

/** What Pino's worker last told of itself: its alerter lives there, out of sight. */
@Injectable()
export class PinoBooks implements OnApplicationShutdown {
  readonly #channel = new BroadcastChannel(pinoChannel)
  #report: unknown

  constructor() {
    this.#channel.onmessage = (event: unknown) => {
      this.#report = field(event, 'data')
    }
    this.#channel.unref()
  }

  /** All zero before the first word. */
  read(): Books {
    return booksOf(this.#report)
  }

  /** Messages that still count for DingTalk's minute. */
  slotsInUse(now: number): number {
    const attemptsAt = field(this.#report, 'attemptsAt')
    return Array.isArray(attemptsAt) ? attemptsAt.filter((time) => Number(time) > now - 61_000).length : 0
  }

  /** What the DingTalkError of its latest attempt says; undefined when that one arrived. */
  get failure(): unknown {
    return field(this.#report, 'failure')
  }

  onApplicationShutdown(): void {
    this.#channel.close()
  }
}
