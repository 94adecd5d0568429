import type { Alerter, Robot } from '@dingbell/core'
import type { BeforeApplicationShutdown, OnApplicationShutdown, OnModuleInit } from '@nestjs/common'

/** What a module holds, and what of it was made by the module itself. */
export interface Holdings {
  alerter: Alerter
  ownsAlerter: boolean
  robot: Robot
  ownsRobot: boolean
  /** Done when the application's own filters and guards are known. */
  onReady(): void
  /** Done at the very end. */
  onEnd(): void
}

const drainMs = 3_000
const flushMs = 2_000

/**
 * Drains before the application ends. Nest awaits both hooks, with a signal (which it raises again afterwards, so that
 * no `exit` event ever comes) as well as in `app.close()`.
 */
export class DingTalkLifecycle implements OnModuleInit, BeforeApplicationShutdown, OnApplicationShutdown {
  readonly #holdings: Holdings
  #deadline: number | undefined

  constructor(holdings: Holdings) {
    this.#holdings = holdings
  }

  onModuleInit(): void {
    this.#holdings.onReady()
  }

  /** Early, since a connection that never ends may keep Nest from reaching the next hook. */
  async beforeApplicationShutdown(): Promise<void> {
    this.#deadline = performance.now() + drainMs
    await this.#holdings.alerter.flush(flushMs)
  }

  /** Once more, for what went wrong while the server closed. Both together take 3 s at most. */
  async onApplicationShutdown(): Promise<void> {
    const { alerter, onEnd, ownsAlerter, ownsRobot, robot } = this.#holdings
    const deadline = this.#deadline ?? performance.now() + drainMs
    const leftMs = () => Math.max(0, deadline - performance.now())
    await (ownsAlerter ? alerter.close(leftMs()) : alerter.flush(leftMs()))
    if (ownsRobot) await within(leftMs(), robot.close())
    onEnd()
  }
}

/** Waits for it, but no longer than that: a message that hangs must not hold the application. */
async function within(ms: number, closing: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms)
  })
  await Promise.race([closing, late])
  clearTimeout(timer)
}
