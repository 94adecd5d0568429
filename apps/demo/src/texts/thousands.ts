/** A count in full with thousands separators, as the messages in the group have it. */
export function thousands(count: number): string {
  return count.toLocaleString('en-US')
}
