import type { Alerter, Robot } from '@dingbell/core'
import type { InjectionToken, Provider } from '@nestjs/common'
import { ApplicationConfig } from '@nestjs/core'
import { createAlerter } from './dingtalk.alerter.ts'
import { DingTalkLifecycle } from './dingtalk.lifecycle.ts'
import type { DingTalkModuleOptions } from './dingtalk.options.ts'
import { createRobot, ownsRobot } from './dingtalk.robot.ts'
import {
  FILTER_PLACE,
  getAlerterToken,
  getBellToken,
  getRobotToken,
  LOGGER_OPTIONS,
  OPTIONS,
} from './dingtalk.tokens.ts'
import { DingTalkExceptionFilter } from './filter/dingtalk.filter.ts'
import { DingTalkHealthIndicator } from './health/dingtalk.health.ts'
import { DingTalkLogger } from './logger/dingtalk.logger.ts'
import { Bell } from './report/bell.ts'
import { fillSlot } from './ring/bell-slot.ts'
import { UncaughtWatch } from './uncaught/uncaught-watch.ts'

type Options = DingTalkModuleOptions

/** All that a module provides under its name. */
export function createProviders(name: string | undefined): Provider[] {
  const [alerter, robot, bell] = [getAlerterToken(name), getRobotToken(name), getBellToken(name)]
  return [
    { provide: alerter, inject: [OPTIONS], useFactory: (options: Options) => createAlerter(options, name) },
    { provide: robot, inject: [OPTIONS], useFactory: (options: Options) => createRobot(options, name) },
    {
      provide: bell,
      inject: [alerter, OPTIONS],
      useFactory: (made: Alerter, options: Options) => new Bell(made, options),
    },
    { provide: LOGGER_OPTIONS, inject: [OPTIONS], useFactory: ({ logger }: Options) => logger ?? {} },
    ...(name === undefined ? [DingTalkHealthIndicator] : [{ provide: getBellToken(), useExisting: bell }]),
    DingTalkExceptionFilter,
    DingTalkLogger,
    {
      provide: FILTER_PLACE,
      inject: [OPTIONS, DingTalkExceptionFilter, ApplicationConfig],
      useFactory: (
        { exceptions = name === undefined }: Options,
        filter: DingTalkExceptionFilter,
        config: ApplicationConfig,
      ) => exceptions && placeFilter(filter, config),
    },
    {
      provide: DingTalkLifecycle,
      inject: [OPTIONS, alerter, robot, bell, ApplicationConfig],
      useFactory: (...parts: [Options, Alerter, Robot, Bell, ApplicationConfig]) =>
        createLifecycle(name, ...parts),
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
function placeFilter(filter: DingTalkExceptionFilter, config: ApplicationConfig): boolean {
  config.addGlobalFilter(filter)
  return true
}

function createLifecycle(
  name: string | undefined,
  options: Options,
  alerter: Alerter,
  robot: Robot,
  bell: Bell,
  config: ApplicationConfig,
): DingTalkLifecycle {
  const watch = new UncaughtWatch((exception, origin, isFatal) =>
    bell.ring(exception, { level: isFatal ? 'fatal' : 'error', context: { origin } }),
  )
  if (options.captureUncaught) watch.start()
  return new DingTalkLifecycle({
    alerter,
    ownsAlerter: options.alerter === undefined,
    robot,
    ownsRobot: ownsRobot(options),
    onReady: () => {
      for (const instance of globalInstances(config)) fillSlot(instance, name, bell)
    },
    onEnd: () => watch.stop(),
  })
}

function globalInstances(config: ApplicationConfig): readonly object[] {
  return [
    ...config.getGlobalFilters(),
    ...config.getGlobalGuards(),
    ...config.getGlobalInterceptors(),
    ...config.getGlobalPipes(),
  ]
}
