import type { EndSignal, World } from '../world.ts'

/** After a signal, whoever feeds the pipe may say its last words for this long, in ms. */
const graceMs = 1_000
const signals: readonly EndSignal[] = ['SIGINT', 'SIGTERM']

/**
 * The end of `tail`. A signal first asks: followed files are read to where they end, a pipe until it closes, but not for
 * long. The same keys reach a pipe's writer, and its last lines matter most. A second signal ends the process as if nobody
 * listened.
 */
export class Ending {
  readonly #world: World
  readonly #soft = new AbortController()
  readonly #hard = new AbortController()
  readonly #listeners: ReadonlyMap<EndSignal, () => void>
  #timer: NodeJS.Timeout | undefined

  constructor(world: World) {
    this.#world = world
    this.#listeners = new Map(signals.map((signal) => [signal, () => this.#onSignal(signal)]))
    for (const [signal, listener] of this.#listeners) world.on(signal, listener)
  }

  /** Stop waiting for more: a followed file is read to where it ends now, any other no further. */
  get soft(): AbortSignal {
    return this.#soft.signal
  }

  /** Stop reading altogether: a pipe, whose end is up to its writer. */
  get hard(): AbortSignal {
    return this.#hard.signal
  }

  /** Nobody reads what is passed on any more: it ends at once. The next signal is then not the first one. */
  now(): void {
    clearTimeout(this.#timer)
    this.#soft.abort()
    this.#hard.abort()
  }

  /** Listens no longer, so that a signal does what it does without us. */
  stop(): void {
    clearTimeout(this.#timer)
    for (const [signal, listener] of this.#listeners) this.#world.off(signal, listener)
  }

  #onSignal(signal: EndSignal): void {
    if (this.#soft.signal.aborted) {
      this.stop()
      this.#world.kill(this.#world.pid, signal)
      return
    }
    this.#soft.abort()
    this.#timer = setTimeout(() => this.#hard.abort(), graceMs)
  }
}
