import type { Alerter, Robot } from '@dingbell/core'
import type { BeforeApplicationShutdown, OnApplicationShutdown, OnModuleInit } from '@nestjs/common'
import type { ApplicationConfig } from '@nestjs/core'
import { ownsRobot } from './dingtalk.robot.ts'
import type { DingTalkSettings } from './dingtalk.settings.ts'
import type { Bell } from './report/bell.ts'
import { fillSlot } from './ring/bell-slot.ts'
import { UncaughtWatch } from './uncaught/uncaught-watch.ts'

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

/** Makes the lifecycle of the module with that name, and begins to watch for what nobody catches. */
export function createLifecycle(name: string | undefined) {
  return (
    settings: DingTalkSettings,
    alerter: Alerter,
    robot: Robot,
    bell: Bell,
    config: ApplicationConfig,
  ): DingTalkLifecycle => {
    const watch = new UncaughtWatch((exception, origin, isFatal) =>
      bell.ring(exception, { level: isFatal ? 'fatal' : 'error', context: { origin } }),
    )
    if (settings.captureUncaught) watch.start()
    return new DingTalkLifecycle({
      alerter,
      ownsAlerter: settings.alerter === undefined,
      robot,
      ownsRobot: ownsRobot(settings),
      onReady: () => {
        for (const instance of globalInstances(config)) fillSlot(instance, name, bell)
      },
      onEnd: () => watch.stop(),
    })
  }
}

/** What the application may have made by itself and registered by hand. */
function globalInstances(config: ApplicationConfig): readonly object[] {
  return [
    ...config.getGlobalFilters(),
    ...config.getGlobalGuards(),
    ...config.getGlobalInterceptors(),
    ...config.getGlobalPipes(),
  ]
}

/** Waits for it, but no longer than that: a message that hangs must not hold the application. */
async function within(ms: number, closing: Promise<void>): Promise<void> {
  if (ms === 0) return
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms)
  })
  await Promise.race([closing, late])
  clearTimeout(timer)
}
