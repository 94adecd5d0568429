import type { DingTalkPinoOptions } from '@dingbell/pino'
import type { FactoryProvider } from '@nestjs/common'
import { type Logger, pino, type TransportTargetOptions } from 'pino'
import type { PrettyOptions } from 'pino-pretty'
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
    const options = {
      ...alertOptions(language),
      robots: robots.pino,
      // A function cannot be sent to a thread, but the name of a module can.
      setup: new URL('./pino-setup.js', import.meta.url).href,
    } satisfies DingTalkPinoOptions
    // Two targets: a single one would replace the console, and Pino would ignore its level.
    const targets: TransportTargetOptions[] = [
      { target: 'pino-pretty', options: pretty },
      { target: '@dingbell/pino', level: 'error', options },
    ]
    const worker = pino.transport({ targets })
    const ended = new Promise<void>((resolve) => worker.once('close', resolve))
    const end = async () => {
      // The worker keeps no process alive: without a timer this one could end before the worker has.
      const hold = setTimeout(() => {}, longestEndMs)
      worker.end()
      await ended
      clearTimeout(hold)
    }
    return { logger: pino({ name: 'coupons' }, worker), end }
  },
}

/** Pino itself ends a worker after ten seconds. */
const longestEndMs = 11_000

/** One line for each record: the stack is in the group. To stderr (2), so that the tour has stdout to itself. */
const pretty = {
  destination: 2,
  ignore: 'pid,hostname,err,time,order',
  messageFormat: '{msg}',
  singleLine: true,
} satisfies PrettyOptions
