import type { Alerter } from '@dingbell/core'
import type { InjectionToken, Provider } from '@nestjs/common'
import { ApplicationConfig } from '@nestjs/core'
import { createAlerter } from './dingtalk.alerter.ts'
import { createLifecycle, DingTalkLifecycle } from './dingtalk.lifecycle.ts'
import type { DingTalkModuleOptions } from './dingtalk.options.ts'
import { createRobot } from './dingtalk.robot.ts'
import { type DingTalkSettings, resolveOptions } from './dingtalk.settings.ts'
import {
  FILTER_PLACE,
  getAlerterToken,
  getBellToken,
  getRobotToken,
  LOGGER_OPTIONS,
  OPTIONS,
  SETTINGS,
} from './dingtalk.tokens.ts'
import { DingTalkExceptionFilter } from './filter/dingtalk.filter.ts'
import { DingTalkHealthIndicator } from './health/dingtalk.health.ts'
import { DingTalkLogger } from './logger/dingtalk.logger.ts'
import { Bell } from './report/bell.ts'

type Settings = DingTalkSettings

/** All that a module provides under its name. */
export function createProviders(name: string | undefined): Provider[] {
  const [alerter, robot, bell] = [getAlerterToken(name), getRobotToken(name), getBellToken(name)]
  return [
    {
      provide: SETTINGS,
      inject: [OPTIONS],
      useFactory: (options: DingTalkModuleOptions) => resolveOptions(options, name),
    },
    {
      provide: alerter,
      inject: [SETTINGS],
      useFactory: (settings: Settings) => createAlerter(settings, name),
    },
    { provide: robot, inject: [SETTINGS], useFactory: (settings: Settings) => createRobot(settings, name) },
    {
      provide: bell,
      inject: [alerter, SETTINGS],
      useFactory: (made: Alerter, settings: Settings) => new Bell(made, settings),
    },
    { provide: LOGGER_OPTIONS, inject: [SETTINGS], useFactory: ({ logger }: Settings) => logger ?? {} },
    // The classes ask for the bell without a name; in a named module that is the module's own.
    ...(name === undefined ? [DingTalkHealthIndicator] : [{ provide: getBellToken(), useExisting: bell }]),
    DingTalkExceptionFilter,
    DingTalkLogger,
    {
      provide: FILTER_PLACE,
      inject: [SETTINGS, DingTalkExceptionFilter, ApplicationConfig],
      useFactory: placeFilter,
    },
    {
      provide: DingTalkLifecycle,
      inject: [SETTINGS, alerter, robot, bell, ApplicationConfig],
      useFactory: createLifecycle(name),
    },
  ]
}

/** What other modules may inject. A named module keeps to its name. */
export function exportedTokens(name: string | undefined): InjectionToken[] {
  const named = [getAlerterToken(name), getRobotToken(name), getBellToken(name)]
  const classes = [DingTalkExceptionFilter, DingTalkLogger, DingTalkHealthIndicator, LOGGER_OPTIONS]
  return name === undefined ? [...named, ...classes] : named
}

/**
 * Nest asks the filter that was registered last first. While providers are made, none of the application's own is
 * registered yet (`APP_FILTER` would come after those of the root module), so this one is asked last.
 */
function placeFilter(
  { exceptions }: Settings,
  filter: DingTalkExceptionFilter,
  config: ApplicationConfig,
): boolean {
  if (exceptions) config.addGlobalFilter(filter)
  return exceptions
}
