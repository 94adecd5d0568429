/** A word for a number: fingerprints mask numbers, and would take `kind 1` and `kind 2` for the same. */
export function word(n: number): string {
  return [...String(n)].map((digit) => 'abcdefghij'[Number(digit)] ?? '').join('')
}
