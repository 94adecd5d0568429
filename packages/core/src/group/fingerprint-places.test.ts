import { expect, it } from 'vitest'
import { type Place, PlaceCache } from './fingerprint-places.ts'

const place = (fields: Partial<Place>): Place => ({
  head: '\n\n',
  name: 'Error',
  code: '',
  causes: '',
  isMessageShown: false,
  stack: 'at charge (/srv/shop/pay.js:1:2)',
  ...fields,
})

it('works out a place once', () => {
  const places = new PlaceCache<number>()
  places.get(place({}), () => 1)
  expect(places.get(place({}), () => 2)).toBe(1)
})

it.each<Partial<Place>>([
  { head: 'fatal\n\n' },
  { name: 'RangeError' },
  { code: 'E_PAY' },
  { causes: 'Error ' },
  { isMessageShown: true },
  { stack: 'at refund (/srv/shop/pay.js:1:2)' },
  // As long as the first one's.
  { stack: 'at charge (/srv/shop/pay.js:3:4)' },
])('takes %j for another place', (fields) => {
  const places = new PlaceCache<number>()
  places.get(place({}), () => 1)
  expect(places.get(place(fields), () => 2)).toBe(2)
  expect(places.get(place({}), () => 3)).toBe(1)
})

it('remembers what is asked for, and forgets what is not', () => {
  const places = new PlaceCache<string>()
  for (let n = 0; n < 10_000; n += 1) {
    places.get(place({ stack: `at work (/srv/shop/${n}.js)` }), () => 'cold')
    places.get(place({}), () => (n === 0 ? 'hot' : 'forgotten'))
  }
  expect(places.get(place({}), () => 'forgotten')).toBe('hot')
  expect(places.get(place({ stack: 'at work (/srv/shop/0.js)' }), () => 'anew')).toBe('anew')
})

it('remembers many places whose stacks are of one length', () => {
  const places = new PlaceCache<number>()
  const stacks = Array.from({ length: 100 }, (_, n) => `    at work${n + 100} (/srv/shop/src/pay.js:1:2)`)
  for (const stack of stacks) places.get(place({ stack }), () => 1)
  expect(stacks.filter((stack) => places.get(place({ stack }), () => 2) === 1)).toHaveLength(100)
})
