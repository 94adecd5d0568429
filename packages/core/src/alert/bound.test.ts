import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cutBytes, cutChars, detach } from './bound.ts'

const bytesOf = (text: string) => Buffer.byteLength(text, 'utf8')
const isWellFormed = (text: string) => !/\p{Surrogate}/u.test(text)
/** Any UTF-16, lone surrogates included. */
const anyText = fc.string({ unit: fc.nat(0xffff).map((code) => String.fromCharCode(code)), maxLength: 80 })

describe('cutChars', () => {
  it('leaves a text that fits as it is', () => {
    expect(cutChars('abc', 3)).toBe('abc')
  })

  it('marks what it cuts within the bound', () => {
    expect(cutChars('abcd', 3)).toBe('ab…')
  })

  it('marks a text that was shortened before, within the bound', () => {
    expect(cutChars('ab', 3, true)).toBe('ab…')
    expect(cutChars('abc', 3, true)).toBe('ab…')
  })

  it('never splits a code point', () => {
    expect(cutChars('a😀😀', 4)).toBe('a😀…')
    expect(cutChars('a😀😀', 3)).toBe('a…')
  })

  it('holds its bound for any text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.integer({ min: 2, max: 40 }),
        fc.boolean(),
        (text, max, cut) => {
          const out = cutChars(text, max, cut)
          expect(out.length).toBeLessThanOrEqual(max)
          expect(isWellFormed(out)).toBe(true)
          expect(text.startsWith(out.replace(/…$/, ''))).toBe(true)
        },
      ),
    )
  })
})

describe('cutBytes', () => {
  it('counts bytes, not characters', () => {
    expect(cutBytes('支付失败', 12)).toBe('支付失败')
    expect(cutBytes('支付失败', 11)).toBe('支付…')
  })

  it('marks a text that was shortened before', () => {
    expect(cutBytes('abc', 6, true)).toBe('abc…')
    expect(cutBytes('abcd', 6, true)).toBe('abc…')
  })

  it('holds its bound for any text, and never splits a code point', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 3, max: 120 }), fc.boolean(), (text, max, cut) => {
        const out = cutBytes(text, max, cut)
        expect(bytesOf(out)).toBeLessThanOrEqual(max)
        expect(isWellFormed(out)).toBe(true)
        expect(detach(text).startsWith(out.replace(/…$/, ''))).toBe(true)
      }),
    )
  })

  it('leaves every text that fits as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(cutBytes(text, Math.max(3, bytesOf(text)))).toBe(text)
      }),
    )
  })
})

describe('detach', () => {
  it('replaces lone surrogates and nothing else', () => {
    expect(detach('a\ud800b😀')).toBe('a\ufffdb😀')
    expect(detach('a long text with \udc00 in it')).toBe('a long text with \ufffd in it')
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(detach(text)).toBe(text)
      }),
    )
  })
})
