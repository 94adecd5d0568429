import { Controller, HttpCode, Inject, Post } from '@nestjs/common'
import type { Logger } from 'winston'
import type { Language } from '../../texts/language.ts'
import { ProviderError, troubleText } from '../errors/shop-errors.ts'
import { LANGUAGE, PINO, WINSTON } from '../tokens.ts'
import type { PinoLogger } from './pino.logger.ts'

/** Logs an error, as any code would: the group hears of it. */
@Controller('log')
export class LogsController {
  constructor(
    @Inject(WINSTON) private readonly winston: Logger,
    @Inject(PINO) private readonly pino: PinoLogger,
    @Inject(LANGUAGE) private readonly language: Language,
  ) {}

  @Post('winston')
  @HttpCode(202)
  logThroughWinston() {
    const error = new ProviderError('HTTP 502')
    this.winston.error(troubleText('winston', this.language), { order: 1042, error })
    return { ok: true }
  }

  @Post('pino')
  @HttpCode(202)
  logThroughPino() {
    const err = new ProviderError('ETIMEDOUT')
    this.pino.logger.error({ order: 1042, err }, troubleText('pino', this.language))
    return { ok: true }
  }
}
