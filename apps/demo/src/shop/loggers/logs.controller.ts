import { Controller, HttpCode, Inject, Post } from '@nestjs/common'
import type { Logger } from 'winston'
import type { Language } from '../../texts/language.ts'
import type { Answer } from '../answer.ts'
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

  /** Winston as everybody uses it: a message, and the error among the fields. It calls back before anything is sent. */
  @Post('winston')
  @HttpCode(202)
  logThroughWinston(): Answer {
    // As a field: of an error that is itself the metadata, Winston appends the message to the other one.
    const error = new ProviderError('HTTP 502')
    this.winston.error(troubleText('winston', this.language), { order: 1042, error })
    return { ok: true, done: byWinston }
  }

  /** Pino as everybody uses it: the error as `err`. The line goes to the worker, and from there to the group. */
  @Post('pino')
  @HttpCode(202)
  logThroughPino(): Answer {
    const err = new ProviderError('ETIMEDOUT')
    this.pino.logger.error({ order: 1042, err }, troubleText('pino', this.language))
    return { ok: true, done: byPino }
  }
}

const byWinston = {
  zh: '控制台和群里各有一份。日志调用没有等网络。',
  en: 'The console has it and so has the group. The log call did not wait for the network.',
}
const byPino = {
  zh: '由 Pino 的工作线程发出，主线程只写了一行日志。',
  en: 'Sent by the worker thread of Pino; the main thread only wrote a line.',
}
