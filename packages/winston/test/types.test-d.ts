import { assertType, expectTypeOf, it } from 'vitest'
import winston from 'winston'
import type TransportStream from 'winston-transport'
import {
  Alerter,
  type AlertInput,
  DingTalkTransport,
  type DingTalkTransportOptions,
  type Level,
} from '../src/index.ts'

it('is a transport of Winston', () => {
  expectTypeOf<DingTalkTransport>().toExtend<TransportStream>()
  expectTypeOf<DingTalkTransport>().toExtend<winston.transport>()
  assertType(
    winston.createLogger({ transports: [new winston.transports.Console(), new DingTalkTransport()] }),
  )
  expectTypeOf<DingTalkTransport['alerter']>().toEqualTypeOf<Alerter>()
})

it('takes the options of a transport and of an alerter together', () => {
  assertType<DingTalkTransportOptions>({
    level: 'crit',
    format: winston.format.json(),
    silent: false,
    handleExceptions: true,
    handleRejections: true,
    levels: { audit: 'fatal' },
    emitErrors: true,
    webhook: 'token',
    secret: undefined,
    app: 'shop',
    ignore: ['ECONNRESET', /timeout/, (alert) => alert.level === 'warn'],
    beforeSend: (alert) => alert,
  })
  assertType<DingTalkTransportOptions>({ alerter: new Alerter({ enabled: false }) })
  expectTypeOf<NonNullable<DingTalkTransportOptions['levels']>>().toExtend<Readonly<Record<string, Level>>>()
})

it('refuses what does not fit', () => {
  // @ts-expect-error a level of an alert is one of six
  assertType<DingTalkTransportOptions>({ levels: { audit: 'loud' } })
  // @ts-expect-error it is a token or an URL
  assertType<DingTalkTransportOptions>({ webhook: 42 })
  // @ts-expect-error an alerter can do more than that
  assertType<DingTalkTransportOptions>({ alerter: { capture(_: AlertInput) {} } })
})
