import type { FactoryProvider } from '@nestjs/common'
import { type Logger, pino } from 'pino'
import type { Group } from '../../group/group.ts'
import type { Language } from '../../texts/language.ts'
import { alertOptions } from '../alert-options.ts'
import { GROUP, LANGUAGE, PINO } from '../tokens.ts'

/** A Pino logger, and the worker thread that it writes to. */
export interface PinoLogger {
  logger: Logger
  /** Ends the worker once what it holds has been sent. */
  end(): Promise<void>
}

/** Pino: the console as before, and the group, both in a worker thread with an alerter and a ledger of its own. */
export const pinoProvider: FactoryProvider<PinoLogger> = {
  provide: PINO,
  inject: [GROUP, LANGUAGE],
  useFactory: ({ robots }: Group, language: Language) => {
    const worker = pino.transport({
      targets: [
        {
          target: 'pino-pretty',
          options: { destination: 2, messageFormat: '{msg}', ignore, singleLine: true },
        },
        {
          target: '@dingbell/pino',
          level: 'error',
          options: { ...alertOptions(language), robots: robots.pino },
        },
      ],
    })
    const ended = new Promise<void>((resolve) => worker.once('close', resolve))
    const end = () => {
      worker.end()
      return ended
    }
    return { logger: pino({ name: 'coupons' }, worker), end }
  },
}

const ignore = 'pid,hostname,err,time'
