import fc from 'fast-check'
import { expect, it } from 'vitest'
import { busiestWindow } from './busiest-window.ts'

it('counts as many moments as the slow way does', () => {
  const moments = fc.array(fc.integer({ min: 0, max: 300 })).map((all) => all.toSorted((a, b) => a - b))
  fc.assert(
    fc.property(moments, fc.integer({ min: 1, max: 100 }), (moments, windowMs) => {
      const slow = moments.map((from) => moments.filter((at) => at >= from && at < from + windowMs).length)
      expect(busiestWindow(moments, windowMs)).toBe(Math.max(0, ...slow))
    }),
  )
})
