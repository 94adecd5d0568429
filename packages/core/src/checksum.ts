/** Hex digits of a sum. */
export const sumLength = 8

/** The CRC-32 of what stands in a file, as eight hex digits: tells what was written in part from what is whole. */
export function sumOf(payload: string | Uint8Array): string {
  const { crc32 } = process.getBuiltinModule('node:zlib')
  return crc32(payload).toString(16).padStart(sumLength, '0')
}
