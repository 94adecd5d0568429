import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createNormaliser } from '../alert/normalise.ts'
import { createRedactor } from '../alert/redact.ts'
import { readAlert } from '../alert/view.ts'
import { createFingerprinter } from './fingerprint.ts'
import { inAppFirst } from './frames.ts'

const fingerprint = createFingerprinter({ root: '/srv/shop' })
const print = (input: unknown) => fingerprint(readAlert(input))

interface Shape {
  name?: string
  message?: string
  code?: string | number
  frames?: readonly string[]
  cause?: unknown
}

/** An error as V8 would have made it, at a place of our choosing. */
function errorAt({
  name = 'Error',
  message = 'boom',
  frames = ['f (/srv/shop/src/a.ts:1:2)'],
  ...rest
}: Shape): Error {
  const error = Object.assign(new Error(message), { name, ...rest })
  error.stack = [`${name}: ${message}`, ...frames.map((frame) => `    at ${frame}`)].join('\n')
  return error
}

const library = ['next (/srv/shop/node_modules/express/index.js:1:2)', 'node:internal/x:1:2']

describe('a fingerprint', () => {
  it('is 12 hex digits, the same in every process and release', () => {
    expect(print('boom')).toBe('c2fdcd907819')
    expect(print(errorAt({}))).toBe('c5988f17fb97')
    expect(print({ message: 'm', fingerprint: ['a', 'b'] })).toBe('95c6d9b5a682')
  })

  it('tells a fatal alert from the others, and one logger from another', () => {
    const input = { message: 'm', error: errorAt({}), logger: 'a' }
    const prints = [
      input,
      { ...input, level: 'fatal' },
      { ...input, logger: 'b' },
      { ...input, logger: undefined },
    ].map(print)
    expect(new Set(prints).size).toBe(4)
    expect(print({ ...input, level: 'warn' })).toBe(print(input))
  })

  it('is the callers where there is one', () => {
    const one = { message: 'a', error: errorAt({}), fingerprint: ['pay', 'x'] }
    expect(print(one)).toBe(print({ message: 'b', fingerprint: ['pay', 'x'] }))
    expect(print(one)).not.toBe(print({ ...one, fingerprint: ['pay', 'y'] }))
    expect(print(one)).not.toBe(print({ ...one, level: 'fatal' }))
    expect(print({ ...one, fingerprint: [] })).toBe(print({ error: one.error }))
  })

  it('is that of the template where no error is', () => {
    const one = print({ message: 'user 7 left', template: 'user %d left' })
    expect(one).toBe(print({ message: 'somebody left', template: 'user %d left' }))
    expect(one).not.toBe(print({ message: 'user 7 left', template: 'user %d joined' }))
  })

  it('is that of the masked message where nothing else is', () => {
    expect(print('order 1 failed')).toBe(print('order 23 failed'))
    expect(print('order 1 failed')).not.toBe(print('order 1 paid'))
    expect(print({ message: 'order 1 failed', level: 'warn' })).toBe(print('order 2 failed'))
  })
})

describe('the fingerprint of an error', () => {
  it('does not know its message, nor what was logged with it', () => {
    const one = print(errorAt({ message: 'a' }))
    expect(print(errorAt({ message: 'something else\n    at g (/srv/shop/src/b.ts:1:2)' }))).toBe(one)
    expect(print({ message: 'other', template: 'other', error: errorAt({}) })).toBe(one)
  })

  it('knows its name, its code, its place and the names of its causes', () => {
    const shapes: Shape[] = [
      {},
      { name: 'TypeError' },
      { code: 'E_A' },
      { code: 7 },
      { frames: ['g (/srv/shop/src/a.ts:1:2)'] },
      { frames: ['f (/srv/shop/src/b.ts:1:2)'] },
      { frames: ['f (/srv/shop/src/a.ts:1:2)', 'main (/srv/shop/src/a.ts:1:2)'] },
      { cause: new TypeError('x') },
      { cause: new TypeError('x', { cause: new RangeError('y') }) },
    ]
    expect(new Set(shapes.map(errorAt).map(print)).size).toBe(shapes.length)
    expect(print(errorAt({ cause: new TypeError('other') }))).toBe(
      print(errorAt({ cause: new TypeError('x') })),
    )
  })

  it('does not know the order and the number of an AggregateErrors members', () => {
    const all = (...members: Error[]) => {
      const error = new AggregateError(members, 'all failed')
      error.stack = 'AggregateError: all failed\n    at f (/srv/shop/src/a.ts:1:2)'
      return print(error)
    }
    expect(all(new TypeError('a'), new RangeError('b'))).toBe(all(new RangeError('b')))
  })

  it('knows the masked message where no frame is the applications', () => {
    expect(print(errorAt({ frames: library, message: 'a 1' }))).toBe(
      print(errorAt({ frames: library, message: 'a 2' })),
    )
    expect(print(errorAt({ frames: library, message: 'a 1' }))).not.toBe(
      print(errorAt({ frames: library, message: 'b 1' })),
    )
    expect(print({ error: 'a 1', message: 'm' })).not.toBe(print({ error: 'a 1', message: 'n' }))
  })

  it.each([
    'HttpException',
    'NotFoundException',
    'AxiosError',
    'QueryFailedError',
    'PrismaClientKnownRequestError',
    'MongoServerError',
    'FetchError',
  ])('knows the masked message of a %s', (name) => {
    const at = (message: string) => print(errorAt({ name, message }))
    expect(at('user 1 not found')).toBe(at('user 2 not found'))
    expect(at('user 1 not found')).not.toBe(at('order 1 not found'))
  })

  it('knows what fetch failed for', () => {
    const failed = (message: string) => print(errorAt({ name: 'TypeError', message }))
    expect(failed('fetch failed')).not.toBe(failed('x is not a function'))
    expect(failed('y is not a function')).toBe(failed('x is not a function'))
  })

  it('is the same for one that repeats and for one seen the first time', () => {
    const shapes = Array.from({ length: 1_500 }, (_, at) => errorAt({ name: `E${at}`, message: `m ${at}` }))
    const first = shapes.map(print)
    expect(shapes.map(print)).toEqual(first)
    expect(new Set(first).size).toBe(shapes.length)
  })

  it('stays what it was when other errors come in between', () => {
    const [one, other] = [errorAt({}), errorAt({ name: 'TypeError' })]
    const prints = [one, other, one, other, one].map(print)
    expect(new Set(prints).size).toBe(2)
    expect(prints[2]).toBe(prints[0])
    expect(prints[3]).toBe(prints[1])
  })

  it('of which only the end of a long stack differs, differs', () => {
    const long = Array.from(
      { length: 60 },
      (_, at) => `lib${at} (/srv/shop/node_modules/${'x'.repeat(60)}/index.js:1:2)`,
    )
    const at = (last: string) => errorAt({ frames: [...long, `${last} (/srv/shop/src/a.ts:1:2)`] })
    expect(print(at('f'))).not.toBe(print(at('g')))
    expect(print(at('f'))).toBe(createFingerprinter({ root: '/srv/shop' })(readAlert(at('f'))))
  })

  it('is the same for the finished alert', () => {
    const normalise = createNormaliser({
      host: 'h',
      redactor: createRedactor(undefined, []),
      orderStack: inAppFirst,
    })
    const inputs = [
      'order 1',
      errorAt({}),
      errorAt({ frames: [...library, 'f (/srv/shop/src/a.ts:1:2)', 'g (/srv/shop/src/a.ts:1:2)'] }),
      errorAt({ name: 'AxiosError', code: 'E', cause: new TypeError('x') }),
      { message: 'm', template: 't', logger: 'l', level: 'fatal' },
      { message: 'm', fingerprint: ['a', 'b'] },
      new AggregateError([new Error('a')], 'all'),
    ]
    for (const input of inputs) expect(fingerprint(normalise(input, 0))).toBe(print(input))
  })
})

describe('the fingerprint of a real error', () => {
  const real = createFingerprinter()
  const of = (thrown: unknown) => real(readAlert(thrown))
  const caught = (run: () => unknown): unknown => {
    try {
      return run()
    } catch (error) {
      return error
    }
  }

  it('is the same at any depth of recursion', () => {
    const sink = (depth: number): never => {
      if (depth === 0) throw new Error(`at ${depth} of ${Math.random()}`)
      return sink(depth - 1)
    }
    const even = (depth: number): never => (depth === 0 ? sink(0) : odd(depth - 1))
    const odd = (depth: number): never => even(depth)
    const [one, three, four] = [1, 3, 4].map((depth) => of(caught(() => sink(depth))))
    expect([three, four]).toEqual([one, one])
    expect(of(caught(() => even(1)))).toBe(of(caught(() => even(2))))
    expect(of(caught(() => even(1)))).not.toBe(one)
  })

  it('tells methods of one class apart, and constructors', () => {
    class Shop {
      constructor(fail = false) {
        if (fail) throw new Error('x')
      }
      charge() {
        throw new Error('x')
      }
      refund() {
        throw new Error('x')
      }
    }
    const shop = new Shop()
    const runs = [() => shop.charge(), () => shop.refund(), () => new Shop(true)]
    expect(new Set(runs.map(caught).map(of)).size).toBe(3)
    expect(of(caught(() => shop.charge()))).toBe(of(caught(() => shop.charge())))
  })

  it('sees through awaits', async () => {
    const fail = async (name: string) => {
      await null
      throw new Error(`${name} ${Math.random()}`)
    }
    const buy = async (name: string) => await fail(name)
    const sell = async (name: string) => await fail(name)
    const [one, two, other] = await Promise.all([buy('a'), buy('b'), sell('a')].map((run) => run.catch(of)))
    expect(two).toBe(one)
    expect(other).not.toBe(one)
  })

  it('counts evaluated code as the applications', () => {
    const run = (body: string) => of(caught(() => new Function(body)()))
    expect(run('throw new Error("a")')).toBe(run('throw new Error("b")'))
    expect(run('throw new Error("a")')).not.toBe(run('(function inner() { throw new Error("a") })()'))
  })
})

describe('for any place', () => {
  const name = fc.string({
    unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz'),
    minLength: 1,
    maxLength: 5,
  })
  const place = fc.record({ call: name, file: name })
  const places = fc.uniqueArray(place, {
    minLength: 1,
    maxLength: 8,
    selector: ({ call, file }) => `${call} ${file}`,
  })
  const position = fc.tuple(fc.nat(9_999), fc.nat(999)).map(([line, column]) => `${line}:${column}`)
  const frameAt = ({ call, file }: { call: string; file: string }, at: string) =>
    `${call} (/srv/shop/src/${file}.ts:${at})`

  it('lines, columns, ids and numbers do not matter', () => {
    fc.assert(
      fc.property(places, position, position, fc.uuid(), fc.nat(), (list, one, other, id, number) => {
        const at = (where: string, message: string) =>
          errorAt({ name: 'AxiosError', message, frames: list.map((frame) => frameAt(frame, where)) })
        expect(print(at(one, 'order 1 of 2f1b4c3a-9d8e-4f7a-8b6c-1d2e3f4a5b6c'))).toBe(
          print(at(other, `order ${number} of ${id}`)),
        )
      }),
    )
  })

  it('different code has a different fingerprint', () => {
    fc.assert(
      fc.property(places, places, position, (one, other, where) => {
        const first = (list: typeof one) => list.slice(0, 5).map((frame) => frameAt(frame, where))
        const isSame = first(one).join() === first(other).join()
        expect(print(errorAt({ frames: first(one) })) === print(errorAt({ frames: first(other) }))).toBe(
          isSame,
        )
      }),
    )
  })

  it('dependencies in between do not matter', () => {
    fc.assert(
      fc.property(places, fc.nat(8), (list, at) => {
        const frames = list.map((frame) => frameAt(frame, '1:2'))
        expect(print(errorAt({ frames: frames.toSpliced(at, 0, ...library) }))).toBe(
          print(errorAt({ frames })),
        )
      }),
    )
  })
})

it('any value has a fingerprint, and always the same', () => {
  fc.assert(
    fc.property(
      fc.anything({ withBigInt: true, withMap: true, withSet: true, withNullPrototype: true }),
      (value) => {
        expect(print(value)).toMatch(/^[0-9a-f]{12}$/)
        expect(createFingerprinter({ root: '/srv/shop' })(readAlert(value))).toBe(print(value))
      },
    ),
  )
})

it('a hundred thousand different messages share no fingerprint', () => {
  const word = (at: number) =>
    Array.from(at.toString(26), (digit) => String.fromCharCode(97 + Number.parseInt(digit, 26))).join('')
  const prints = new Set(Array.from({ length: 100_000 }, (_, at) => print(`no ${word(at)} left`)))
  expect(prints.size).toBe(100_000)
})
