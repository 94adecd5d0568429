import { type Alerter, type AlerterOptions, DingTalkError } from '@dingbell/core'
import type { ArgumentsHost, ConsoleLoggerOptions } from '@nestjs/common'

/** What `forRoot` takes and `forRootAsync` resolves to: the alerter's own options, and how it sits in the application. */
export interface DingTalkModuleOptions extends Omit<AlerterOptions, 'name'> {
  /**
   * An alerter of your own instead of a new one; only a robot's own options may stand beside it. The module flushes it at
   * shutdown, but leaves it open.
   */
  alerter?: Alerter | undefined
  /** Whether unexpected exceptions ring. Default true; false in a module with a name. */
  exceptions?: boolean | undefined
  /**
   * Exceptions that do not ring: the filter and `@RingOnError()` ask it. Default: what is answered with a status below 500,
   * and RpcException, WsException, and a GraphQLError with a code of its own.
   */
  isExpected?: IsExpected | undefined
  /** What else is told of a request. Default: neither query, parameters, body nor any header. */
  include?: IncludeOptions | undefined
  /** Whether uncaught exceptions and unhandled rejections ring; the process ends as it would without. Default false. */
  captureUncaught?: boolean | undefined
  /** How `DingTalkLogger` prints; the options of Nest's ConsoleLogger. Default: Nest's own. */
  logger?: ConsoleLoggerOptions | undefined
}

/** Whether an exception belongs to normal operation. Without a host it came from `@RingOnError()`, outside any request. */
export type IsExpected = (exception: unknown, host: ArgumentsHost | undefined) => boolean

/** What is told of a request only when asked for. It is bounded and redacted as every context is. */
export interface IncludeOptions {
  /** The query's names and values. Default false. */
  query?: boolean | undefined
  /** The values of the route's parameters. Default false. */
  params?: boolean | undefined
  /** The body, or the data of a message, or the arguments of a GraphQL field. Default false. */
  body?: boolean | undefined
  /** Names of headers. Default none. */
  headers?: readonly string[] | undefined
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
  throw optionError('name', 'a text that is not empty', name)
}

/** A refused option: says which, what was expected and what kind of value came. */
export function optionError(field: string, expected: string, value: unknown): DingTalkError {
  const came = value === '' ? 'an empty string' : value === null ? 'null' : `a value of type ${typeof value}`
  return new DingTalkError('ERR_DINGTALK_OPTIONS', `${field}: expected ${expected}, got ${came}`)
}
