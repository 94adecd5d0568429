import fc from 'fast-check'
import { expect, it } from 'vitest'
import { tokensOf } from './json-tokens.ts'

it('tells keys, texts, numbers and words apart', () => {
  const tokens = tokensOf('{ "a": [1.5e-3, true, "x: \\"y\\""] }').filter(({ kind }) => kind)
  expect(tokens).toEqual([
    { kind: 'key', text: '"a"' },
    { kind: 'number', text: '1.5e-3' },
    { kind: 'word', text: 'true' },
    { kind: 'text', text: '"x: \\"y\\""' },
  ])
})

it('loses no character of any JSON', () => {
  fc.assert(
    fc.property(fc.json(), (json) => {
      const pretty = JSON.stringify(JSON.parse(json), null, 2)
      expect(
        tokensOf(pretty)
          .map(({ text }) => text)
          .join(''),
      ).toBe(pretty)
    }),
  )
})
