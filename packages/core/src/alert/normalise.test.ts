import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inAppFirst } from '../group/frames.ts'
import type { Alert } from './alert.ts'
import { createNormaliser } from './normalise.ts'
import { createRedactor } from './redact.ts'
import { readAlert } from './view.ts'

const redactor = createRedactor(undefined, ['own-secret-token'])
const normalise = createNormaliser({ host: 'web-1', redactor })
const now = 1_700_000_000_000

describe('what is captured', () => {
  it('may be an error alone', () => {
    expect(normalise(new TypeError('boom'), now)).toMatchObject({
      level: 'error',
      message: 'boom',
      time: now,
      host: 'web-1',
      error: { name: 'TypeError', message: 'boom', causes: [] },
    })
  })

  it('may be an input with every field', () => {
    const input = {
      level: 'fatal',
      message: 'charge failed',
      template: 'charge %s failed',
      error: new Error('boom', { cause: new RangeError('deep') }),
      context: { orderId: 7, requestId: 'r-1' },
      logger: 'pay',
      time: 5,
      fingerprint: ['pay', 'charge'],
      at: { atMobiles: ['13800000000'], isAtAll: false },
    }
    const alert = normalise(input, now)
    expect(alert).toMatchObject({
      level: 'fatal',
      message: 'charge failed',
      template: 'charge %s failed',
      error: { name: 'Error', message: 'boom', causes: [{ name: 'RangeError', message: 'deep' }] },
      context: { orderId: 7, requestId: 'r-1' },
      logger: 'pay',
      time: 5,
      fingerprint: ['pay', 'charge'],
      at: { atMobiles: ['13800000000'] },
      requestId: 'r-1',
    })
    expect(normalise(readAlert(input), now)).toEqual(alert)
  })

  it.each<[string, unknown, string]>([
    ['a string', 'boom', 'boom'],
    ['an empty string', '', '""'],
    ['a number', 5, '5'],
    ['NaN', Number.NaN, 'NaN'],
    ['null', null, 'null'],
    ['undefined', undefined, 'undefined'],
    ['a symbol', Symbol('boom'), 'Symbol(boom)'],
    ['a bigint', 7n, '7'],
    ['a function', function boom() {}, 'function boom'],
    ['a plain object', { boom: 1 }, '{"boom":1}'],
    ['an empty object', {}, '{}'],
    ['an array', [1, 'a'], '[1,"a"]'],
    [
      'a class instance',
      new (class Boom {
        at = 1
      })(),
      'Boom {"at":1}',
    ],
    ['a date', new Date(0), '1970-01-01T00:00:00.000Z'],
    ['a map', new Map([['a', 1]]), 'Map {"a":1}'],
  ])('may be %s', (_, thrown, message) => {
    expect(normalise(thrown, now)).toMatchObject({ level: 'error', message, time: now })
  })

  it('has the message of its error, else its template, else its name, when it has none of its own', () => {
    expect(normalise({ error: new Error('boom'), template: 't' }, now).message).toBe('boom')
    expect(normalise({ error: new TypeError(''), template: 't' }, now).message).toBe('t')
    expect(normalise({ error: new TypeError('') }, now).message).toBe('TypeError')
    expect(normalise({ message: new Error('boom') }, now)).toMatchObject({
      message: 'boom',
      error: { name: 'Error' },
    })
    expect(normalise({ level: 'fatal' }, now).message).toBe('{"level":"fatal"}')
    expect(normalise({ message: 5 }, now).message).toBe('5')
  })

  it('names a primitive error only beside another message', () => {
    expect(normalise({ error: 'boom' }, now)).toMatchObject({ message: 'boom', error: undefined })
    expect(normalise({ message: 'm', error: 'boom' }, now).error).toMatchObject({ name: '', message: 'boom' })
  })

  it('loses what is malformed, and nothing else', () => {
    const input = {
      level: 'loud',
      message: 'm',
      logger: 5,
      template: {},
      time: Number.NaN,
      fingerprint: [{}, 5],
      at: { atMobiles: 'all', atUserIds: [5, 'li', 'x'.repeat(100)], isAtAll: 1 },
      context: null,
    }
    expect(normalise(input, now)).toEqual({
      level: 'error',
      message: 'm',
      time: now,
      host: 'web-1',
      at: { atUserIds: ['li'] },
    })
    expect(normalise({ message: 'm', at: 'all' }, now).at).toBeUndefined()
    expect(normalise({ message: 'm', time: 1e300 }, now).time).toBe(now)
  })
})

it('null anywhere in the metadata, and a page of HTML for an answer, are shown as they are', () => {
  const body = '<html><body>502 Bad Gateway</body></html>'
  const error = Object.assign(new Error(body), { code: null, cause: null, response: null })
  const alert = normalise(
    { message: null, error, logger: null, context: { user: null, list: [null], answer: { body } } },
    now,
  )
  expect(alert).toMatchObject({ message: body, error: { message: body, code: undefined, causes: [] } })
  expect(alert.context).toEqual({ user: null, list: [null], answer: { body } })
})

describe('ids', () => {
  const ids = (context: unknown) => {
    const { traceId, requestId } = normalise({ message: 'm', context }, now)
    return [traceId, requestId]
  }

  it('are read from the names in use', () => {
    expect(ids({ traceId: 't', requestId: 'r' })).toEqual(['t', 'r'])
    expect(ids({ trace_id: 't', request_id: 'r' })).toEqual(['t', 'r'])
    expect(ids({ reqId: 7 })).toEqual([undefined, '7'])
    expect(ids({ req: { id: 'r' } })).toEqual([undefined, 'r'])
    expect(ids({ traceparent: '00-0AF7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' })).toEqual([
      '0af7651916cd43dd8448eb211c80319c',
      undefined,
    ])
  })

  it('that are malformed are left out', () => {
    expect(ids({ traceId: {}, traceparent: 'x', requestId: '', req: null })).toEqual([undefined, undefined])
    expect(ids('text')).toEqual([undefined, undefined])
  })
})

describe('secrets', () => {
  it('are masked in every field that is kept', () => {
    const secret = 'own-secret-token'
    const error = Object.assign(new Error(`e ${secret}`, { cause: { token: secret, [secret]: secret } }), {
      name: `N${secret}`,
      code: secret,
    })
    error.stack = `Error\n    at ${secret} (/srv/${secret}.js:1:2)`
    const alert = normalise(
      {
        message: `m ${secret}`,
        template: secret,
        error,
        context: {
          a: secret,
          [secret]: 1,
          deep: { a: [secret], password: 'hunter2' },
          requestId: secret,
          auth: new Map([['cookie', 'hunter2']]),
        },
        logger: secret,
        fingerprint: [secret],
      },
      now,
    )
    expect(JSON.stringify(alert)).not.toContain(secret)
    expect(JSON.stringify(alert)).not.toContain('hunter2')
    expect(JSON.stringify(alert).split('[redacted]').length).toBeGreaterThan(10)
  })

  it('in what an HTTP client hangs on its error are not even read', () => {
    const error = Object.assign(new Error('Request failed with status code 500'), {
      config: {
        url: 'https://oapi.dingtalk.com/robot/send?access_token=fake0123',
        headers: { authorization: 'Bearer fake0123' },
      },
      request: { path: '/robot/send?access_token=fake0123' },
    })
    expect(JSON.stringify(normalise(error, now))).not.toContain('fake0123')
  })

  it('of a described object do not lose their end before they are recognised', () => {
    const password = 'hunter2'.repeat(60)
    const thrown = { url: `https://li:${password}@a.test/`, more: 'y'.repeat(2_000) }
    expect(JSON.stringify(normalise(thrown, now))).not.toContain('hunter2')
    expect(JSON.stringify(normalise({ message: 'm', error: { message: thrown } }, now))).not.toContain(
      'hunter2',
    )
  })
})

describe('hostile values', () => {
  const thrower = () => {
    throw new Error('no')
  }
  const revoked = () => {
    const { proxy, revoke } = Proxy.revocable({}, {})
    revoke()
    return proxy
  }
  const traps = {
    get: thrower,
    has: thrower,
    ownKeys: thrower,
    getPrototypeOf: thrower,
    getOwnPropertyDescriptor: thrower,
  }
  const evil = () =>
    Object.defineProperties(new Error('x'), {
      name: { get: thrower },
      message: { get: thrower },
      stack: { get: thrower },
      code: { get: thrower },
      cause: { get: thrower },
      constructor: { get: thrower },
    })
  const circle: Record<string, unknown> = { a: 1 }
  circle.self = circle
  const speaking = { toJSON: thrower, toString: thrower, valueOf: thrower, [Symbol.toPrimitive]: thrower }
  const values: [string, unknown][] = [
    ['a revoked proxy', revoked()],
    ['a proxy that throws at everything', new Proxy({}, traps)],
    ['a proxy of an error that throws', new Proxy(new Error('x'), traps)],
    ['an error whose every property throws', evil()],
    [
      'an object that names its class by throwing',
      {
        get [Symbol.toStringTag]() {
          return thrower()
        },
      },
    ],
    ['an object that throws when it is printed', speaking],
    ['a circle', circle],
    ['an object without prototype', Object.assign(Object.create(null), { message: 'm', context: circle })],
    ['a map that is none', Object.create(Map.prototype)],
    ['a date that is none', Object.create(Date.prototype)],
    ['a deep nest', Array.from({ length: 10_000 }).reduce<unknown>((inner) => ({ inner }), 1)],
    ['a prototype in the keys', JSON.parse('{"context":{"__proto__":{"polluted":true},"constructor":1}}')],
    ['a huge number', 10n ** 5_000n],
    ['a sparse array', new Array(4_000_000_000)],
    [
      'a generator',
      (function* () {
        yield 1
      })(),
    ],
    [
      'an AggregateError of itself',
      (() => {
        const all = new AggregateError([])
        all.errors.push(all, null, evil())
        return all
      })(),
    ],
  ]

  it.each(values)(
    '%s alone, as error, as message, in the context or as any field, does not throw',
    (_, value) => {
      const inputs = [
        value,
        { error: value },
        { message: value },
        { context: value },
        { message: 'm', context: { value, list: [value], req: value } },
        new Error('x', { cause: value }),
        { level: value, template: value, logger: value, time: value, fingerprint: value, at: value },
        { fingerprint: [value], at: { atMobiles: [value], atUserIds: value, isAtAll: value } },
      ]
      for (const input of inputs) expectBounds(normalise(input, now))
    },
  )

  it('do not pollute a prototype', () => {
    normalise(
      JSON.parse('{"context":{"__proto__":{"polluted":true},"b":{"__proto__":{"polluted":true}}}}'),
      now,
    )
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
  })

  it('whatever fast-check thinks of, do not throw, and the alert is plain and bounded', () => {
    const anything = fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withNullPrototype: true,
      withObjectString: true,
      withSet: true,
      withSparseArray: true,
      withTypedArray: true,
    })
    const input = fc.oneof(
      anything,
      fc.record(
        {
          level: anything,
          message: anything,
          template: anything,
          error: anything,
          context: anything,
          logger: anything,
          time: anything,
          fingerprint: anything,
          at: anything,
        },
        { requiredKeys: [] },
      ),
    )
    fc.assert(
      fc.property(input, (value) => expectBounds(normalise(value, now))),
      { numRuns: 300 },
    )
  })

  it('are never changed', () => {
    const freeze = <T extends object>(value: T): Readonly<T> => Object.freeze(value)
    const input = freeze({
      context: freeze({ a: freeze([1]), password: 'x' }),
      error: freeze(new Error('x')),
      at: freeze({ atMobiles: freeze(['1']) }),
    })
    const before = JSON.stringify(input)
    const alert = normalise(input, now)
    expect(JSON.stringify(input)).toBe(before)
    expect(alert.context?.a).toEqual([1])
    expect(alert.context?.a).not.toBe(input.context.a)
  })
})

describe('bounds', () => {
  it('hold for ten megabytes in every field', () => {
    const long = '长x😀'.repeat(2_500_000)
    const error = Object.assign(new Error(long, { cause: new Error(long) }), { name: long, code: long })
    error.stack = `${long}\n    at f (${long}:1:2)`
    const input = {
      message: long,
      template: long,
      logger: long,
      error,
      fingerprint: [long],
      context: { [long]: long, a: [long], requestId: long, traceId: long },
    }
    expectBounds(normalise(input, now))
    expectBounds(normalise(long, now))
    expectBounds(normalise(error, now))
  })

  it('of the stack keep the frames of the application when the order says so', () => {
    const library = Array.from(
      { length: 60 },
      (_, at) => `    at lib${at} (/srv/node_modules/some-library/dist/index.js:${at}:1)`,
    )
    const error = Object.assign(new Error('x'), {
      stack: ['Error: x', ...library, '    at own (/srv/src/own.ts:1:2)'].join('\n'),
    })
    expect(normalise(error, now).error?.stack).not.toContain('own.ts')
    const ordered = createNormaliser({ host: 'h', redactor, orderStack: inAppFirst })
    expect(ordered(error, now).error?.stack).toMatch(/^at own \(\/srv\/src\/own\.ts:1:2\)\nat lib0 /)
    expectBounds(ordered(error, now))
  })
})

function bytesOf(text: string | undefined): number {
  return Buffer.byteLength(text ?? '', 'utf8')
}

/** Everything that an alert promises about its size, and that it is plain data in well-formed text. */
function expectBounds(alert: Alert): void {
  expect(structuredClone(alert)).toEqual(alert)
  expect(JSON.stringify(alert)).not.toMatch(/\\ud[89a-f]/)
  expect(alert.message).not.toBe('')
  expect(alert.message.length).toBeLessThanOrEqual(1_000)
  expect(alert.template?.length ?? 0).toBeLessThanOrEqual(512)
  expect(alert.logger?.length ?? 0).toBeLessThanOrEqual(200)
  expect(alert.requestId?.length ?? 0).toBeLessThanOrEqual(128)
  expect(alert.traceId?.length ?? 0).toBeLessThanOrEqual(128)
  expect(bytesOf(JSON.stringify(alert.context))).toBeLessThanOrEqual(1_024)
  expect(Object.keys(alert.context ?? {}).length).toBeLessThanOrEqual(20)
  expect(bytesOf(JSON.stringify(alert.fingerprint))).toBeLessThanOrEqual(20_000)
  expect(alert.error?.causes.length ?? 0).toBeLessThanOrEqual(5)
  for (const error of alert.error ? [alert.error, ...alert.error.causes] : []) {
    expect(error.name.length).toBeLessThanOrEqual(100)
    expect(error.code?.length ?? 0).toBeLessThanOrEqual(100)
    expect(error.message.length).toBeLessThanOrEqual(1_000)
    expect(bytesOf(error.stack)).toBeLessThanOrEqual(2_000)
  }
}
