import { Alerter, type Level } from '@dingbell/core'
import TransportStream from 'winston-transport'
import { byName, defaultLevel, mapLevels, type Ranks } from './levels.ts'
import { checkOptions, type DingTalkTransportOptions } from './options.ts'
import { type Info, toAlert } from './record.ts'

/** Rings a DingTalk group for what a Winston logger logs at level error and above. */
export class DingTalkTransport extends TransportStream {
  readonly alerter: Alerter
  readonly #isOwn: boolean
  #levels: ReadonlyMap<string, Level> = new Map()

  /** @throws DingTalkError `ERR_DINGTALK_OPTIONS` for an option or webhook that does not fit */
  constructor(options: DingTalkTransportOptions = {}) {
    checkOptions(options)
    const { format, handleExceptions, handleRejections, level, silent } = options
    super({
      ...(format && { format }),
      ...(handleExceptions !== undefined && { handleExceptions }),
      ...(handleRejections !== undefined && { handleRejections }),
      ...(level !== undefined && { level }),
      ...(silent !== undefined && { silent }),
    })
    this.#isOwn = options.alerter === undefined
    // Winston decides what is bad enough; the alerter takes all that it is given.
    this.alerter = options.alerter ?? new Alerter({ ...options, level: 'trace' })
    this.once('pipe', (logger) => {
      const ranks: Ranks = Reflect.get(logger, 'levels') ?? {}
      this.#levels = mapLevels(ranks, options.levels)
      this.level ??= defaultLevel(this.#levels)
    })
  }

  /** Takes a record in and calls back at once. */
  override log(info: Info, callback?: () => void): void {
    this.alerter.capture(toAlert(info, (name) => this.#levels.get(name) ?? byName(name) ?? 'error'))
    if (this.listenerCount('logged') > 0) setImmediate(() => this.emit('logged', info))
    callback?.()
  }

  /** Called by Winston when the logger ends: `finish` comes after the drain. */
  override _final(callback: (error?: Error | null) => void): void {
    this.#drain().finally(() => callback())
  }

  /** Called by Winston when the transport is removed from its logger. */
  override close(): void {
    void this.#drain()
  }

  #drain(): Promise<boolean> {
    return this.#isOwn ? this.alerter.close() : this.alerter.flush()
  }
}
