import { describe, expect, it } from 'vitest'
import { hosts, listener } from './help.ts'

const at = /at /

describe.each(hosts)('a record of winston $version becomes an alert:', ({ winston }) => {
  const { format } = winston
  const first = (use: (logger: ReturnType<typeof listener>['logger']) => void, logger = {}, options = {}) => {
    const heard = listener(winston, logger, options)
    use(heard.logger)
    return heard.alerts[0]
  }

  it('a text', () => {
    expect(first((logger) => logger.error('disk full'))).toMatchObject({
      level: 'error',
      message: 'disk full',
    })
  })

  it('a text with fields, null among them', () => {
    const alert = first((logger) => logger.error('disk full', { disk: 'sda', free: null, parts: [1, 2] }))
    expect(alert).toMatchObject({
      message: 'disk full',
      context: { disk: 'sda', free: null, parts: [1, 2] },
    })
  })

  it('null, undefined and nothing in place of fields and messages', () => {
    const heard = listener(winston)
    heard.logger.error('no fields', null)
    heard.logger.error(null)
    heard.logger.error(undefined)
    heard.logger.log('error', '')
    expect(heard.alerts.map(({ message }) => message)).toEqual(['no fields', '""', '""', '""'])
  })

  it('an Error in place of the message', () => {
    const alert = first((logger) => logger.error(Object.assign(new TypeError('boom'), { code: 'EBOOM' })))
    expect(alert).toMatchObject({
      message: 'boom',
      error: { name: 'TypeError', message: 'boom', code: 'EBOOM', stack: expect.stringMatching(at) },
      context: undefined,
    })
  })

  it('an Error behind the message, its cause with it', () => {
    const cause = new RangeError('too far')
    const alert = first((logger) => logger.error('payment failed', new Error('boom', { cause })))
    expect(alert).toMatchObject({
      message: 'payment failed boom',
      error: { name: 'Error', message: 'boom', causes: [{ name: 'RangeError', message: 'too far' }] },
      context: undefined,
    })
  })

  it.each(['error', 'err', 'anything'])('an Error in the field %s', (key) => {
    const alert = first((logger) =>
      logger.error('payment failed', { [key]: new TypeError('boom'), order: 7 }),
    )
    expect(alert).toMatchObject({
      message: 'payment failed',
      error: { name: 'TypeError', message: 'boom' },
      context: { order: 7 },
    })
    expect(alert?.context).not.toHaveProperty(key)
  })

  it('an Error as the message of an object', () => {
    const alert = first((logger) =>
      logger.log({ level: 'error', message: new TypeError('boom'), order: 7 } as never),
    )
    expect(alert).toMatchObject({ message: 'boom', error: { name: 'TypeError' }, context: { order: 7 } })
  })

  it('an AggregateError', () => {
    const errors = [new RangeError('one'), new TypeError('two')]
    const alert = first((logger) => logger.error('all failed', new AggregateError(errors, 'both')))
    expect(alert?.error).toMatchObject({
      name: 'AggregateError',
      causes: [{ name: 'RangeError' }, { name: 'TypeError' }],
    })
  })

  it('a text in a field named error stays a field', () => {
    const alert = first((logger) => logger.error('payment failed', { error: 'timeout' }))
    expect(alert).toMatchObject({ error: undefined, context: { error: 'timeout' } })
  })

  it('what format.errors({ stack: true }) left of an Error', () => {
    const logger = { format: format.combine(format.errors({ stack: true, cause: true }), format.json()) }
    const error = Object.assign(new TypeError('boom', { cause: new Error('deep') }), { code: 'EBOOM' })
    expect(first((log) => log.error(error), logger)).toMatchObject({
      message: 'boom',
      error: {
        name: 'TypeError',
        message: 'boom',
        code: 'EBOOM',
        stack: expect.stringMatching(at),
      },
    })
  })

  it('an Error logged by a child, together with the metadata of the child', () => {
    const heard = listener(winston, { defaultMeta: { service: 'shop' } })
    heard.logger.child({ requestId: 'r-1', order: 7 }).error(new TypeError('boom'))
    heard.logger.child({ requestId: 'r-2' }).error('failed')
    expect(heard.alerts).toMatchObject([
      {
        message: 'boom',
        error: { name: 'TypeError' },
        requestId: 'r-1',
        context: { order: 7, service: 'shop' },
      },
      { message: 'failed', requestId: 'r-2', context: { service: 'shop' } },
    ])
  })

  it('values filled in by format.splat(), and the template that they were filled into', () => {
    const logger = { format: format.combine(format.splat(), format.json()) }
    const alert = first((log) => log.error('user %s failed %d times', 'bob', 3, { order: 7 }), logger)
    expect(alert).toMatchObject({
      message: 'user bob failed 3 times',
      template: 'user %s failed %s times',
      context: { order: 7 },
    })
  })

  it('values that no format filled in', () => {
    const alert = first((logger) => logger.error('user %s failed %d times', 'bob', 3, { order: 7 }))
    expect(alert).toMatchObject({
      message: 'user bob failed 3 times',
      template: 'user %s failed %d times',
      context: { order: 7 },
    })
  })

  it('values without a placeholder, with and without format.splat()', () => {
    const splat = { format: format.combine(format.splat(), format.json()) }
    expect(first((log) => log.error('failed', 'why', 5))?.context).toEqual({ splat: ['why', 5] })
    expect(first((log) => log.error('failed', 'why', { order: 7 }), splat)?.context).toEqual({ order: 7 })
  })

  it('an Error behind a message with placeholders', () => {
    const alert = first((logger) => logger.error('user %s failed', 'bob', new TypeError('boom')))
    expect(alert).toMatchObject({ message: 'user bob failed', error: { name: 'TypeError' } })
  })

  it('an object in place of the message', () => {
    const alert = first((logger) => logger.error({ order: 7, reason: 'timeout' }))
    expect(alert?.message).toBe('{"order":7,"reason":"timeout"}')
  })

  it('a record of the profiler', () => {
    const alert = first((logger) => logger.startTimer().done({ level: 'error', message: 'slow' }))
    expect(alert).toMatchObject({ message: 'slow', context: { durationMs: expect.any(Number) } })
  })

  it('without the colours, timestamps and paddings of formats; a label names the logger', () => {
    const logger = {
      format: format.combine(
        format.label({ label: 'billing' }),
        format.timestamp(),
        format.ms(),
        format.colorize({ all: true }),
        format.padLevels(),
      ),
    }
    const alert = first((log) => log.error('disk full', { disk: 'sda' }), logger)
    expect(alert).toMatchObject({ level: 'error', message: 'disk full', logger: 'billing' })
    expect(alert?.context).toEqual({ disk: 'sda' })
  })

  it('what format.metadata() put aside', () => {
    const logger = { format: format.combine(format.errors({ stack: true }), format.metadata()) }
    const alert = first((log) => log.error('failed', { error: new TypeError('boom'), order: 7 }), logger)
    expect(alert).toMatchObject({ error: { name: 'TypeError' }, context: { order: 7 } })
  })

  it('the class and stack that nest-winston hands over', () => {
    const alert = first((logger) =>
      logger.error('boom', {
        context: 'BillingService',
        stack: ['TypeError: boom\n    at pay (/app/pay.js:1:1)'],
      }),
    )
    expect(alert).toMatchObject({
      logger: 'BillingService',
      error: { name: 'TypeError', message: 'boom', stack: expect.stringContaining('pay.js') },
      context: undefined,
    })
  })

  it("the transport's own format, without losing an Error to it", () => {
    const own = format((info) => ({ ...info, message: `${info.message} (seen)`, extra: 1 }))
    const options = { format: own() }
    expect(first((log) => log.error('disk full'), {}, options)).toMatchObject({
      message: 'disk full (seen)',
      context: { extra: 1 },
    })
    expect(first((log) => log.error(new TypeError('boom')), {}, { format: format.json() })).toMatchObject({
      message: 'boom',
      error: { name: 'TypeError', stack: expect.stringMatching(at) },
    })
  })

  it('the stack as a format changed it, not as the Error still has it', () => {
    const hide = format((info) => {
      if (typeof info.stack === 'string') info.stack = info.stack.replaceAll('hunter2', '***')
      return info
    })
    const alert = first((log) => log.error('failed', new Error('hunter2 refused')), { format: hide() })
    expect(JSON.stringify(alert?.error)).not.toContain('hunter2')
  })

  it('nothing where a format of the transport withholds the record', () => {
    const heard = listener(winston, {}, { format: format((info) => (info.private ? false : info))() })
    heard.logger.error('mine', { private: true })
    heard.logger.error('ours')
    expect(heard.alerts.map(({ message }) => message)).toEqual(['ours'])
  })

  it('the record itself where a format of the transport throws', () => {
    const broken = format(() => {
      throw new Error('broken format')
    })
    const heard = listener(winston, {}, { format: broken() })
    expect(() => heard.logger.error('disk full')).not.toThrow()
    heard.logger.error('disk fuller')
    expect(heard.alerts.map(({ message }) => message)).toEqual(['disk full', 'disk fuller'])
  })
})
