import { mkdirSync, writeFileSync } from 'node:fs'
import { Alerter } from '@dingbell/core'
import { Batches, Machine } from '../batches.ts'
import type { Benchmark } from '../result.ts'
import { word } from './words.ts'

const batch = 1_000
const freshBatch = 50

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
export const captureBenchmark: Benchmark = async ({ short }) => {
  const calls = short ? 20_000 : 1_000_000
  // As many as an alerter tells apart.
  const places = await writePlaces(short ? 500 : 2_000)
  const machine = new Machine()
  const first = newFingerprints(places, new Batches(machine))
  belowLevel(calls / 10, machine) // compiles both
  const { calling, empty } = belowLevel(calls, machine)
  const repeated = repeatedErrors(calls, new Batches(machine))
  const fresh = new Batches(machine)
  // What is compiled only now is no business of the measurement.
  for (let round = 0; round < (short ? 0 : 5); round += 1) newFingerprints(places, new Batches(machine))
  // Among noisy neighbours it takes longer until there is something to go by.
  for (let round = 0; round < (short ? 1 : 50) && !(round >= 10 && fresh.isEnough); round += 1)
    newFingerprints(places, fresh)
  const level = {
    each: calling.each - empty.each,
    all: calling.all - empty.all,
    share: Math.min(calling.share, empty.share),
  }
  const many = places.length.toLocaleString('en')
  return [
    { what: 'a call below the level, over an empty function', ...inUnit('ns', level), must: { atMost: 20 } },
    { what: 'a repeated error', ...inUnit('µs', repeated), must: { atMost: 2 } },
    { what: 'a new fingerprint', ...inUnit('µs', fresh), must: { atMost: 15 } },
    { what: `the first ${many} of a process, compiling included`, ...inUnit('µs', first) },
  ]
}

/** Value, unit and note of a result. */
function inUnit(unit: 'ns' | 'µs', { all, each, share }: Pick<Batches, 'all' | 'each' | 'share'>) {
  const scale = unit === 'ns' ? 1 : 1_000
  const note = `${share} % of the batches undisturbed; all of them: ${(all / scale).toFixed(1)} ${unit}`
  return { value: each / scale, unit, note }
}

function belowLevel(calls: number, machine: Machine): { calling: Batches; empty: Batches } {
  const alerter = openAlerter()
  const input = { level: 'info', message: 'below' } as const
  const inputs = Array.from({ length: 10_000 }, () => input)
  const [calling, empty] = [new Batches(machine), new Batches(machine)]
  let sum = 0
  for (let done = 0; done < calls || (!calling.isEnough && done < 10 * calls); done += inputs.length) {
    calling.time(inputs, (each) => alerter.capture(each))
    empty.time(inputs, () => {
      sum += 1
    })
  }
  if (sum < calls) throw new Error(`${sum} calls instead of ${calls}`)
  void alerter.close(0)
  return { calling, empty }
}

/**
 * Making the errors and their stacks is not counted. They come in small batches: an application captures an error soon after
 * it made it, not when a hundred thousand others have pushed it out of the processor's caches.
 */
function repeatedErrors(calls: number, batches: Batches): Batches {
  const alerter = openAlerter()
  for (let done = 0; done < calls || (!batches.isEnough && done < 5 * calls); done += batch) {
    const errors = Array.from({ length: batch }, (_, n) => new TypeError(`cannot charge order ${n}`))
    errors.forEach(readStack)
    batches.time(errors, (error) => alerter.capture(error))
  }
  void alerter.close(0)
  return batches
}

/** Each place throws its first error, captured soon after it was made. */
function newFingerprints(places: readonly (() => unknown)[], batches: Batches): Batches {
  const alerter = openAlerter()
  for (let done = 0; done < places.length; done += freshBatch) {
    const errors = places.slice(done, done + freshBatch).map((place) => place())
    errors.forEach(readStack)
    batches.time(errors, (error) => alerter.capture(error))
  }
  if (alerter.stats().groups !== places.length)
    throw new Error(`${alerter.stats().groups} groups instead of ${places.length}`)
  void alerter.close(0)
  return batches
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
