import { vi } from 'vitest'
import { systemClock } from '../../src/clock.ts'
import type { Time } from './virtual-clock.ts'

/** The same virtual time for packages that take their timers from the globals. Ends with `vi.useRealTimers()`. */
export function fakeTime(): Time {
  vi.useFakeTimers({ now: Date.UTC(2026, 5, 15, 2) })
  return { clock: systemClock, advance: async (ms) => void (await vi.advanceTimersByTimeAsync(ms)) }
}
