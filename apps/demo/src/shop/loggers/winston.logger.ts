import { Alerter, DingTalkTransport } from '@dingbell/winston'
import type { FactoryProvider } from '@nestjs/common'
import { createLogger, format, type Logger, transports } from 'winston'
import { WINSTON } from '../tokens.ts'

/** Winston: the console as before, and the group. It shares the application's alerter, so both keep one ledger. */
export const winstonProvider: FactoryProvider<Logger> = {
  provide: WINSTON,
  inject: [Alerter],
  useFactory: (alerter: Alerter) =>
    createLogger({
      transports: [
        new transports.Console({ stderrLevels: ['error'], format: format.printf(brief) }),
        new DingTalkTransport({ alerter }),
      ],
    }),
}

/** One line for each record: the stack is in the group. */
function brief({ level, message }: { level: string; message: unknown }): string {
  return `  winston ${level}: ${String(message)}`
}
