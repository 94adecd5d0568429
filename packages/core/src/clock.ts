/** Time as the stages see it: two readings and one way to be woken. Tests bring their own. */
export interface Clock {
  /** Wall clock in ms since 1970: signatures, times shown to people. */
  now(): number
  /** A clock in ms that never goes back: slots, schedules, deadlines. */
  monotonic(): number
  /**
   * Calls `wake` once after `delayMs`, and returns what cancels it. The timer does not keep the process alive unless
   * `hold` is true.
   */
  after(delayMs: number, wake: () => void, hold?: boolean): () => void
}

/** The longest delay a Node timer takes; a longer one would fire at once. */
const longestDelayMs = 2 ** 31 - 1

/** The host's clock. Reads the globals at every call, so that fake timers work. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after(delayMs, wake, hold = false) {
    const timer = setTimeout(wake, Math.min(Math.max(0, delayMs), longestDelayMs))
    if (!hold) timer.unref?.()
    return () => clearTimeout(timer)
  },
}
