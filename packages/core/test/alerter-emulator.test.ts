import { startEmulator } from '@dingbell/emulator'
import { afterEach, expect, it } from 'vitest'
import { Alerter } from '../src/alerter.ts'

const emulator = await startEmulator({
  robots: [{ name: 'ops', secret: 'SECtestsecret', keywords: ['shop'] }],
})
const alerters: Alerter[] = []
afterEach(() => Promise.all(alerters.map((alerter) => alerter.close(100))))

/** Work of three kinds that fails. */
const work = [
  (n: number) => JSON.parse(`{"order": ${n}`),
  (n: number) => {
    throw new RangeError(`quantity ${n} is out of range`)
  },
  async (n: number) => Promise.reject(new Error(`no answer from upstream ${n}`)),
]

it('101 errors at once, the last one fatal: it arrives within 2 s, everything is accounted, nobody is banned', async () => {
  const alerter = new Alerter({
    webhook: emulator.webhook('ops'),
    secret: 'SECtestsecret',
    keywords: ['shop'],
    app: 'shop',
  })
  alerters.push(alerter)
  for (let n = 0; n < 100; n += 1) {
    try {
      await work[n % 3]?.(n)
    } catch (error) {
      alerter.capture(error)
    }
  }
  alerter.capture({ level: 'fatal', error: new Error('database gone') })
  const first = await emulator.waitForMessages(1, { timeoutMs: 2_000 })
  expect(JSON.stringify(first)).toContain('database gone')

  expect(await alerter.flush()).toBe(true)
  expect(alerter.stats()).toMatchObject({ accepted: 101, delivered: 101, pending: 0 })
  expect(emulator.requests().map((request) => request.verdict.errcode)).toEqual([0, 0])
  const shown = JSON.stringify(emulator.messages())
  for (const count of ['×34', '×33', '×33']) expect(shown).toContain(count)
})

it('a storm of 10,000 errors of 40 kinds becomes a handful of messages that count every one', async () => {
  emulator.clear()
  const alerter = new Alerter({
    webhook: emulator.webhook('ops'),
    secret: 'SECtestsecret',
    keywords: ['shop'],
    app: 'shop',
  })
  alerters.push(alerter)
  const kinds = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMN'
  for (let n = 0; n < 10_000; n += 1) alerter.capture({ message: `kind ${kinds[n % 40]} failed` })
  expect(await alerter.flush(5_000)).toBe(true)
  expect(alerter.stats()).toMatchObject({ accepted: 10_000, delivered: 10_000, groups: 40 })
  const shown = emulator
    .messages()
    .map((message) => JSON.stringify(message))
    .join()
  expect(shown.match(/×250/g)?.length).toBeGreaterThanOrEqual(40)
  expect(emulator.requests().length).toBeLessThanOrEqual(3)
})
