import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Ring } from './ring.ts'

it('keeps exactly the newest items, in order', () => {
  fc.assert(
    fc.property(fc.array(fc.integer(), { maxLength: 500 }), fc.nat({ max: 50 }), (items, most) => {
      const ring = new Ring<number>(most)
      for (const item of items) ring.push(item)
      expect(ring.all()).toEqual(most === 0 ? [] : items.slice(-most))
    }),
  )
})

it('forgets everything when it is cleared', () => {
  const ring = new Ring<number>(2)
  ring.push(1)
  ring.clear()
  expect(ring.all()).toEqual([])
})
