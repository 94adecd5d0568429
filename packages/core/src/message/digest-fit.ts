import type { DigestLine } from './digest-line.ts'

/** A line is not shortened below this while others still wait: about 90 kinds then share a message. */
const shortBytes = 200
const separatorBytes = 4

/** The first lines of `candidates` that fit when each is shortened as far as it may be. */
export function choose(candidates: Iterable<DigestLine>, bytes: number): DigestLine[] {
  const chosen: DigestLine[] = []
  let left = bytes
  for (const line of candidates) {
    left -= leastBytes(line) + separatorBytes
    if (left < 0) break
    chosen.push(line)
  }
  return chosen
}

/** Writes the lines so that together they fill the bytes: all whole if they fit, else the longest cut to one length. */
export function fill(lines: readonly DigestLine[], bytes: number): string[] {
  const length = commonLength(lines, bytes)
  let spare = 0
  return lines.map((line) => {
    const share = Math.max(leastBytes(line), Math.min(line.naturalBytes, length))
    // A cut stops before a character that does not fit whole; the next line may use what is left over.
    const { text, bytes } = line.write(share + spare)
    spare = share + spare - bytes
    return text
  })
}

/** The greatest length to which all longer lines can be cut so that they fit. */
function commonLength(lines: readonly DigestLine[], bytes: number): number {
  let low = 0
  let high = lines.reduce((longest, line) => Math.max(longest, line.naturalBytes), 0)
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    const needed = lines.reduce(
      (sum, line) => sum + Math.max(leastBytes(line), Math.min(line.naturalBytes, middle)) + separatorBytes,
      0,
    )
    if (needed <= bytes) low = middle
    else high = middle - 1
  }
  return low
}

/** What a line needs at the least: all of it if it is short. */
function leastBytes(line: DigestLine): number {
  return Math.min(line.naturalBytes, Math.max(shortBytes, line.fixedBytes))
}
