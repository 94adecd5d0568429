import type { Clock } from '../clock.ts'

/** A moment of the monotonic clock as one of the wall clock, which other processes understand; 0 for never. */
export function wallOf(clock: Clock, at: number): number {
  return Number.isFinite(at) ? Math.round(clock.now() + at - clock.monotonic()) : 0
}

/** The other way round. What the wall clock, set back meanwhile, puts into the future is now. */
export function monotonicOf(clock: Clock, at: number): number {
  return at === 0 ? Number.NEGATIVE_INFINITY : clock.monotonic() - Math.max(0, clock.now() - at)
}
