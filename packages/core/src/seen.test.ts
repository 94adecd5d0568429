import { expect, it } from 'vitest'
import { createSeen } from './seen.ts'

it.each([
  ['an Error', () => new Error('x')],
  ['a frozen Error', () => Object.freeze(new Error('x'))],
  ['a Proxy whose traps throw', () => new Proxy({}, throwing)],
  ['an object without a prototype', () => Object.create(null)],
  ['a class', () => class {}],
])('remembers %s, and no other one', (_, make: () => object) => {
  const seen = createSeen()
  const [one, other] = [make(), make()]
  expect(seen.has(one)).toBe(false)
  seen.add(one)
  expect([seen.has(one), seen.has(other), createSeen().has(one)]).toEqual([true, false, false])
  seen.add(one)
  expect(seen.has(one)).toBe(true)
})

it('leaves nothing on the object that anybody sees', () => {
  const error = new Error('x')
  const before = Reflect.ownKeys(error)
  createSeen().add(error)
  expect(Reflect.ownKeys(error)).toEqual(before)
  expect(structuredClone(error)).toEqual(error)
})

const throwing: ProxyHandler<object> = {
  get: () => {
    throw new Error('get')
  },
  has: () => {
    throw new Error('has')
  },
  defineProperty: () => {
    throw new Error('defineProperty')
  },
}
