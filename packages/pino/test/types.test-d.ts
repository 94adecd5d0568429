import pino, { type DestinationStream, type TransportTargetOptions } from 'pino'
import { assertType, expectTypeOf, it } from 'vitest'
import dingTalkTransport, {
  Alerter,
  type DingTalkPinoOptions,
  type DingTalkStream,
  type DingTalkStreamOptions,
  dingTalkStream,
  Robot,
} from '../src/index.ts'

it('the stream is a destination of Pino', () => {
  expectTypeOf<DingTalkStream>().toExtend<DestinationStream>()
  assertType(pino(dingTalkStream()))
  assertType(pino.multistream([{ stream: process.stdout }, { level: 'error', stream: dingTalkStream() }]))
  expectTypeOf<DingTalkStream['alerter']>().toEqualTypeOf<Alerter>()
})

it('the options of the worker are those that can be cloned', () => {
  const options: DingTalkPinoOptions = {
    webhook: 'token',
    secret: undefined,
    level: 'payment',
    setup: './dingbell.mjs',
    ignore: ['ECONNRESET', /timeout/],
    at: [{ level: 'fatal', at: { atMobiles: ['10000000001'] } }],
  }
  assertType<TransportTargetOptions<DingTalkPinoOptions>>({
    target: '@dingbell/pino',
    level: 'error',
    options,
  })
  assertType(pino({ transport: { targets: [{ target: '@dingbell/pino', level: 'error', options }] } }))
  assertType(dingTalkTransport(options))
  // @ts-expect-error a function cannot be cloned
  assertType<DingTalkPinoOptions>({ beforeSend: (alert) => alert })
  // @ts-expect-error a function cannot be cloned
  assertType<DingTalkPinoOptions>({ ignore: [() => true] })
  // @ts-expect-error a function cannot be cloned
  assertType<DingTalkPinoOptions>({ fetch })
  // @ts-expect-error a robot cannot be cloned
  assertType<DingTalkPinoOptions>({ robots: [new Robot({ webhook: 'token' })] })
  // @ts-expect-error an URL cannot be cloned
  assertType<DingTalkPinoOptions>({ webhook: new URL('https://oapi.dingtalk.com') })
})

it('the stream takes all options of an alerter, or an alerter', () => {
  assertType<DingTalkStreamOptions>({
    webhook: new URL('http://127.0.0.1'),
    beforeSend: (alert) => alert,
    level: 'warn',
  })
  assertType<DingTalkStreamOptions>({ alerter: new Alerter({ enabled: false }), level: 'payment' })
  // @ts-expect-error the alerter has its options already
  assertType<DingTalkStreamOptions>({ alerter: new Alerter({ enabled: false }), app: 'shop' })
})
