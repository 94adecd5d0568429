import { Alerter } from '@dingbell/core'
import { medianOf, nanosecondsEach } from '../measure.ts'
import type { Benchmark } from '../result.ts'
import { word } from './words.ts'

/** An alerter whose group takes everything at once. */
function openAlerter(): Alerter {
  const fetch = async () => ({ status: 200, headers: { get: () => null }, body: '{"errcode":0}' })
  return new Alerter({
    webhook: `bench-token-${Math.random().toString(36).slice(2)}`,
    app: 'bench',
    fetch,
    maxGroups: 20_000,
  })
}

/** What a call costs: below the level, repeated, and new. */
export const captureBenchmark: Benchmark = async ({ runs, short }) => {
  const many = short ? 20_000 : 1_000_000
  const batch = short ? 20_000 : 100_000
  const below = await medianOf(runs, () => belowLevel(many))
  const repeated = await medianOf(runs, () => repeatedError(many, batch))
  const fresh = await medianOf(runs, () => newFingerprint(short ? 500 : 5_000))
  return [
    {
      what: 'a call below the level, over an empty function',
      value: below,
      unit: 'ns',
      must: { atMost: 20 },
    },
    { what: 'a repeated error', value: repeated / 1_000, unit: 'µs', must: { atMost: 2 } },
    { what: 'a new fingerprint', value: fresh / 1_000, unit: 'µs', must: { atMost: 15 } },
  ]
}

function belowLevel(calls: number): number {
  const alerter = openAlerter()
  const input = { level: 'info', message: 'below' } as const
  const inputs = Array.from({ length: calls }, () => input)
  let sum = 0
  const empty = () => {
    sum += 1
  }
  const [first, second] = [
    nanosecondsEach(inputs, (each) => alerter.capture(each)),
    nanosecondsEach(inputs, empty),
  ]
  void alerter.close(0)
  return sum > 0 ? first - second : Number.NaN
}

/** Making the errors and their stacks is not counted. */
function repeatedError(calls: number, batch: number): number {
  const alerter = openAlerter()
  let nanoseconds = 0
  for (let done = 0; done < calls; done += batch) {
    const errors = Array.from({ length: batch }, (_, n) => new TypeError(`cannot charge order ${n}`))
    for (const error of errors) if (error.stack === undefined) throw new Error('an error without a stack')
    nanoseconds += nanosecondsEach(errors, (error) => alerter.capture(error)) * batch
  }
  void alerter.close(0)
  return nanoseconds / calls
}

/** Errors of as many places in the code. */
function newFingerprint(places: number): number {
  const alerter = openAlerter()
  const errors = Array.from({ length: places }, (_, n) => errorOf(`work_${word(n)}`))
  for (const error of errors) if (error.stack === undefined) throw new Error('an error without a stack')
  const each = nanosecondsEach(errors, (error) => alerter.capture(error))
  if (alerter.stats().groups !== places)
    throw new Error(`${alerter.stats().groups} groups instead of ${places}`)
  void alerter.close(0)
  return each
}

function errorOf(name: string): Error {
  const made: unknown = new Function(`return function ${name}() { return new Error('broken') }`)()
  const error: unknown = typeof made === 'function' ? made() : undefined
  if (error instanceof Error) return error
  throw new Error('the function made no error')
}
