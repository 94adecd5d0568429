import fc from 'fast-check'

function refuse(): never {
  throw new Error('refused')
}

/** Objects that fight back when they are read. */
const hostile = fc.constantFrom<() => unknown>(
  () =>
    new Proxy(
      {},
      { get: refuse, has: refuse, ownKeys: refuse, getPrototypeOf: refuse, getOwnPropertyDescriptor: refuse },
    ),
  () => new Proxy(() => {}, { get: refuse, apply: refuse }),
  () => revoked(),
  () => Object.defineProperty({}, 'message', { enumerable: true, get: refuse }),
  () => Object.defineProperty(new Error('boom'), 'stack', { get: refuse }),
  () => Object.defineProperty(new Error('boom'), 'message', { get: refuse }),
  () => Object.defineProperty(new Error('boom'), 'cause', { get: refuse }),
  () => ({ toString: refuse, toJSON: refuse, valueOf: refuse, [Symbol.toPrimitive]: refuse }),
  () => Object.defineProperty({}, 'then', { value: refuse }),
  () => ({ [Symbol.iterator]: refuse, [Symbol.asyncIterator]: refuse }),
  () => endlessKeys(),
  () => deep(5_000),
  () => cycle(),
  () => new Error('x'.repeat(100_000)),
  () => Object.freeze(Object.create(null)),
  () => new Date(Number.NaN),
)

/** Any value at all. It is made when it is needed: fast-check itself would read a hostile one. */
export const anyValue: fc.Arbitrary<() => unknown> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .anything({
        withBigInt: true,
        withBoxedValues: true,
        withDate: true,
        withMap: true,
        withNullPrototype: true,
        withObjectString: true,
        withSet: true,
        withSparseArray: true,
        withTypedArray: true,
        withUnicodeString: true,
      })
      .map((value) => () => value),
  },
  { weight: 2, arbitrary: hostile },
  { weight: 1, arbitrary: fc.string({ unit: 'binary' }).map((message) => () => new TypeError(message)) },
)

/** An object with these keys, each with any value or none. */
export function anyObject(keys: readonly string[]): fc.Arbitrary<() => Record<string, unknown>> {
  return fc
    .dictionary(fc.constantFrom(...keys), anyValue)
    .map((makers) => () => Object.fromEntries(Object.entries(makers).map(([key, make]) => [key, make()])))
}

function revoked(): unknown {
  const { proxy, revoke } = Proxy.revocable({}, {})
  revoke()
  return proxy
}

function endlessKeys(): unknown {
  return new Proxy({}, { get: (_target, key) => (key === 'then' ? undefined : endlessKeys()) })
}

function deep(levels: number): unknown {
  let value: unknown = 'bottom'
  for (let level = 0; level < levels; level += 1) value = level % 2 ? [value] : { cause: value }
  return value
}

function cycle(): unknown {
  const value: Record<string, unknown> = { name: 'cycle' }
  value.self = value
  value.cause = value
  return value
}
