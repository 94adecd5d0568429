import type { Clock } from '../../src/clock.ts'
import type { VirtualClock } from '../model/virtual-clock.ts'

/** The clock of a process that can be stopped, as by SIGSTOP, or whose event loop can be blocked: time goes on without it. */
export class FrozenClock implements Clock {
  readonly #world: VirtualClock
  #frozen = false
  #timers: (() => void)[] = []
  #arrivals: (() => void)[] = []

  constructor(world: VirtualClock) {
    this.#world = world
  }

  now(): number {
    return this.#world.now()
  }

  monotonic(): number {
    return this.#world.monotonic()
  }

  after(delayMs: number, wake: () => void, hold?: boolean): () => void {
    let late = wake
    const cancel = this.#world.after(delayMs, () => this.#run(this.#timers, () => late()), hold)
    return () => {
      cancel()
      late = () => {}
    }
  }

  /** What comes from outside after `delayMs`: a process that was stopped sees it after all its timers. */
  arrive(delayMs: number, happen: () => void): void {
    this.#world.at(this.#world.monotonic() + delayMs, () => this.#run(this.#arrivals, happen))
  }

  /** Stops the process for so long. */
  async freeze(ms: number): Promise<void> {
    this.#frozen = true
    await this.#world.advance(ms)
    this.#frozen = false
    for (const happen of [...this.#timers.splice(0), ...this.#arrivals.splice(0)]) happen()
    await this.#world.advance(0)
  }

  #run(waiting: (() => void)[], happen: () => void): void {
    if (this.#frozen) waiting.push(happen)
    else happen()
  }
}
