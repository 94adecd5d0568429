import { EventEmitter } from 'node:events'
import { Alerter } from '@dingbell/core'
import { defaultConfig, readConfig } from './config.ts'
import { isObject } from './guard.ts'
import { LineReader } from './line.ts'
import { type DingTalkStreamOptions, levelName } from './options.ts'
import { say } from './say.ts'

const metadata = Symbol.for('pino.metadata')

/** A destination for Pino in the application's own thread. */
export class DingTalkStream extends EventEmitter {
  /** What the alerts go to: `await stream.alerter.flush()`, `stream.alerter.stats()`. */
  readonly alerter: Alerter
  /** Asks Pino for the fields below. */
  readonly [metadata] = true
  /** Level of the line that comes next. */
  lastLevel: number | undefined
  /** What was logged in it. */
  lastObj: unknown
  readonly #isOwn: boolean
  #reader: LineReader
  #ended: Promise<void> | undefined

  /** @throws DingTalkError `ERR_DINGTALK_OPTIONS` for an option or webhook that does not fit */
  constructor(options: DingTalkStreamOptions = {}) {
    super()
    this.#isOwn = options.alerter === undefined
    // What is bad enough is decided by the logger's own levels.
    this.alerter = options.alerter ?? new Alerter({ ...options, level: 'trace' })
    const least = levelName(options.level) ?? 'error'
    this.#reader = new LineReader(least, defaultConfig)
    this.on('message', (message: unknown) => {
      if (!isObject(message) || message.code !== 'PINO_CONFIG' || !isObject(message.config)) return
      this.#reader = new LineReader(least, readConfig(message.config))
      if (this.#reader.complaint) say(this.#reader.complaint)
    })
  }

  /** Takes a line of Pino's. Below the level this is one comparison. */
  write(line: string): boolean {
    const level = this.lastLevel
    if (level !== undefined && !this.#reader.rings(level)) return true
    const alert = this.#reader.read(line, { level, logged: this.lastObj })
    if (alert) this.alerter.capture(alert)
    return true
  }

  /** Sends what is pending, and calls back when it is delivered or two seconds are over. */
  flush(callback?: (error?: Error) => void): void {
    this.alerter.flush().finally(() => callback?.())
  }

  /** Drains, then emits `finish` and `close`. */
  end(): void {
    this.#ended ??= this.#drain()
  }

  async #drain(): Promise<void> {
    await (this.#isOwn ? this.alerter.close() : this.alerter.flush())
    this.emit('finish')
    this.emit('close')
  }
}

/** The stream for the same thread, where options may hold functions: `pino.multistream([{ stream: dingTalkStream() }])`. */
export function dingTalkStream(options?: DingTalkStreamOptions): DingTalkStream {
  return new DingTalkStream(options)
}
