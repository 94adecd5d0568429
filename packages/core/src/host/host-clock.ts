/** Clocks that all processes of a host read alike. */
export interface HostClock {
  /** Names the time since the machine was started; `undefined` where nobody knows a name. */
  readonly boot: string | undefined
  /** Milliseconds since the machine was started; never goes back before it is started anew. */
  monotonic(): number
  /** Wall clock in ms since 1970. */
  now(): number
}

/** A moment to come, by both clocks. */
export interface Moment {
  /** On the host's monotonic clock. */
  at: number
  /** On the wall clock. */
  wall: number
}

/** When something was written down. */
export interface Stamp {
  boot?: string | undefined
  at: number
}

/** The machine's own clocks. Reads the globals at every call, so that fake timers work. */
export function createHostClock(): HostClock {
  return {
    boot: readBoot(),
    monotonic() {
      const [seconds, nanoseconds] = process.hrtime()
      return seconds * 1_000 + nanoseconds / 1e6
    },
    now: () => Date.now(),
  }
}

/** The present, by both clocks. */
export function stampOf(clock: HostClock): Stamp {
  return { boot: clock.boot, at: clock.monotonic() }
}

/** The present, as a moment. */
export function momentOf(clock: HostClock): Moment {
  return { at: clock.monotonic(), wall: clock.now() }
}

/** The moment that is `delayMs` after another one. */
export function momentIn(delayMs: number, { at, wall }: Moment): Moment {
  return { at: at + delayMs, wall: wall + delayMs }
}

/** The longest wait that is believed, in ms: under the same monotonic clock, and after the machine was started anew. */
export interface Longest {
  sameBootMs: number
  newBootMs: number
}

/**
 * How long it is until a moment that somebody wrote down, in ms. The wall clock may have been set meanwhile: it is asked
 * only where the machine was started anew, since then the other one began anew, too.
 */
export function untilMs(moment: Moment, written: Stamp, clock: HostClock, longest: Longest): number {
  const { sameBootMs, newBootMs } = longest
  if (isSameBoot(written, clock)) return within(moment.at - clock.monotonic(), sameBootMs)
  return within(moment.wall - clock.now(), newBootMs)
}

/**
 * Whether the machine runs on since then. Without names, a clock that stands later than what was written is taken for the same one. That is safe: whatever was to
 * last until a reading of it has lasted at least as long if it was another.
 */
export function isSameBoot(written: Stamp, clock: HostClock): boolean {
  return written.boot === clock.boot && written.at <= clock.monotonic()
}

function readBoot(): string | undefined {
  try {
    return process.getBuiltinModule('node:fs').readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
  } catch {
    return undefined
  }
}

function within(ms: number, mostMs: number): number {
  return Math.min(Math.max(0, ms), mostMs)
}
