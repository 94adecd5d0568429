/** How often `Robot.send` tries, and how long it waits in between. */
export interface Retry {
  attempts: number
  baseDelayMs: number
  maxDelayMs: number
}

/**
 * Full jitter: anything from 0 up to the doubled delay, so that a crowd spreads out.
 * @param failures attempts that have failed so far, at least 1
 * @param random a number from 0 up to 1
 */
export function backoffMs(
  failures: number,
  { baseDelayMs, maxDelayMs }: Omit<Retry, 'attempts'>,
  random: number,
): number {
  return random * Math.min(maxDelayMs, baseDelayMs * 2 ** (failures - 1))
}
