import { randomUUID } from 'node:crypto'
import { createRequire } from 'node:module'
import { type Emulator, startEmulator } from '@dingbell/emulator'
import pino, { type LoggerOptions } from 'pino'
import { onTestFinished } from 'vitest'
import { readConfig } from '../src/config.ts'
import { type Alert, Alerter, dingTalkStream } from '../src/index.ts'
import { LineReader } from '../src/line.ts'

const require = createRequire(import.meta.url)
// The types of two versions do not go together; what is used here both have alike.
const pino9: typeof pino = require('pino-9')

/** Every test of a host runs on the oldest Pino that is supported and on the newest. */
export const hosts = [
  { version: pino.version, pino },
  { version: pino9.version, pino: pino9 },
]

export type Pino = typeof pino

/**
 * An emulator that is closed when the test ends. Its robot is nobody else's: slots and bans go by the token.
 * @param finished the test's own `onTestFinished`, where tests run side by side
 */
export async function emulate(
  finished: (close: () => Promise<void>) => void = onTestFinished,
): Promise<Emulator> {
  const token = randomUUID().replaceAll('-', '')
  const emulator = await startEmulator({ robots: [{ token }] })
  finished(() => emulator.close())
  return emulator
}

/** An alerter that sends nothing, and the alerts that it took. */
export function listen(): { alerter: Alerter; alerts: Alert[] } {
  const alerts: Alert[] = []
  const alerter = new Alerter({
    webhook: 'http://127.0.0.1:9/robot/send?access_token=0123456789abcdef',
    level: 'trace',
    beforeSend: (alert) => {
      alerts.push(alert)
      return null
    },
  })
  return { alerter, alerts }
}

/** The two ways from a logger to an alert. */
export const ways = [
  { way: 'in the same thread', tap: tapStream },
  { way: 'in a worker', tap: tapLines },
]

/** A logger whose records can be looked at as alerts. */
export function tapStream(pino: Pino, options: LoggerOptions = {}, level = 'error') {
  const { alerter, alerts } = listen()
  return { alerts, logger: pino(options, dingTalkStream({ alerter, level })) }
}

/** The same by way of the bare lines, as a worker reads them. */
function tapLines(pino: Pino, options: LoggerOptions = {}, level = 'error') {
  const { alerter, alerts } = listen()
  let reader: LineReader | undefined
  const destination = {
    write: (line: string) => {
      const alert = reader?.read(line.trimEnd())
      if (alert) alerter.capture(alert)
    },
    emit: (_event: string, message: { config: Record<string, unknown> }) => {
      reader = new LineReader(level, readConfig(message.config))
    },
  }
  return { alerts, logger: pino(options, destination) }
}
