import { Alerter, Robot } from '@dingbell/core'
import type { InjectionToken } from '@nestjs/common'

/** What `forRoot` or `forRootAsync` was given; each module has its own. */
export const OPTIONS = Symbol.for('dingbell.nestjs.options')

/** The same, checked. */
export const SETTINGS = Symbol.for('dingbell.nestjs.settings')

/** How the logger prints. */
export const LOGGER_OPTIONS = Symbol.for('dingbell.nestjs.logger-options')

/** Puts the filter where Nest asks it last. */
export const FILTER_PLACE = Symbol.for('dingbell.nestjs.filter-place')

/** Token of an alerter, for `overrideProvider` and `app.get`. Without a name: the class `Alerter`. */
export function getAlerterToken(name?: string): InjectionToken<Alerter> {
  return name === undefined ? Alerter : Symbol.for(`dingbell.nestjs.alerter.${name}`)
}

/** Token of a robot, for `overrideProvider` and `app.get`. Without a name: the class `Robot`. */
export function getRobotToken(name?: string): InjectionToken<Robot> {
  return name === undefined ? Robot : Symbol.for(`dingbell.nestjs.robot.${name}`)
}

/** Token of what reports to the alerter of that name. */
export function getBellToken(name?: string): symbol {
  return Symbol.for(name === undefined ? 'dingbell.nestjs.bell' : `dingbell.nestjs.bell.${name}`)
}
