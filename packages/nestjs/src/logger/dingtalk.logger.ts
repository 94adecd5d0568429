import type { Level } from '@dingbell/core'
import {
  ConsoleLogger,
  type ConsoleLoggerOptions,
  Inject,
  Injectable,
  type LogLevel,
  Optional,
} from '@nestjs/common'
import { getBellToken, LOGGER_OPTIONS } from '../dingtalk.tokens.ts'
import { Bell } from '../report/bell.ts'
import { readLogCall } from './log-call.ts'

/** Nest's levels as the alerter names them. */
const levels = {
  verbose: 'trace',
  debug: 'debug',
  log: 'info',
  warn: 'warn',
  error: 'error',
  fatal: 'fatal',
} as const satisfies Record<LogLevel, Level>

/**
 * Nest's ConsoleLogger that also rings: `app.useLogger(app.get(DingTalkLogger))`. What is printed rings from the alerter's
 * level on (default error). With `bufferLogs: true` the logs of the start are included. Each method is overridden, not the
 * printing that they share: what that is handed differs between Nest 10, 11 and 12.
 */
@Injectable()
export class DingTalkLogger extends ConsoleLogger {
  readonly #bell: Bell

  constructor(
    @Inject(getBellToken()) bell: Bell,
    @Optional() @Inject(LOGGER_OPTIONS) options: ConsoleLoggerOptions = {},
  ) {
    super(options.context ?? '', { ...options })
    this.#bell = bell
  }

  override verbose(message: unknown, ...rest: unknown[]): void {
    super.verbose(this.#ring('verbose', message, rest), ...rest)
  }

  override debug(message: unknown, ...rest: unknown[]): void {
    super.debug(this.#ring('debug', message, rest), ...rest)
  }

  override log(message: unknown, ...rest: unknown[]): void {
    super.log(this.#ring('log', message, rest), ...rest)
  }

  override warn(message: unknown, ...rest: unknown[]): void {
    super.warn(this.#ring('warn', message, rest), ...rest)
  }

  override error(message: unknown, ...rest: unknown[]): void {
    super.error(this.#ring('error', message, rest), ...rest)
  }

  override fatal(message: unknown, ...rest: unknown[]): void {
    super.fatal(this.#ring('fatal', message, rest), ...rest)
  }

  /** Returns the message to print: one that is made by a function must not be made twice. */
  #ring(level: LogLevel, message: unknown, rest: readonly unknown[]): unknown {
    // What is not printed does not ring either, and its function is not called.
    if (!this.isLevelEnabled(level)) return message
    const said = isLazy(message) ? message() : message
    const { error, stack, ...input } = readLogCall([said, ...rest], this.context)
    this.#bell.log(error, { ...input, level: levels[level] }, stack)
    return said
  }
}

/** Nest prints a class by its name, and calls any other function for the message. */
function isLazy(message: unknown): message is () => unknown {
  return typeof message === 'function' && !/^class\b/.test(Function.prototype.toString.call(message))
}
