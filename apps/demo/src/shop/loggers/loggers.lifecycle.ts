import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common'
import type { Logger } from 'winston'
import { PINO, WINSTON } from '../tokens.ts'
import type { PinoLogger } from './pino.logger.ts'

/**
 * Ends both loggers with the application, so that what they still hold gets out. Winston's `finish` comes once the transport
 * has flushed the alerter it was handed; closing that alerter is the business of `DingTalkModule`.
 */
@Injectable()
export class LoggersLifecycle implements OnApplicationShutdown {
  constructor(
    @Inject(WINSTON) private readonly winston: Logger,
    @Inject(PINO) private readonly pino: PinoLogger,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    const winstonEnded = new Promise<void>((resolve) => this.winston.once('finish', resolve))
    this.winston.end()
    await Promise.all([winstonEnded, this.pino.end()])
  }
}
