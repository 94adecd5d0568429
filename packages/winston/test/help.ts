import { randomUUID } from 'node:crypto'
import { type Emulator, startEmulator } from '@dingbell/emulator'
import { onTestFinished } from 'vitest'
import winston from 'winston'
import winston38 from 'winston-3-8'
import { type Alert, Alerter, DingTalkTransport, type DingTalkTransportOptions } from '../src/index.ts'

/** Every test of a host runs on the oldest Winston that is supported and on the newest. */
export const hosts = [
  { version: winston.version, winston },
  { version: winston38.version, winston: winston38 },
]

export type Winston = (typeof hosts)[number]['winston']

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

/** A logger whose records can be looked at as alerts. */
export function listener(
  { createLogger }: Winston,
  logger: Parameters<Winston['createLogger']>[0] = {},
  options: DingTalkTransportOptions = {},
) {
  const { alerter, alerts } = listen()
  const transport = new DingTalkTransport({ ...options, alerter })
  return { alerts, transport, logger: createLogger({ ...logger, transports: [transport] }) }
}

/** What each message rang as. */
export function byLevel(alerts: readonly Alert[]): Record<string, string> {
  return Object.fromEntries(alerts.map(({ level, message }) => [message, level]))
}
