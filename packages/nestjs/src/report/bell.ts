import type { Alerter, AlertInput } from '@dingbell/core'
import type { ArgumentsHost } from '@nestjs/common'
import type { DingTalkModuleOptions } from '../dingtalk.options.ts'
import { isExpected, statusOf } from './expected.ts'
import { readHttp } from './http-context.ts'

/** The one door to the alerter: for the filter, the logger and the decorator. */
export class Bell {
  readonly #alerter: Alerter
  readonly #options: DingTalkModuleOptions

  constructor(alerter: Alerter, options: DingTalkModuleOptions) {
    this.#alerter = alerter
    this.#options = options
  }

  /** Reports an exception unless it is expected. Never throws. */
  reportFrom(host: ArgumentsHost, exception: unknown): void {
    if (this.#isExpected(exception, host)) return
    this.ring(exception, { context: { ...readHttp(host), status: statusOf(exception) } })
  }

  /** Reports whatever was thrown. */
  ring(exception: unknown, input: AlertInput): void {
    // Nothing could be read from these two.
    const message = exception === undefined || exception === null ? `${exception} was thrown` : undefined
    this.#alerter.capture({ message, ...input, error: exception })
  }

  #isExpected(exception: unknown, host: ArgumentsHost): boolean {
    try {
      return (this.#options.isExpected ?? isExpected)(exception, host)
    } catch {
      // What cannot be judged is told.
      return false
    }
  }
}
