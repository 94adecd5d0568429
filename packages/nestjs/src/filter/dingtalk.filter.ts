import { type ArgumentsHost, Catch, Inject } from '@nestjs/common'
import { BaseExceptionFilter } from '@nestjs/core'
import { getBellToken } from '../dingtalk.tokens.ts'
import { Bell } from '../report/bell.ts'
import { ask, read } from '../report/read.ts'
import { createWsAnswer } from './ws-answer.ts'

/**
 * Reports unexpected exceptions, then does what Nest would have done without it. The module registers it as a global
 * filter, behind those of the application; on a gateway, where Nest knows no global filters, name it in `@UseFilters()`.
 */
@Catch()
export class DingTalkExceptionFilter extends BaseExceptionFilter {
  readonly #bell: Bell
  readonly #answerWs = createWsAnswer()

  constructor(@Inject(getBellToken()) bell: Bell) {
    super()
    this.#bell = bell
  }

  override catch(exception: unknown, host: ArgumentsHost): void {
    const isHttp = this.#isHttp(host)
    const context = isHttp ? { status: this.#statusOf(exception, host) } : {}
    this.#bell.report(exception, { host, context })
    if (isHttp) super.catch(exception, host)
    // For messages and GraphQL Nest goes on by itself when a filter returns nothing.
    else if (host.getType() === 'ws') this.#answerWs(exception, host)
  }

  /** Libraries that call handlers through Nest often leave the type at `http` without having a response. */
  #isHttp(host: ArgumentsHost): boolean {
    const response: unknown = host.getArgByIndex(1)
    const answers = ['end', 'send'].some((method) => typeof read(response, method) === 'function')
    return host.getType() === 'http' && answers && this.httpAdapterHost?.httpAdapter !== undefined
  }

  /** What Nest answers: versions differ in which errors may choose their status. */
  #statusOf(exception: unknown, host: ArgumentsHost): unknown {
    const response: unknown = host.getArgByIndex(1)
    const adapter = this.httpAdapterHost?.httpAdapter
    if (ask(adapter, 'isHeadersSent', response)) return read(response, 'statusCode')
    const own = ask(exception, 'getStatus')
    return own ?? (ask(this, 'isHttpError', exception) ? read(exception, 'statusCode') : 500)
  }
}
