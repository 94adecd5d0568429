type Listener = (...args: unknown[]) => void

const brand = Symbol.for('dingbell.nestjs.watch')

/** Takes what nobody caught. It must not throw. */
export type OnUncaught = (exception: unknown, origin: string, isFatal: boolean) => void

/**
 * Sees uncaught exceptions and unhandled rejections without handling them: Node goes on to print them and to end the
 * process, or to call the application's own listeners, as it would without.
 */
export class UncaughtWatch {
  readonly #onUncaught: OnUncaught
  readonly #monitor = (exception: unknown, origin: string) => this.#onUncaught(exception, origin, true)
  readonly #rejection = Object.assign(
    (reason: unknown) => this.#onUncaught(reason, 'unhandledRejection', false),
    { [brand]: true },
  )

  constructor(onUncaught: OnUncaught) {
    this.#onUncaught = onUncaught
  }

  /** Begins to listen. */
  start(): void {
    process.on('uncaughtExceptionMonitor', this.#monitor)
    process.on('newListener', this.#onNew)
    process.on('removeListener', this.#onRemoved)
    if (othersListen()) process.on('unhandledRejection', this.#rejection)
  }

  /** Leaves no listener behind. */
  stop(): void {
    process.off('newListener', this.#onNew)
    process.off('removeListener', this.#onRemoved)
    process.off('uncaughtExceptionMonitor', this.#monitor)
    process.off('unhandledRejection', this.#rejection)
  }

  // A rejection that nobody listens for becomes an uncaught exception, which the monitor sees. To listen would be to
  // swallow it: so this listens only as long as the application does.
  readonly #onNew = (event: string | symbol, listener: Listener) => {
    if (event !== 'unhandledRejection' || brand in listener) return
    process.off('unhandledRejection', this.#rejection)
    process.on('unhandledRejection', this.#rejection)
  }

  readonly #onRemoved = (event: string | symbol) => {
    if (event === 'unhandledRejection' && !othersListen()) process.off('unhandledRejection', this.#rejection)
  }
}

function othersListen(): boolean {
  return process.listeners('unhandledRejection').some((listener) => !(brand in listener))
}
