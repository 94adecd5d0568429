import { RingOnError } from '@dingbell/nestjs'
import { Inject, Injectable } from '@nestjs/common'
import { Cron, CronExpression } from '@nestjs/schedule'
import type { Language } from '../../texts/language.ts'
import { LANGUAGE } from '../tokens.ts'
import { SettlementError, troubleText } from './shop-errors.ts'

/** The name under which the scheduler knows it. */
export const settlementJob = 'settlement'

/** What the shop does every night, and what fails every time. */
@Injectable()
export class SettlementJob {
  constructor(@Inject(LANGUAGE) private readonly language: Language) {}

  // In either order: @RingOnError() carries over what a decorator below it has put on the method.
  @Cron(CronExpression.EVERY_DAY_AT_3AM, { name: settlementJob })
  @RingOnError()
  settle(): never {
    throw new SettlementError(troubleText('cron', this.language))
  }
}
