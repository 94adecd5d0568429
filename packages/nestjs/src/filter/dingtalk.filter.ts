import { type ArgumentsHost, Catch, Inject } from '@nestjs/common'
import { BaseExceptionFilter } from '@nestjs/core'
import { getBellToken } from '../dingtalk.tokens.ts'
import { Bell } from '../report/bell.ts'

/** Reports unexpected exceptions, then does what Nest would have done without it. */
@Catch()
export class DingTalkExceptionFilter extends BaseExceptionFilter {
  readonly #bell: Bell

  constructor(@Inject(getBellToken()) bell: Bell) {
    super()
    this.#bell = bell
  }

  override catch(exception: unknown, host: ArgumentsHost): void {
    this.#bell.reportFrom(host, exception)
    // Elsewhere Nest itself goes on when a filter returns nothing.
    if (host.getType() === 'http') super.catch(exception, host)
  }
}
