/** The most moments that share one window of the given length, wherever it begins. The moments come in order. */
export function busiestWindow(moments: readonly number[], windowMs = 60_000): number {
  let first = 0
  let most = 0
  for (const [last, moment] of moments.entries()) {
    while (moment - (moments[first] ?? moment) >= windowMs) first += 1
    most = Math.max(most, last - first + 1)
  }
  return most
}
