import { Alerter } from '@dingbell/core'
import build from 'pino-abstract-transport'
import { readConfig } from './config.ts'
import { LineReader } from './line.ts'
import { type DingTalkPinoOptions, levelName } from './options.ts'
import { say } from './say.ts'
import { loadSetup } from './setup.ts'
import { pinoWorkerData, targetLevel } from './target-level.ts'

//   application's thread              worker
//   logger.error(…) ─► Pino ─► line ─► LineReader ─► alerter.capture
//   logger.flush() ──────────────────► flush            exit ─► close: the last words, within 5 s

/** Pino waits ten seconds for its worker, and then kills it with all that it holds. */
const closeMs = 4_500

interface Opened {
  alerter: Alerter
  least: string
}

/**
 * The worker transport: `{ target: '@dingbell/pino', options }`. It never throws or rejects, for that would end the
 * application: what does not fit is said once on stderr, and nothing rings.
 */
export async function dingTalkTransport(options?: DingTalkPinoOptions) {
  const opened = await open(options)
  let reader: LineReader | undefined
  const stream = await build(
    (source) => {
      reader = new LineReader(opened?.least ?? 'error', readConfig(source))
      if (reader.complaint) say(reader.complaint)
      source.on('data', (alert) => opened?.alerter.capture(alert))
    },
    {
      // What is null is dropped.
      parseLine: (line) => (opened && reader?.read(line)) ?? null,
      // To expect what will not come would be an error, and the end of the application.
      expectPinoConfig: pinoWorkerData().pinoWillSendConfig === true,
      close: async () => {
        await opened?.alerter.close(closeMs)
      },
    },
  )
  const flush = (done: () => void) => {
    if (!opened) done()
    else opened.alerter.flush(closeMs).finally(done)
  }
  return Object.assign(stream, { flush })
}

/** The alerter, and the level from which on lines are handed to it; nothing where the options are of no use. */
async function open(options?: DingTalkPinoOptions): Promise<Opened | undefined> {
  try {
    const given = options?.setup === undefined ? {} : await loadSetup(options.setup, process.cwd())
    const all: DingTalkPinoOptions = { ...options, ...given }
    const least = levelName(all.level) ?? targetLevel(options) ?? 'error'
    // What is bad enough is decided by the logger's own levels.
    return { alerter: new Alerter({ ...all, level: 'trace' }), least }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    say(`${why}. Errors are not reported. 错误不会发送到钉钉。`)
    return undefined
  }
}
