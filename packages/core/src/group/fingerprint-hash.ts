/**
 * 12 hex digits that stand for the text. Two lanes of multiply-and-xor, mixed at the end: fast and well spread, the same in
 * every process, and no secret to anybody.
 */
export function hash(text: string): string {
  let one = 0x811c9dc5
  let two = text.length
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    one = Math.imul(one ^ code, 0x01000193)
    two = Math.imul(((two << 5) | (two >>> 27)) ^ code, 0x9e3779b1)
  }
  const high = stir(one ^ (two >>> 15))
  const low = stir(two + high)
  return high.toString(16).padStart(8, '0') + (low >>> 16).toString(16).padStart(4, '0')
}

/** Every bit of the input changes half of the bits of the output. */
function stir(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}
