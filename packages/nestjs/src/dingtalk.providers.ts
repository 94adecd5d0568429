import type { Alerter, Robot } from '@dingbell/core'
import type { InjectionToken, Provider } from '@nestjs/common'
import { ApplicationConfig } from '@nestjs/core'
import { createAlerter } from './dingtalk.alerter.ts'
import { DingTalkLifecycle } from './dingtalk.lifecycle.ts'
import type { DingTalkModuleOptions } from './dingtalk.options.ts'
import { createRobot, ownsRobot } from './dingtalk.robot.ts'
import { FILTER_PLACE, getAlerterToken, getBellToken, getRobotToken, OPTIONS } from './dingtalk.tokens.ts'
import { DingTalkExceptionFilter } from './filter/dingtalk.filter.ts'
import { Bell } from './report/bell.ts'

/** All that a module provides under its name. */
export function createProviders(name: string | undefined): Provider[] {
  const [alerter, robot, bell] = [getAlerterToken(name), getRobotToken(name), getBellToken(name)]
  return [
    {
      provide: alerter,
      inject: [OPTIONS],
      useFactory: (options: DingTalkModuleOptions) => createAlerter(options, name),
    },
    {
      provide: robot,
      inject: [OPTIONS],
      useFactory: (options: DingTalkModuleOptions) => createRobot(options, name),
    },
    {
      provide: bell,
      inject: [alerter, OPTIONS],
      useFactory: (made: Alerter, options: DingTalkModuleOptions) => new Bell(made, options),
    },
    // The classes of this module ask for the bell without a name; theirs is this module's.
    ...(name === undefined ? [] : [{ provide: getBellToken(), useExisting: bell }]),
    DingTalkExceptionFilter,
    { provide: DingTalkLifecycle, inject: [alerter, robot, OPTIONS], useFactory: createLifecycle },
    {
      provide: FILTER_PLACE,
      inject: [OPTIONS, DingTalkExceptionFilter, ApplicationConfig],
      useFactory: (
        { exceptions = name === undefined }: DingTalkModuleOptions,
        filter: DingTalkExceptionFilter,
        config: ApplicationConfig,
      ) => exceptions && placeFilter(filter, config),
    },
  ]
}

/** What other modules may inject. */
export function exportedTokens(name: string | undefined): InjectionToken[] {
  const tokens = [getAlerterToken(name), getRobotToken(name), getBellToken(name)]
  return name === undefined ? [...tokens, DingTalkExceptionFilter] : tokens
}

/**
 * Nest asks the filter that was registered last first. While providers are made, none of the application's own is
 * registered yet (`APP_FILTER` would come after those of the root module), so this one is asked last.
 */
function placeFilter(filter: DingTalkExceptionFilter, config: ApplicationConfig): boolean {
  config.addGlobalFilter(filter)
  return true
}

function createLifecycle(alerter: Alerter, robot: Robot, options: DingTalkModuleOptions): DingTalkLifecycle {
  return new DingTalkLifecycle({
    alerter,
    ownAlerter: options.alerter === undefined ? alerter : undefined,
    ownRobot: ownsRobot(options) ? robot : undefined,
  })
}
