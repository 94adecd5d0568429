import { Alerter } from '@dingbell/core'
import { Inject, Injectable } from '@nestjs/common'
import { getAlerterToken } from '../dingtalk.tokens.ts'
import { optionalRequire } from '../optional-require.ts'
import { firstText, read } from '../report/read.ts'

/** What `@nestjs/terminus` takes for the result of a health indicator. */
export type DingTalkHealth<Key extends string = string> = Record<
  Key,
  {
    status: 'up' | 'down'
    /** Alerts that wait, and alerts that were dropped since the start. */
    pending: number
    dropped: number
    /** Each robot's state; none where no webhook is set. */
    robots: { name: string; state: 'healthy' | 'throttled' | 'set-aside'; until?: string }[]
  }
>

/**
 * A health indicator for `@nestjs/terminus` 10 to 12, which need not be there. Down means that no robot can deliver at
 * present: worth showing, not worth restarting the application for.
 */
@Injectable()
export class DingTalkHealthIndicator {
  readonly #alerter: Alerter

  constructor(@Inject(getAlerterToken()) alerter: Alerter) {
    this.#alerter = alerter
  }

  /**
   * Looks at the robots' states; sends nothing.
   * @param key name in the result, default `'dingtalk'`
   */
  async isHealthy<Key extends string = 'dingtalk'>(key?: Key): Promise<DingTalkHealth<Key>>
  async isHealthy(key = 'dingtalk'): Promise<DingTalkHealth> {
    const { dropped, pending, robots } = this.#alerter.stats()
    const isDown = robots.length > 0 && robots.every(({ state }) => state !== 'healthy')
    const result: DingTalkHealth = {
      [key]: {
        status: isDown ? 'down' : 'up',
        pending,
        dropped: Object.values(dropped).reduce((sum, count) => sum + count, 0),
        robots: robots.map(({ name, state, until }) => ({
          name,
          state,
          ...(until !== undefined && { until: new Date(until).toISOString() }),
        })),
      },
    }
    if (isDown && expectsThrow())
      throw Object.assign(new Error(`${key} is down`), { isHealthCheckError: true, causes: result })
    return result
  }
}

/** Terminus for Nest 10 counts only what is thrown as down; later ones read the status. */
function expectsThrow(): boolean {
  const version = firstText(read(optionalRequire('@nestjs/core/package.json'), 'version'))
  return version?.startsWith('10.') ?? false
}
