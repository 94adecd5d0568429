import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { defaultConfig } from '../src/config.ts'
import { dingTalkStream } from '../src/index.ts'
import { LineReader } from '../src/line.ts'
import { hosts, listen } from './help.ts'

/** `DINGBELL_TORTURE=20` makes every property run 20 times as often. */
const torture = Math.max(1, Number(process.env.DINGBELL_TORTURE ?? 0))
vi.setConfig({ testTimeout: 60_000 * torture })
fc.configureGlobal({ numRuns: 100 * torture })

const keys = [
  'level',
  'time',
  'msg',
  'err',
  'error',
  'stack',
  'type',
  'message',
  'cause',
  'errors',
  'aggregateErrors',
]
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.jsonValue({ maxDepth: 1 }),
    fc.constantFrom(
      'TypeError: boom\n    at a (b.js:1:1)\ncaused by: Error: x\n    at c',
      'error',
      '2026-01-01',
      1e300,
    ),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...keys, 'name', 'context', 'payload', '__proto__', 'x'), tie('value'), {
      maxKeys: 6,
    }),
  ),
}))

it('any line of JSON at level error becomes an alert; any other text is let pass', () => {
  const reader = new LineReader('error', defaultConfig)
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...keys, 'name', 'x'), value), (record) => {
      const line = JSON.stringify({ ...record, level: undefined })
        .replace('{', '{"level":50,"v":1,')
        .replace(',}', '}')
      const { alerter, alerts } = listen()
      const alert = reader.read(line)
      expect(alert).toBeDefined()
      alerter.capture(alert)
      expect(alerts).toHaveLength(1)
      expect(alerter.stats()).toMatchObject({ accepted: 1, pending: 0, dropped: { before_send: 1 } })
    }),
  )
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(() => reader.read(text)).not.toThrow()
    }),
  )
})

describe.each(hosts)('pino $version', ({ pino }) => {
  const anything = fc.anything({
    withBigInt: true,
    withDate: true,
    withMap: true,
    withNullPrototype: true,
    withSet: true,
  })
  const logged = fc.oneof(
    anything.map((any) => () => any),
    fc.string().map((message) => () => new TypeError(message, { cause: new Error('deep') })),
    fc
      .string()
      .map((message) => () => ({ err: new AggregateError([new Error(message), message, null], message) })),
  )

  /** Any records through a stream: nothing is thrown that is not thrown without it, and every record is in the books. */
  const hearsAll = (write: (stream: { write(line: string): void }, line: string) => void) =>
    fc.property(logged, fc.string(), (make, message) => {
      const { alerter, alerts } = listen()
      const ours = dingTalkStream({ alerter })
      let beside = 0
      const recorder = {
        write: () => {
          beside += 1
        },
      }
      const stream = Object.assign(Object.create(ours), { write: (line: string) => write(ours, line) })
      const alone = pino({}, { write: () => {} })
      const logger = pino({}, pino.multistream([recorder, { stream }]))
      const thrown = outcome(() => alone.error(make(), message))
      expect(
        outcome(() => logger.error(make(), message)),
        'outcome',
      ).toBe(thrown)
      expect(alerts, 'alerts').toHaveLength(beside)
      expect(alerter.stats()).toMatchObject({ accepted: beside, pending: 0 })
    })

  it('throws nothing that it would not throw without us, and hears all', () => {
    fc.assert(hearsAll((stream, line) => stream.write(line)))
  })

  it.each<[string, Parameters<typeof hearsAll>[0], RegExp]>([
    [
      'throws',
      () => {
        throw new Error('disk full')
      },
      /outcome/,
    ],
    ['is deaf', () => {}, /alerts/],
  ])('a stream that %s is caught', (_name, write, broken) => {
    const { errorInstance, failed } = fc.check(hearsAll(write))
    expect(failed).toBe(true)
    expect(errorInstance).toHaveProperty('message', expect.stringMatching(broken))
  })
})

function outcome(act: () => unknown): string {
  try {
    act()
    return 'went well'
  } catch (error) {
    return error instanceof Error ? error.name : 'threw'
  }
}
