import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { Alerter } from '../../src/alerter.ts'
import { createRegistry } from '../../src/pace/registry.ts'
import { imbalance } from '../group.ts'
import { expectCounterexample, expectToHold, patienceMs } from '../model/property.ts'
import type { Ringing } from '../model/scene.ts'
import { VirtualClock } from '../model/virtual-clock.ts'
import { anyObject, anyValue } from './hostile.ts'

vi.setConfig({ testTimeout: patienceMs })

const hour = 3_600_000
const maxGroups = 4

const keys = [
  'level',
  'message',
  'template',
  'error',
  'context',
  'logger',
  'time',
  'fingerprint',
  'at',
  'cause',
  'stack',
  'name',
  '__proto__',
]
const record: fc.Arbitrary<() => unknown> = fc.oneof(
  { weight: 3, arbitrary: anyObject(keys) },
  {
    weight: 1,
    arbitrary: anyObject(keys).map((make) => () => Object.assign(new Error('boom'), without(make()))),
  },
  { weight: 2, arbitrary: anyValue },
)

/** Every option of the alerter that has a say about a record; hooks return anything. */
const options = fc.record(
  {
    locale: fc.constantFrom('zh-CN', 'en'),
    level: fc.constantFrom('trace', 'error'),
    ignore: fc.constantFrom(['boom'], [/o/g], [() => false]),
    beforeSend: fc.oneof(
      fc.constant((alert: unknown) => alert),
      anyValue.map((make) => () => make()),
    ),
    renderCard: anyValue.map((make) => () => make()),
    redact: fc.constantFrom<unknown>(
      false,
      { phones: true, idCards: true },
      { keys: ['x'], patterns: [/boom/g] },
    ),
    at: fc.constant([{ match: /o/, at: { isAtAll: true } }]),
    links: fc.constant([{ title: 'log', url: 'https://example.com/?t={{traceId}}&f={{fingerprint}}' }]),
    threshold: fc.constantFrom([{ count: 2, windowMs: 1_000 }], []),
  },
  { requiredKeys: [] },
)

type Tamper = (alerter: Ringing) => Ringing

/** Any records under any options: nothing is thrown, the books balance, the table is bounded, what leaves is a message. */
async function take(made: object, makers: readonly (() => unknown)[], tamper: Tamper = (same) => same) {
  const clock = new VirtualClock()
  const registry = createRegistry()
  Object.assign(registry.shared(), { spokeAt: Number.POSITIVE_INFINITY })
  const fetch = async (_url: string, { body }: { body: string }) => {
    expect(Buffer.byteLength(body)).toBeLessThanOrEqual(20_000)
    expect(JSON.parse(body)).toMatchObject({ msgtype: 'markdown', markdown: { text: expect.any(String) } })
    return { status: 200, headers: new Headers(), body: '{"errcode":0}' }
  }
  const fixed = { webhook: 'fa4e-token-of-the-fuzz', fetch, maxGroups, quota: false }
  const real: Alerter = Reflect.construct(Alerter, [
    { ...made, ...fixed },
    { clock, registry, random: () => 0.5 },
  ])
  const alerter = tamper(real)
  for (const make of makers) {
    expect(() => alerter.capture(make()), 'capture').not.toThrow()
    await clock.advance(300)
    expect(imbalance(alerter), 'balance').toBe(0)
  }
  await clock.advance(hour)
  const { groups, pending } = alerter.stats()
  expect(pending, 'what waits').toBe(0)
  expect(groups, 'groups').toBeLessThanOrEqual(maxGroups)
  expect(imbalance(alerter), 'balance').toBe(0)
}

const records = fc.array(record, { minLength: 1, maxLength: 12 })

it('any records under any options: nothing is thrown, the books balance, everything is told', async () => {
  await expectToHold(
    fc.asyncProperty(options, records, (made, makers) => take(made, makers)),
    150,
  )
})

describe('a faulty alerter is caught', () => {
  const controls: [name: string, tamper: Tamper, broken: RegExp][] = [
    [
      'that chokes on a record',
      (alerter) => ({
        ...facade(alerter),
        capture: (input) => alerter.capture(JSON.parse(JSON.stringify(input) ?? 'null')),
      }),
      /capture/,
    ],
    [
      'that loses a record of its books',
      (alerter) => ({
        ...facade(alerter),
        stats: () => ({ ...alerter.stats(), accepted: alerter.stats().accepted + 1 }),
      }),
      /balance/,
    ],
  ]
  it.each(controls)('%s', async (_name, tamper, broken) => {
    await expectCounterexample(
      fc.asyncProperty(options, records, (made, makers) => take(made, makers, tamper)),
      broken,
    )
  })
})

function facade(alerter: Ringing): Ringing {
  return {
    capture: (input) => alerter.capture(input),
    flush: (ms) => alerter.flush(ms),
    close: (ms) => alerter.close(ms),
    stats: () => alerter.stats(),
  }
}

/** `Object.assign` would set a prototype. */
function without({ __proto__, ...rest }: Record<string, unknown>): Record<string, unknown> {
  return rest
}
