import { mkdirSync, writeFileSync } from 'node:fs'
import { Alerter } from '@dingbell/core'
import { cpuNanosecondsEach, medianOf } from '../measure.ts'
import type { Benchmark } from '../result.ts'
import { word } from './words.ts'

/** An alerter with the defaults, whose robot takes everything at once. */
function openAlerter(): Alerter {
  const fetch = async () => ({ status: 200, headers: { get: () => null }, body: '{"errcode":0}' })
  return new Alerter({
    webhook: `bench-token-${Math.random().toString(36).slice(2)}`,
    app: 'bench',
    fetch,
  })
}

/** What a call costs: below the level, repeated, and new. */
export const captureBenchmark: Benchmark = async ({ runs, short }) => {
  const many = short ? 20_000 : 1_000_000
  // As many as an alerter tells apart.
  const places = await writePlaces(short ? 500 : 2_000)
  const below = await medianOf(runs, () => belowLevel(many))
  const repeated = await medianOf(runs, () => repeatedError(many))
  // Most of the first runs is compiling.
  const fresh = await medianOf(3 * runs, () => newFingerprint(places))
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
  const round = () =>
    cpuNanosecondsEach(inputs, (each) => alerter.capture(each)) - cpuNanosecondsEach(inputs, empty)
  round() // compiles both
  const each = round()
  void alerter.close(0)
  return sum > 0 ? each : Number.NaN
}

/**
 * Making the errors and their stacks is not counted. They come in small batches: an application captures an error soon after
 * it made it, not when a hundred thousand others have pushed it out of the processor's caches.
 */
function repeatedError(calls: number): number {
  const alerter = openAlerter()
  const batch = 1_000
  let nanoseconds = 0
  for (let done = 0; done < calls; done += batch) {
    const errors = Array.from({ length: batch }, (_, n) => new TypeError(`cannot charge order ${n}`))
    errors.forEach(readStack)
    nanoseconds += cpuNanosecondsEach(errors, (error) => alerter.capture(error)) * batch
  }
  void alerter.close(0)
  return nanoseconds / calls
}

/** Each place throws its first error, captured soon after it was made. */
function newFingerprint(places: readonly (() => unknown)[]): number {
  const alerter = openAlerter()
  const batch = 50
  let nanoseconds = 0
  for (let done = 0; done < places.length; done += batch) {
    const errors = places.slice(done, done + batch).map((place) => place())
    errors.forEach(readStack)
    nanoseconds += cpuNanosecondsEach(errors, (error) => alerter.capture(error)) * errors.length
  }
  if (alerter.stats().groups !== places.length)
    throw new Error(`${alerter.stats().groups} groups instead of ${places.length}`)
  void alerter.close(0)
  return nanoseconds / places.length
}

/** Reads it to its end, as whoever prints it does: V8 writes a stack when it is asked for, and joins its parts when it is read. */
function readStack(error: unknown): void {
  if (!(error instanceof Error && error.stack?.includes('\n    at ')))
    throw new Error('an error without a stack')
}

/** As many functions that make an error, in a file of their own as an application's are. */
async function writePlaces(count: number): Promise<(() => unknown)[]> {
  const folder = new URL('../results/', import.meta.url)
  const file = new URL('places.mjs', folder)
  const names = Array.from({ length: count }, (_, n) => `work_${word(n)}`)
  const functions = names.map((name) => `  function ${name}() {\n    return new Error('broken')\n  },\n`)
  mkdirSync(folder, { recursive: true })
  writeFileSync(file, `export default [\n${functions.join('')}]\n`)
  const written: { default: (() => unknown)[] } = await import(file.href)
  return written.default
}
