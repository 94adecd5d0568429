import { Controller, HttpCode, Inject, Post } from '@nestjs/common'
import { SchedulerRegistry } from '@nestjs/schedule'
import type { Language } from '../../texts/language.ts'
import type { Answer } from '../answer.ts'
import { LANGUAGE } from '../tokens.ts'
import { settlementJob } from './settlement.job.ts'
import { StockError, troubleText } from './shop-errors.ts'

/** Breaks. */
@Controller('fail')
export class ErrorsController {
  constructor(
    @Inject(SchedulerRegistry) private readonly schedule: SchedulerRegistry,
    @Inject(LANGUAGE) private readonly language: Language,
  ) {}

  /** Nobody expects this exception, so the filter of `DingTalkModule` reports it. Answered with 500, as Nest does. */
  @Post('controller')
  failInController(): never {
    throw new StockError(troubleText('controller', this.language))
  }

  /** Runs the nightly job now. No filter reaches a cron handler; `@RingOnError()` stands in for it. */
  @Post('cron')
  @HttpCode(202)
  async failInCron(): Promise<Answer> {
    // As at night: through the scheduler, which catches what the job throws.
    await this.schedule.getCronJob(settlementJob).fireOnTick()
    return { ok: true, done: said }
  }
}

const said = {
  zh: '夜间任务失败了。没有人在看日志，但群里知道了。',
  en: 'The nightly job has failed. Nobody reads the log, but the group knows.',
}
