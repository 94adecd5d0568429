import { type Alerter, type AlerterOptions, DingTalkError } from '@dingbell/core'
import type { ArgumentsHost } from '@nestjs/common'

/** What `forRoot` takes and `forRootAsync` resolves to: the alerter's own options, and how it sits in the application. */
export interface DingTalkModuleOptions extends Omit<AlerterOptions, 'name'> {
  /** An alerter of your own instead of a new one. The module flushes it at shutdown, but leaves it open. */
  alerter?: Alerter | undefined
  /** Whether unexpected exceptions ring. Default true; false for a module with a name. */
  exceptions?: boolean | undefined
  /** Exceptions that do not ring. Default: those that are answered with a status below 500, or say so in their own way. */
  isExpected?: ((exception: unknown, host: ArgumentsHost | undefined) => boolean) | undefined
}

/** What must be known before the options are: it decides what the module provides, and to whom. */
export interface DingTalkModuleExtras {
  /** Whether other modules can inject without importing. Default true. */
  isGlobal?: boolean | undefined
  /** Makes this a named alerter and robot, for `@InjectAlerter(name)` and `@InjectRobot(name)`. Default: by class. */
  name?: string | undefined
}

/** For `useClass` and `useExisting`. */
export interface DingTalkOptionsFactory {
  createDingTalkOptions(): DingTalkModuleOptions | Promise<DingTalkModuleOptions>
}

/** @throws DingTalkError `ERR_DINGTALK_OPTIONS` for a name that cannot be one */
export function checkName(name: unknown): string | undefined {
  if (name === undefined || (typeof name === 'string' && name.trim() !== '')) return name
  throw new DingTalkError(
    'ERR_DINGTALK_OPTIONS',
    `name: expected a text that is not empty, got ${typeof name === 'string' ? 'an empty string' : typeof name}`,
  )
}
