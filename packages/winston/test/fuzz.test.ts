import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import TransportStream from 'winston-transport'
import { DingTalkTransport } from '../src/index.ts'
import type { Info } from '../src/info.ts'
import { toAlert } from '../src/record.ts'
import { hosts, listen } from './help.ts'

/** `DINGBELL_TORTURE=20` makes every property run 20 times as often. */
const torture = Math.max(1, Number(process.env.DINGBELL_TORTURE ?? 0))
vi.setConfig({ testTimeout: 60_000 * torture })
fc.configureGlobal({ numRuns: 100 * torture })

const anything = fc.anything({
  withBigInt: true,
  withBoxedValues: true,
  withDate: true,
  withMap: true,
  withNullPrototype: true,
  withSet: true,
  withSparseArray: true,
  withTypedArray: true,
})

/** Objects that fight back when they are read. */
const hostile = fc.constantFrom(
  () => new Proxy({}, { get: refuse, has: refuse, ownKeys: refuse, getPrototypeOf: refuse }),
  () => Object.defineProperty({}, 'stack', { enumerable: true, get: refuse }),
  () => Object.defineProperty(new Error('boom'), 'message', { get: refuse }),
  () => ({ toString: refuse, toJSON: refuse, [Symbol.toPrimitive]: refuse }),
  () => Object.setPrototypeOf({ message: 'x' }, null),
  () => {
    const cycle: Record<string, unknown> = { name: 'cycle' }
    cycle.self = cycle
    return cycle
  },
)

function refuse(): never {
  throw new Error('refused')
}

/** Makes a value when it is needed: fast-check would read a hostile one. */
const value: fc.Arbitrary<() => unknown> = fc.oneof(
  { weight: 4, arbitrary: anything.map((any) => () => any) },
  { weight: 1, arbitrary: hostile },
  { weight: 1, arbitrary: fc.string().map((message) => () => new TypeError(message)) },
)
const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('user %s failed', '%d%% of %j', '%o'))
const keys = ['error', 'err', 'stack', 'cause', 'metadata', 'label', 'exception', 'splat', '__proto__', 'x']
const fields = fc.dictionary(fc.constantFrom(...keys, 'message', 'level'), value)
const info = fc.record({ fields, splat: fc.array(value, { maxLength: 4 }) })

function build({ fields, splat }: { fields: Record<string, () => unknown>; splat: (() => unknown)[] }) {
  const made = Object.entries(fields).map(([key, make]) => [key, make()])
  const symbols = {
    [Symbol.for('splat')]: splat.map((make) => make()),
    [Symbol.for('level')]: 'error',
  }
  return { ...Object.fromEntries(made), ...symbols }
}

it('any record at all becomes an alert', () => {
  fc.assert(
    fc.property(info, (parts) => {
      const record = build(parts)
      expect(toAlert(record, record, () => 'error')).toHaveProperty('message')
    }),
  )
})

/** Any records through a transport: nothing is thrown, every callback is called, every record is in the books. */
function takesAll(tamper: (transport: DingTalkTransport) => void = () => {}) {
  return fc.property(fc.array(info, { maxLength: 5 }), (records) => {
    const { alerter, alerts } = listen()
    const transport = new DingTalkTransport({ alerter })
    tamper(transport)
    let called = 0
    for (const parts of records) {
      transport.log(build(parts), () => {
        called += 1
      })
    }
    expect(called, 'callbacks').toBe(records.length)
    expect(alerts, 'alerts').toHaveLength(records.length)
    expect(alerter.stats()).toMatchObject({
      accepted: records.length,
      pending: 0,
      dropped: { before_send: records.length },
    })
  })
}

it('log() never throws and always calls back; every record is in the books', () => {
  fc.assert(takesAll())
})

type Log = (info: Info, callback: () => void, log: DingTalkTransport['log']) => void

it.each<[name: string, log: Log, broken: RegExp]>([
  [
    'chokes on a record',
    (info, callback, log) => log(JSON.parse(JSON.stringify(info)), callback),
    /refused|circular|JSON|BigInt|alerts/,
  ],
  ['forgets a callback', (info, _callback, log) => log(info, () => {}), /callbacks/],
  ['loses a record', (_info, callback) => callback(), /alerts/],
])('a transport that %s is caught', (_name, act, broken) => {
  const property = takesAll((transport) => {
    const log = transport.log.bind(transport)
    Object.assign(transport, { log: (info: Info, callback: () => void) => act(info, callback, log) })
  })
  const { errorInstance, failed } = fc.check(property)
  expect(failed).toBe(true)
  expect(errorInstance).toHaveProperty('message', expect.stringMatching(broken))
})

describe.each(hosts)('winston $version', ({ winston }) => {
  const { format } = winston
  const formats = {
    json: format.json(),
    splat: format.combine(format.splat(), format.json()),
    all: format.combine(format.errors({ stack: true }), format.splat(), format.metadata(), format.simple()),
  }

  it.each(Object.keys(formats))(
    'throws nothing that it would not throw without us, and hears all: %s',
    (name) => {
      const logFormat = Object.entries(formats).find(([key]) => key === name)?.[1] ?? format.json()
      fc.assert(
        fc.property(text, fc.array(value, { maxLength: 3 }), (message, makers) => {
          const { alerter, alerts } = listen()
          const beside = new Recorder()
          const ours = new DingTalkTransport({ alerter })
          const alone = winston.createLogger({ format: logFormat, transports: [new Recorder()] })
          const logger = winston.createLogger({ format: logFormat, transports: [ours, beside] })
          const thrown = outcome(() => alone.error(message, ...makers.map((make) => make())))
          expect(outcome(() => logger.error(message, ...makers.map((make) => make())))).toBe(thrown)
          expect(alerts.length).toBe(beside.count)
        }),
      )
    },
  )
})

function outcome(act: () => unknown): string {
  try {
    act()
    return 'went well'
  } catch (error) {
    return error instanceof Error ? error.name : 'threw'
  }
}

class Recorder extends TransportStream {
  count = 0

  override log(_info: unknown, callback: () => void): void {
    this.count += 1
    callback()
  }
}
