import pino from 'pino'
import { describe, expect, it } from 'vitest'
import { hosts, tapStream, ways } from './help.ts'

const cases = hosts.flatMap((host) => ways.map((way) => ({ ...host, ...way })))
const frames = expect.stringContaining('at ')

describe.each(cases)('a line of pino $version becomes an alert, $way:', ({ pino, tap }) => {
  type Logger = ReturnType<typeof tap>['logger']
  const first = (use: (logger: Logger) => void, options = {}) => {
    const heard = tap(pino, options)
    use(heard.logger)
    return heard.alerts[0]
  }

  it('a text', () => {
    const before = Date.now()
    const alert = first((logger) => logger.error('disk full'))
    expect(alert).toMatchObject({
      level: 'error',
      message: 'disk full',
      context: undefined,
      error: undefined,
    })
    expect(alert?.time).toBeGreaterThanOrEqual(before)
  })

  it('a text with fields, null among them, and values filled in', () => {
    const alert = first((logger) =>
      logger.error({ disk: 'sda', free: null }, 'disk %s is %d%% full', 'sda', 99),
    )
    expect(alert).toMatchObject({ message: 'disk sda is 99% full', context: { disk: 'sda', free: null } })
  })

  it('fields alone', () => {
    expect(first((logger) => logger.error({ order: 7, why: 'timeout' }))).toMatchObject({
      message: '{"order":7,"why":"timeout"}',
      context: { order: 7, why: 'timeout' },
    })
  })

  it('an Error, with its code and its own facts', () => {
    const error = Object.assign(new TypeError('boom'), {
      code: 'EBOOM',
      statusCode: 502,
      config: { url: '/x' },
    })
    expect(first((logger) => logger.error(error))).toMatchObject({
      message: 'boom',
      error: { name: 'TypeError', message: 'boom', code: 'EBOOM', stack: frames, causes: [] },
      context: { statusCode: 502 },
    })
  })

  it('an Error with a message of the logger', () => {
    expect(first((logger) => logger.error(new TypeError('boom'), 'payment failed'))).toMatchObject({
      message: 'payment failed',
      error: { name: 'TypeError', message: 'boom' },
    })
  })

  it.each(['err', 'error', 'anything'])('an Error in the field %s', (key) => {
    const serializers = { [key]: pino.stdSerializers.err }
    const alert = first(
      (logger) => logger.error({ [key]: new TypeError('boom'), order: 7 }, 'payment failed'),
      { serializers },
    )
    expect(alert).toMatchObject({
      message: 'payment failed',
      error: { name: 'TypeError', message: 'boom', stack: frames },
      context: { order: 7 },
    })
    expect(alert?.context).not.toHaveProperty(key)
  })

  it('causes, each with its own name, message and stack', () => {
    const deep = new RangeError('too far')
    const cause = new Error('no answer', { cause: deep })
    const alert = first((logger) => logger.error(new TypeError('boom', { cause })))
    expect(alert?.error).toMatchObject({
      name: 'TypeError',
      message: 'boom',
      stack: frames,
      causes: [
        { name: 'Error', message: 'no answer', stack: frames },
        { name: 'RangeError', message: 'too far', stack: frames },
      ],
    })
    expect(alert?.error?.stack).not.toContain('caused by')
  })

  it('causes as the serializer errWithCause writes them', () => {
    const serializers = { err: pino.stdSerializers.errWithCause }
    const cause = new RangeError('too far')
    const alert = first((logger) => logger.error(new TypeError('boom', { cause })), { serializers })
    expect(alert?.error).toMatchObject({
      name: 'TypeError',
      causes: [{ name: 'RangeError', message: 'too far' }],
    })
  })

  it('an AggregateError', () => {
    const errors = [new RangeError('one'), new TypeError('two')]
    const alert = first((logger) => logger.error(new AggregateError(errors, 'both failed')))
    expect(alert?.error).toMatchObject({
      name: 'AggregateError',
      causes: [
        { name: 'RangeError', message: 'one', member: true },
        { name: 'TypeError', message: 'two', member: true },
      ],
    })
  })

  it('a text in the field of the error stays a field', () => {
    expect(first((logger) => logger.error({ err: 'timeout' }, 'failed'))).toMatchObject({
      error: undefined,
      context: { err: 'timeout' },
    })
  })

  it("another messageKey, errorKey and nestedKey of the logger's", () => {
    const options = { messageKey: 'text', errorKey: 'failure', nestedKey: 'payload' }
    const alert = first(
      (logger) => logger.error({ failure: new TypeError('boom'), order: 7 }, 'failed'),
      options,
    )
    expect(alert).toMatchObject({
      message: 'failed',
      error: { name: 'TypeError', message: 'boom' },
      context: { payload: { order: 7 } },
    })
    expect(alert?.context).not.toHaveProperty('text')
    expect(JSON.stringify(alert?.context)).not.toContain('failure')
    expect(first((logger) => logger.error(new TypeError('boom')), options)?.error?.name).toBe('TypeError')
  })

  it.each([
    ['epochTime', 1_700_000_000_123],
    ['unixTime', 1_700_000_000_000],
    ['isoTime', 1_700_000_000_123],
  ] as const)('its time as %s writes it', (name, expected) => {
    const time = {
      epochTime: '1700000000123',
      unixTime: '1700000000',
      isoTime: '"2023-11-14T22:13:20.123Z"',
    }[name]
    const alert = first((logger) => logger.error('disk full'), { timestamp: () => `,"time":${time}` })
    expect(alert).toMatchObject({ time: expected, context: undefined })
  })

  it('without a time, or with one under another key', () => {
    const before = Date.now()
    expect(first((logger) => logger.error('x'), { timestamp: false })?.time).toBeGreaterThanOrEqual(before)
    const timestamp = () => ',"timestamp":"2023-11-14T22:13:20.123Z"'
    expect(first((logger) => logger.error('x'), { timestamp })).toMatchObject({
      time: 1_700_000_000_123,
      context: undefined,
    })
  })

  it('what bindings, children, mixins and formatters add', () => {
    const options = {
      name: 'billing',
      base: { pid: 1, hostname: 'h', region: 'cn' },
      mixin: () => ({ requestId: 'r-1' }),
      formatters: { log: (object: object) => ({ ...object, seen: true }) },
      msgPrefix: '[shop] ',
    }
    expect(first((logger) => logger.child({ order: 7 }).error('failed'), options)).toMatchObject({
      message: '[shop] failed',
      logger: 'billing',
      requestId: 'r-1',
      context: { region: 'cn', order: 7, seen: true },
    })
  })

  it('the class that logs with nestjs-pino', () => {
    expect(first((logger) => logger.error({ context: 'BillingService' }, 'failed'))).toMatchObject({
      logger: 'BillingService',
      context: undefined,
    })
  })

  it('what a serializer or redact made of an Error, never the Error behind it', () => {
    const error = () => Object.assign(new TypeError('card hunter2 refused'), { code: 'secret-code' })
    const serializers = {
      err: (each: Error) => ({ type: each.name, message: 'hidden', stack: 'TypeError: hidden' }),
    }
    expect(first((logger) => logger.error(error()), { serializers })?.error).toMatchObject({
      name: 'TypeError',
      message: 'hidden',
    })
    const alert = first((logger) => logger.error(error(), 'failed'), {
      redact: ['err.message', 'err.stack', 'err.code'],
    })
    expect(JSON.stringify(alert)).not.toMatch(/hunter2|secret-code/)
    expect(alert).toMatchObject({ message: 'failed', error: { name: 'TypeError' } })
  })

  it('a field named level or time does not pass for that of the line', () => {
    const alert = first((logger) => logger.error({ level: 10, order: 7 }, 'failed'))
    expect(alert).toMatchObject({ level: 'error', message: 'failed', context: { order: 7 } })
    const heard = tap(pino)
    heard.logger.info({ level: 60 }, 'nothing')
    expect(heard.alerts).toEqual([])
  })
})

it('the same Error rings once for an alerter that has it from elsewhere too', () => {
  const heard = tapStream(pino)
  const error = new TypeError('boom')
  heard.logger.error(error)
  heard.logger.error({ err: error }, 'reported again')
  expect(heard.alerts).toHaveLength(1)
})

it('a field that merely has a type and a message is no error', () => {
  const heard = tapStream(pino)
  heard.logger.error({ event: { type: 'order', message: 'placed' } }, 'failed')
  expect(heard.alerts[0]).toMatchObject({
    error: undefined,
    context: { event: { type: 'order', message: 'placed' } },
  })
})

it('causes and members that a serializer leaves out stay out', () => {
  const bare = (error: Error) => ({ type: error.name, message: error.message, stack: error.stack })
  const heard = tapStream(pino, { serializers: { err: bare } })
  heard.logger.error(new Error('outer', { cause: new Error('card hunter2') }))
  heard.logger.error(new AggregateError([new Error('card hunter2')], 'both'))
  expect(heard.alerts.map(({ error }) => error?.causes)).toEqual([[], []])
})
