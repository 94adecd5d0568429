import { EventEmitter } from 'node:events'
import { Alerter } from '@dingbell/core'
import type { DingTalkStreamOptions } from './options.ts'
import { toAlert } from './record.ts'

const metadata = Symbol.for('pino.metadata')

/** A destination for Pino in the application's own thread. */
export class DingTalkStream extends EventEmitter {
  readonly alerter: Alerter
  readonly [metadata] = true
  lastLevel = 0
  readonly #isOwn: boolean

  constructor({ alerter, level: _, ...options }: DingTalkStreamOptions = {}) {
    super()
    this.#isOwn = alerter === undefined
    this.alerter = alerter ?? new Alerter(options)
  }

  write(line: string): boolean {
    if (this.lastLevel < 50) return true
    try {
      this.alerter.capture(toAlert(JSON.parse(line)))
    } catch {
      // No line of Pino's.
    }
    return true
  }

  flush(callback?: (error?: Error) => void): void {
    this.alerter.flush().finally(() => callback?.())
  }

  end(): void {
    const drained = this.#isOwn ? this.alerter.close() : this.alerter.flush()
    drained.finally(() => {
      this.emit('finish')
      this.emit('close')
    })
  }
}

/** The stream for the same thread, where options may hold functions: `pino.multistream([{ stream: dingTalkStream() }])`. */
export function dingTalkStream(options?: DingTalkStreamOptions): DingTalkStream {
  return new DingTalkStream(options)
}
