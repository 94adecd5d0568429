import { Alerter, type Level } from '@dingbell/core'
import TransportStream from 'winston-transport'
import { isEcho, markEchoes } from './echo.ts'
import { onFailure } from './failures.ts'
import { type Info, isObject } from './info.ts'
import { byName, mapLevels, threshold } from './levels.ts'
import { checkOptions, type DingTalkTransportOptions } from './options.ts'
import { toAlert } from './record.ts'

//   logger.error(…) ─► logger's format ─► _write: level, own format ─► log ─► alerter.capture
//   logger.end() ────► end ─► _final: drain ─► finish        remove(), close() ─► close: flush

/** Rings a DingTalk group for what a Winston logger logs at level error and above. */
export class DingTalkTransport extends TransportStream {
  /** What the alerts go to: `await transport.alerter.flush()`, `transport.alerter.stats()`. */
  readonly alerter: Alerter
  readonly #isOwn: boolean
  /** Whether functions of the user's are asked about an alert. */
  readonly #asks: boolean
  readonly #ownLevels: Readonly<Record<string, Level>>
  #levels: ReadonlyMap<string, Level>
  readonly #loggers = new Set<object>()
  #unsubscribe = () => {}
  /** The record on its way through the transport's own format. */
  #origin: Info | undefined

  /** @throws DingTalkError `ERR_DINGTALK_OPTIONS` for an option or webhook that does not fit */
  constructor(options: DingTalkTransportOptions = {}) {
    checkOptions(options)
    super(defined(options))
    this.#isOwn = options.alerter === undefined
    this.#ownLevels = options.levels ?? {}
    this.#levels = new Map(Object.entries(this.#ownLevels))
    // What is bad enough is for Winston to decide, by the transport's level.
    this.alerter = options.alerter ?? new Alerter({ ...options, level: 'trace' })
    const { beforeSend, ignore = [] } = options
    this.#asks = !this.#isOwn || beforeSend !== undefined || ignore.some((rule) => typeof rule === 'function')
    this.on('pipe', (logger) => this.#enter(logger, options.emitErrors === true))
    this.on('unpipe', (logger) => this.#leave(logger))
  }

  /** Takes a record in and calls back at once: no queue is ever held up by DingTalk. */
  override log(info: Info, callback?: () => void): void {
    const alert = toAlert(info, this.#origin ?? info, (name) => this.#levelOf(name))
    if (this.#asks) markEchoes(this.#loggers, () => this.alerter.capture(alert))
    else this.alerter.capture(alert)
    if (this.listenerCount('logged') > 0) setImmediate(() => this.emit('logged', info))
    callback?.()
  }

  /** Called by Winston for every record. */
  override _write(info: Info, encoding: BufferEncoding, callback: (error?: Error | null) => void): void {
    if (isEcho(info)) {
      callback()
      return
    }
    // Winston logs a crash at `error`; among levels without one it would pass no threshold.
    if (isCrash(info) && !this.#levels.has(String(info[level])) && this.#takesCrashes()) {
      this.log(info, callback)
      return
    }
    if (!this.format) {
      super._write(info, encoding, callback)
      return
    }
    this.#origin = info
    try {
      super._write(info, encoding, callback)
    } catch {
      // The format threw, and has called back. Its failure must not become the caller's, nor swallow the alert.
      this.log(info)
    } finally {
      this.#origin = undefined
    }
  }

  /** What a logger still passes on after its end, because another transport held it up, is taken in and is no error. */
  override end(...given: unknown[]): this {
    Reflect.apply(super.end, this, given)
    this.write = (info: unknown) => {
      if (isObject(info)) this._write(info, 'utf8', () => {})
      return true
    }
    return this
  }

  /** Called when the logger ends: `finish` comes after the drain, which has a deadline. */
  override _final(callback: (error?: Error | null) => void): void {
    const drained = this.#isOwn ? this.alerter.close() : this.alerter.flush()
    drained.finally(() => {
      this.#unsubscribe()
      callback()
    })
  }

  /** Called when the transport is removed from its logger. It may be added to one again. */
  override close(): void {
    void this.alerter.flush()
  }

  /** A logger pipes into it: only now are its levels known. */
  #enter(logger: object, emitErrors: boolean): void {
    this.#loggers.add(logger)
    const ranks: unknown = Reflect.get(logger, 'levels')
    if (isObject(ranks)) this.#levels = mapLevels(ranks, this.#ownLevels)
    // Winston lets nothing pass a threshold that the logger does not know.
    if (this.level === undefined || !this.#levels.has(this.level)) {
      this.level = threshold(this.#levels, byName(this.level ?? 'error') ?? 'error')
    }
    this.#unsubscribe()
    if (emitErrors) this.#unsubscribe = onFailure(this.alerter, (error) => this.emit('error', error))
  }

  #leave(logger: object): void {
    this.#loggers.delete(logger)
    if (this.#loggers.size === 0) this.#unsubscribe()
  }

  /** A level that the logger does not list may still be known by its name. */
  #levelOf(name: string): Level {
    return this.#levels.get(name) ?? byName(name) ?? 'error'
  }

  #takesCrashes(): boolean {
    return !this.silent && (this.handleExceptions === true || this.handleRejections === true)
  }
}

const level = Symbol.for('level')

/** Winston marks what nobody caught. */
function isCrash({ exception, rejection }: Info): boolean {
  return exception === true || rejection === true
}

/** Winston's part of the options. */
function defined(options: DingTalkTransportOptions): TransportStream.TransportStreamOptions {
  const { close, format, handleExceptions, handleRejections, log, logv, silent } = options
  return {
    ...(format && { format }),
    ...(options.level !== undefined && { level: options.level }),
    ...(silent !== undefined && { silent }),
    ...(handleExceptions !== undefined && { handleExceptions }),
    ...(handleRejections !== undefined && { handleRejections }),
    ...(log && { log }),
    ...(logv && { logv }),
    ...(close && { close }),
  }
}
