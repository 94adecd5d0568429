import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { copyContext } from './copy.ts'
import { createRedactor } from './redact.ts'

const redactor = createRedactor(undefined, [])
const copy = (context: unknown) => copyContext(context, redactor)
const sizeOf = (context: unknown) => Buffer.byteLength(JSON.stringify(context ?? null), 'utf8')

describe('a context', () => {
  it('that fits is kept as it is', () => {
    const context = { orderId: 7, ok: true, none: null, name: '张三', tags: ['a', 'b'], user: { id: 1 } }
    expect(copy(context)).toEqual(context)
  })

  it('without anything in it is none', () => {
    for (const nothing of [undefined, null, {}, { a: undefined }, Object.create(null)])
      expect(copy(nothing)).toBeUndefined()
  })

  it('that is no object is wrapped', () => {
    expect(copy('text')).toEqual({ value: 'text' })
    expect(copy([1, 2])).toEqual({ items: [1, 2] })
    expect(copy(new Map([['a', 1]]))).toEqual({ a: 1 })
  })

  it('shows what JSON cannot', () => {
    const context = {
      date: new Date(0),
      bad: new Date(Number.NaN),
      map: new Map<unknown, unknown>([
        ['a', 1],
        [{}, 2],
      ]),
      set: new Set([1, 2]),
      buffer: Buffer.from('abc'),
      array: new Float64Array(2),
      url: new URL('https://li:fake@a.test/b'),
      big: 12n,
      run: function go() {},
      symbol: Symbol('s'),
      regexp: /a+/g,
      error: new TypeError('no'),
      promise: Promise.resolve(1),
      nan: Number.NaN,
      order: new (class Order {
        id = 1
      })(),
    }
    expect(copy(context)).toEqual({
      date: '1970-01-01T00:00:00.000Z',
      bad: 'Invalid Date',
      map: { a: 1, Object: 2 },
      set: [1, 2],
      buffer: 'Buffer(3 bytes)',
      array: 'Float64Array(16 bytes)',
      url: 'https://[redacted]@a.test/b',
      big: '12',
      run: 'function go',
      symbol: 'Symbol(s)',
      regexp: '/a+/g',
      error: 'TypeError: no',
      promise: 'Promise',
      nan: 'NaN',
      order: { id: 1 },
    })
  })

  it('names objects below the second level', () => {
    const deep = { a: { b: { c: 1 }, list: [1, 2, 3], order: new (class Order {})() } }
    expect(copy(deep)).toEqual({ a: { b: 'Object', list: 'Array(3)', order: 'Order' } })
  })

  it('has 20 keys at most, the mark of what was left out included', () => {
    const many = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, at) => [`k${at}`, at]))
    expect(Object.keys(copy(many(20)) ?? {})).toHaveLength(20)
    expect(copy(many(20))).not.toHaveProperty('…')
    expect(Object.keys(copy(many(21)) ?? {})).toHaveLength(20)
    expect(copy(many(21))).toHaveProperty('…', '…')
    expect(copy({ list: Array.from({ length: 21 }, () => 1) })?.list).toEqual([
      ...Array.from({ length: 19 }, () => 1),
      '…',
    ])
  })

  it('gives a long value what the short ones leave', () => {
    const { sql, ...rest } = copy({ sql: 'x'.repeat(5_000), id: 7, user: { id: 1 }, url: '/a' }) ?? {}
    expect(rest).toEqual({ id: 7, user: { id: 1 }, url: '/a' })
    expect(String(sql)).toMatch(/^x{900,}…$/)
  })

  it('keeps every key when all values are long', () => {
    const context = Object.fromEntries(Array.from('abcdefghij', (key) => [key, '错'.repeat(5_000)]))
    expect(Object.keys(copy(context) ?? {})).toHaveLength(10)
    expect(sizeOf(copy(context))).toBeLessThanOrEqual(1_024)
  })

  it('masks values by their key at any depth, null excepted', () => {
    expect(
      copy({
        password: { a: 1 },
        apiKey: 5,
        a: { 'set-cookie': ['x'], token: null, session_id: 's' },
        tokens: 5,
      }),
    ).toEqual({
      password: '[redacted]',
      apiKey: '[redacted]',
      a: { 'set-cookie': '[redacted]', token: null, session_id: '[redacted]' },
      tokens: 5,
    })
  })

  it('shows that a property could not be read', () => {
    const context = {
      get bad() {
        throw new Error('no')
      },
      good: 1,
    }
    expect(copy(context)).toEqual({ bad: '[unreadable]', good: 1 })
  })

  it('holds its bounds whatever is in it', () => {
    const anything = fc.dictionary(
      fc.string({ unit: 'binary' }),
      fc.anything({ withBigInt: true, withMap: true, withSet: true, withDate: true }),
      { maxKeys: 30 },
    )
    const long = fc.dictionary(fc.string(), fc.string({ unit: 'binary', maxLength: 3_000 }), { maxKeys: 30 })
    const escaped = fc.dictionary(
      fc.string(),
      fc.string({ unit: fc.constantFrom('"', '\\', '\u0001', 'a', '错'), maxLength: 2_000 }),
    )
    fc.assert(
      fc.property(fc.oneof(anything, long, escaped), (context) => {
        const out = copy(context)
        expect(sizeOf(out)).toBeLessThanOrEqual(1_024)
        expect(Object.keys(out ?? {}).length).toBeLessThanOrEqual(20)
      }),
      { numRuns: 300 },
    )
  })
})
