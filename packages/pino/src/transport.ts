import { Alerter, type AlerterOptions } from '@dingbell/core'
import build from 'pino-abstract-transport'
import type { DingTalkPinoOptions } from './options.ts'
import { toAlert } from './record.ts'

/** The worker transport: `{ target: '@dingbell/pino', options }`. It never throws: that would end the application. */
export async function dingTalkTransport(options: DingTalkPinoOptions = {}) {
  const alerter = open(options)
  return build(
    (source) => {
      source.on('data', (record) => alerter?.capture(toAlert(record)))
    },
    {
      expectPinoConfig: true,
      // Pino waits ten seconds for its worker and then kills it.
      close: async () => {
        await alerter?.close(4_500)
      },
    },
  )
}

function open(options: DingTalkPinoOptions): Alerter | undefined {
  try {
    const { level: _, setup: __, ...rest } = options
    return new Alerter(rest satisfies AlerterOptions)
  } catch (error) {
    process.stderr.write(
      `[dingbell] @dingbell/pino: ${error instanceof Error ? error.message : String(error)}\n`,
    )
    return undefined
  }
}
