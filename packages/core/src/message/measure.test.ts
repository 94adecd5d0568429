import fc from 'fast-check'
import { expect, it } from 'vitest'
import { escapeMarkdown } from './escape-markdown.ts'
import { cut, firstUnits, jsonBytes } from './measure.ts'

const texts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({
    unit: fc.constantFrom('a', '"', '\\', '\n', '\u0001', 'é', '好', '😀', '\uD800'),
    maxLength: 200,
  }),
)

it('counts what the text takes inside JSON', () => {
  fc.assert(
    fc.property(texts, (text) => {
      expect(jsonBytes(text)).toBe(Buffer.byteLength(JSON.stringify(text)) - 2)
    }),
  )
})

it('leaves a text alone that fits and cuts one that does not to the bytes, marked, between code points', () => {
  fc.assert(
    fc.property(texts, fc.integer({ min: 0, max: 300 }), (text, maxBytes) => {
      const short = cut(text, maxBytes)
      expect(jsonBytes(short)).toBeLessThanOrEqual(maxBytes)
      if (jsonBytes(text) <= maxBytes) expect(short).toBe(text)
      else if (maxBytes >= 3) {
        const kept = [...short.slice(0, -1)]
        expect(short.endsWith('…')).toBe(true)
        expect([...text].slice(0, kept.length)).toEqual(kept)
      } else expect(short).toBe('')
    }),
  )
})

it('wastes no more than an escape when it cuts', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme-ascii', minLength: 100 }), (text) => {
      expect(jsonBytes(cut(escapeMarkdown(text), 60))).toBeGreaterThanOrEqual(60 - 8)
    }),
  )
})

it('never leaves half an entity or half an escape behind', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('<', '&', '[', '\\', 'a'), maxLength: 60 }).map(escapeMarkdown),
      fc.integer({ min: 3, max: 80 }),
      (text, maxBytes) => {
        const kept = cut(text, maxBytes).replace(/…$/, '')
        expect(kept.replace(/&(?:lt|gt|amp);/g, '')).not.toContain('&')
        expect(/\\*$/.exec(kept)?.[0].length).toSatisfy(
          (slashes: number) => kept === text || slashes % 2 === 0,
        )
      },
    ),
  )
})

it('bounds a text by units without splitting a pair', () => {
  expect(firstUnits('ab😀', 3)).toBe('ab')
  expect(firstUnits('ab😀', 4)).toBe('ab😀')
})
