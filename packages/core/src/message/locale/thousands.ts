/** A count in full, with thousands separators: `10,000`, in every language. */
export function thousands(count: number): string {
  if (count < 1000) return String(count)
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',')
}
