import fc from 'fast-check'
import { expect } from 'vitest'

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
