import fc from 'fast-check'
import { expect } from 'vitest'

/** `DINGBELL_TORTURE=20` makes every property of this folder run 20 times as often, and shrinks what it finds. */
const torture = Number(process.env.DINGBELL_TORTURE ?? 0)

/** How long a test may take, in ms. */
export const patienceMs = torture > 0 ? 3_600_000 : 60_000

/**
 * Asserts that a property holds. A counterexample comes with its seed and path; it is shrunk only under torture, since
 * shrinking takes longer than a test may.
 */
export async function expectToHold<Values>(
  property: fc.IAsyncProperty<Values>,
  numRuns: number,
): Promise<void> {
  await fc.assert(property, { numRuns: numRuns * Math.max(1, torture), endOnFailure: torture === 0 })
}

/**
 * Asserts that a property does *not* hold: that fast-check finds a counterexample, and that it is the promise that
 * broke, not the run. Whatever a check calls good, it must have been seen to call something bad.
 */
export async function expectCounterexample<Values>(
  property: fc.IAsyncProperty<Values>,
  broken: RegExp,
  numRuns = 300,
): Promise<void> {
  const { errorInstance, failed } = await fc.check(property, { numRuns, endOnFailure: true })
  expect(failed).toBe(true)
  expect(errorInstance).toHaveProperty('message', expect.stringMatching(broken))
}
