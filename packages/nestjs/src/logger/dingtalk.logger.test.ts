import { type Alert, Alerter } from '@dingbell/core'
import type { ConsoleLoggerOptions } from '@nestjs/common'
import { expect, it, vi } from 'vitest'
import { Bell } from '../report/bell.ts'
import { DingTalkLogger } from './dingtalk.logger.ts'

/** A logger whose alerts stay in the process, and all that it printed. */
function createLogger(options?: ConsoleLoggerOptions, level: 'debug' | 'error' = 'error') {
  const alerts: Alert[] = []
  const alerter = new Alerter({
    webhook: 'fake-token',
    level,
    ignore: [(alert) => alerts.push(alert) > 0],
  })
  const logger = new DingTalkLogger(new Bell(alerter, {}), options)
  const print = (work: () => void) => {
    const lines: string[] = []
    const add = (chunk: unknown) => lines.push(String(chunk)) > 0
    const spies = [process.stdout, process.stderr].map((stream) =>
      vi.spyOn(stream, 'write').mockImplementation(add),
    )
    work()
    for (const spy of spies) spy.mockRestore()
    return lines.join('')
  }
  return { alerts, logger, print }
}

it('prints JSON when asked to, and rings the same', () => {
  const { alerts, logger, print } = createLogger({ json: true })
  const printed = print(() => logger.error('charge failed', { order: 7 }, 'Payments'))
  expect(JSON.parse(printed)).toMatchObject({ level: 'error', message: 'charge failed', context: 'Payments' })
  expect(alerts).toMatchObject([
    { level: 'error', message: 'charge failed', logger: 'Payments', context: { order: 7 } },
  ])
})

it('makes a message that is made by a function once, and takes a class by its name', () => {
  const { alerts, logger, print } = createLogger()
  const make = vi.fn(() => 'made late')
  class Payments {}
  const printed = print(() => {
    logger.error(make)
    logger.error(Payments)
  })
  expect(make).toHaveBeenCalledTimes(1)
  expect(printed).toContain('made late')
  expect(alerts[0]?.message).toBe('made late')
  expect(alerts[1]?.message).toContain('Payments')
})

it('does not make a message that nobody will read', () => {
  const { alerts, logger, print } = createLogger({ logLevels: ['fatal'] })
  const make = vi.fn(() => 'never made')
  expect(print(() => logger.error(make))).toBe('')
  expect(make).not.toHaveBeenCalled()
  expect(alerts).toEqual([])
})

it("rings from the alerter's level on", () => {
  const { alerts, logger, print } = createLogger({}, 'debug')
  print(() => {
    for (const level of ['verbose', 'debug', 'log', 'warn', 'error', 'fatal'] as const)
      logger[level](`at ${level}`)
  })
  expect(alerts.map(({ level, message }) => `${level}: ${message}`)).toEqual([
    'debug: at debug',
    'info: at log',
    'warn: at warn',
    'error: at error',
    'fatal: at fatal',
  ])
})

it('rings with its own context where the call names none', () => {
  const { alerts, logger, print } = createLogger({ context: 'Main' })
  const printed = print(() => logger.error('first'))
  logger.setContext('Jobs')
  print(() => logger.error('second'))
  expect(printed).toContain('[Main]')
  expect(alerts.map((alert) => alert.logger)).toEqual(['Main', 'Jobs'])
})

it('leaves the options that it was given as they were', () => {
  const options = Object.freeze({ prefix: 'Shop' })
  expect(() => createLogger(options)).not.toThrow()
})
