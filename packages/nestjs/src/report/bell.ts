import type { Alerter, AlertInput } from '@dingbell/core'
import type { ArgumentsHost } from '@nestjs/common'
import type { DingTalkModuleOptions } from '../dingtalk.options.ts'
import { Echoes, type Teller } from './echoes.ts'
import { isExpected } from './expected.ts'
import { readHost } from './host-context.ts'
import { firstText, read } from './read.ts'

/** Where an exception was caught. */
export interface Place {
  host?: ArgumentsHost | undefined
  logger?: string | undefined
  context?: Record<string, unknown> | undefined
}

/** The one door to the alerter for the filter, the logger and the decorator. Nothing of it ever throws. */
export class Bell {
  readonly #alerter: Alerter
  readonly #options: DingTalkModuleOptions
  readonly #echoes = new Echoes()

  constructor(alerter: Alerter, options: DingTalkModuleOptions) {
    this.#alerter = alerter
    this.#options = options
  }

  /** Tells of an exception that was caught, unless it is expected. */
  report(exception: unknown, { host, logger, context }: Place): void {
    if (this.#isExpected(exception, host)) return
    const told = host ? { ...readHost(host, this.#options.include), ...context } : context
    this.ring('report', exception, { logger, context: told })
  }

  /** Tells of whatever went wrong, unless the other side has just told of the same. */
  ring(teller: Teller, exception: unknown, input: AlertInput): void {
    if (this.#echoes.isEcho(teller, wordsOf(exception, input))) return
    // Of these two nothing can be read.
    const bare = exception === null ? 'null was thrown' : 'undefined was thrown'
    const message = input.message ?? (exception === undefined || exception === null ? bare : undefined)
    this.#alerter.capture({ ...input, message, error: exception })
  }

  #isExpected(exception: unknown, host: ArgumentsHost | undefined): boolean {
    try {
      return (this.#options.isExpected ?? isExpected)(exception, host)
    } catch {
      // What cannot be judged is told.
      return false
    }
  }
}

/** By what a log and a report of the same exception can be known: the stack, else what was said. */
function wordsOf(exception: unknown, { message }: AlertInput): string {
  const words = firstText(read(exception, 'stack'), message, read(exception, 'message'), exception)
  return words ?? String(exception === null || exception === undefined ? exception : typeof exception)
}
