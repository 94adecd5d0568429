import { expect, it } from 'vitest'
import { thousands } from './thousands.ts'

it('writes counts in full with thousands separators', () => {
  for (const count of [0, 7, 999, 1000, 10_000, 123_456, 1_234_567, 9_007_199_254_740_991]) {
    expect(thousands(count)).toBe(new Intl.NumberFormat('en-US').format(count))
  }
})
