import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Echoes } from './echoes.ts'

function createEchoes() {
  let now = 0
  const echoes = new Echoes(() => now)
  const wait = (ms: number) => {
    now += ms
  }
  return { echoes, wait }
}

it('knows a log and the exception that follows as one, and the log that Nest writes after it', () => {
  const { echoes } = createEchoes()
  expect(echoes.wasReported('Error: x')).toBe(false)
  expect(echoes.wasLogged('Error: x')).toBe(true)
  expect(echoes.wasReported('Error: x')).toBe(true)
  expect(echoes.wasReported('Error: x')).toBe(false)
})

it('knows an exception and the log that follows as one', () => {
  const { echoes } = createEchoes()
  expect(echoes.wasLogged('Error: x')).toBe(false)
  expect(echoes.wasReported('Error: x')).toBe(true)
})

it('takes different words, and the same words a second later, for something else', () => {
  const { echoes, wait } = createEchoes()
  echoes.wasLogged('Error: x')
  expect(echoes.wasReported('Error: y')).toBe(false)
  wait(1_000)
  expect(echoes.wasReported('Error: x')).toBe(false)
  expect(echoes.wasLogged('Error: x')).toBe(true)
})

it('expects no log in words where the object itself was logged', () => {
  const { echoes } = createEchoes()
  echoes.wasLogged('Error: x')
  echoes.settle('Error: x')
  expect(echoes.wasReported('Error: x')).toBe(false)
})

it('tells of each of many equal exceptions once, logged before, after, both or not at all', () => {
  const exception = fc.record({ before: fc.boolean(), after: fc.boolean() })
  fc.assert(
    fc.property(fc.array(exception, { maxLength: 50 }), ({ length, ...exceptions }) => {
      const { echoes, wait } = createEchoes()
      let told = 0
      for (const { after, before } of Array.from(
        { length },
        (_, at) => exceptions[at] ?? { after: false, before: false },
      )) {
        if (before && !echoes.wasReported('x')) told += 1
        if (!echoes.wasLogged('x')) told += 1
        if (after && !echoes.wasReported('x')) told += 1
        wait(1_000)
      }
      expect(told).toBe(length)
    }),
  )
})

it('tells of each of many equal exceptions once where Nest logs every one, however close they come', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { maxLength: 50 }), (loggedBefore) => {
      const { echoes } = createEchoes()
      let told = 0
      for (const before of loggedBefore) {
        if (before && !echoes.wasReported('x')) told += 1
        if (!echoes.wasLogged('x')) told += 1
        if (!echoes.wasReported('x')) told += 1
      }
      expect(told).toBe(loggedBefore.length)
    }),
  )
})

it('remembers a bounded number of words', () => {
  const { echoes } = createEchoes()
  echoes.wasLogged('first')
  for (let count = 0; count < 200; count += 1) echoes.wasLogged(`other ${count}`)
  expect(echoes.wasReported('first')).toBe(false)
  expect(echoes.wasReported('other 199')).toBe(true)
})
