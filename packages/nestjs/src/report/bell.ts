import type { Alerter, AlertInput } from '@dingbell/core'
import type { ArgumentsHost } from '@nestjs/common'
import type { DingTalkModuleOptions } from '../dingtalk.options.ts'
import { Echoes } from './echoes.ts'
import { isExpected } from './expected.ts'
import { readHost } from './host-context.ts'
import { firstText, isBag, read } from './read.ts'

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
  readonly #told = new WeakSet<object>()
  readonly #echoes = new Echoes()

  constructor(alerter: Alerter, options: DingTalkModuleOptions) {
    this.#alerter = alerter
    this.#options = options
  }

  /** Tells of an exception that was caught, unless it is expected. */
  report(exception: unknown, { host, logger, context }: Place): void {
    if (this.#isExpected(exception, host)) return
    const isTold = this.#isTold(exception)
    // Asked in any case: Nest may log this exception next.
    if (this.#echoes.wasLogged(wordsOf(exception)) || isTold) return
    const told = host ? { ...readHost(host, this.#options.include), ...context } : context
    this.ring(exception, { logger, context: told })
  }

  /** Tells of what was logged; `exception` is the Error of the call, or the object that was logged. */
  log(exception: unknown, input: AlertInput, stack: string | undefined): void {
    if (isBag(exception) && stack === undefined) {
      if (this.#isTold(exception)) this.#echoes.settle(wordsOf(exception))
      else this.ring(exception, input)
    } else if (!this.#echoes.wasReported(stack ?? input.message ?? '')) this.ring(exception, input)
  }

  /** Tells of it without asking. */
  ring(exception: unknown, input: AlertInput): void {
    // Of these two nothing can be read.
    const bare = exception === null || exception === undefined ? `${exception} was thrown` : undefined
    this.#alerter.capture({ ...input, message: input.message ?? bare, error: exception })
  }

  /** Whether this very object was told of before; from now on it was. */
  #isTold(exception: unknown): boolean {
    if (!isBag(exception)) return false
    const known = this.#told.has(exception)
    this.#told.add(exception)
    return known
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

/** What a log of the exception would say: the stack, else the message. */
function wordsOf(exception: unknown): string {
  const said = firstText(read(exception, 'stack'), read(exception, 'message'), exception)
  return said ?? (isBag(exception) ? 'an object' : String(exception))
}
