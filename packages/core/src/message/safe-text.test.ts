import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hostile, judge } from '../../test/compose-cases.ts'
import { cleanLine, safeLine, safeLines, safeWords, titleLine } from './safe-text.ts'

const inert = new Set(['paragraph_open', 'paragraph_close', 'inline', 'text', 'text_special', 'hardbreak'])

function harms(text: string): string[] {
  const { types, links } = judge(text)
  return [...[...types].filter((type) => !inert.has(type)), ...links]
}

describe('safeLine', () => {
  it('leaves nothing in a text for a markdown engine to act upon', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(harms(`· ${safeLine(text)} end`)).toEqual([])
        expect(harms(`**x**: ${safeLine(text)}`).filter((type) => !type.startsWith('strong'))).toEqual([])
      }),
      { numRuns: 2000 },
    )
  })

  it('is needed: the same texts as they come do every kind of harm', () => {
    const done = new Set(
      fc.sample(hostile, { numRuns: 3000, seed: 1 }).flatMap((text) => harms(`· ${text} end`)),
    )
    const kinds = ['link_open', 'image', 'heading_open', 'html_inline', 'bullet_list_open', 'blockquote_open']
    expect(kinds.filter((kind) => !done.has(kind))).toEqual([])
  })

  it('shows every word of the text', () => {
    const withoutBackslash = hostile.map((text) => text.replaceAll('\\', ''))
    fc.assert(
      fc.property(withoutBackslash, (text) => {
        const seen = judge(`x${safeLine(text)}`).words.replaceAll('\u200B', '')
        expect(seen.trimEnd()).toBe(`x${cleanLine(text).replaceAll('\u200B', '')}`.trimEnd())
      }),
      { numRuns: 2000 },
    )
  })

  it('keeps ordinary words searchable as they are', () => {
    for (const text of [
      'OrderService.place',
      'snake_case',
      '1.4.2',
      "can't read 'id'",
      '订单 42 支付失败，重试',
      'a-b + c',
    ]) {
      expect(safeLine(text)).toBe(text)
    }
  })

  it('lets no address become a link, and keeps its host and path whole', () => {
    expect(safeLine('GET https://api.example.com/v1/pay?id=7')).toBe(
      'GET https:/\u200B/api.example.com/v1/pay?id=7',
    )
    expect(safeLine('www.example.com')).toBe('www\u200B.example.com')
  })

  it('mentions nobody', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(safeLine(text)).not.toMatch(/[@＠][^\s\u200B]/)
        expect(titleLine(text)).not.toMatch(/[@＠][^\s\u200B]/)
      }),
    )
    expect(safeLine('@13800000000 @所有人')).toBe('@\u200B13800000000 @\u200B所有人')
  })

  it('does not let a backslash undo an escape, neither inside nor at the end', () => {
    expect(judge(`x${safeLine('\\[a\\]\\(http://a.example\\)')}`).links).toEqual([])
    expect(judge(`**${safeLine('C:\\temp\\')}** x`).words).toBe('C:\\temp\\ x')
  })

  it('leaves underscores and tildes without effect', () => {
    expect(judge(`x ${safeLine('__proto__ _a_ (_b_) ~~c~~')}`).types).toEqual(
      new Set(['paragraph_open', 'inline', 'text', 'paragraph_close']),
    )
  })

  it('takes what is no text for nothing', () => {
    for (const value of [undefined, null, {}, Symbol('x'), () => 1]) expect(safeLine(value)).toBe('')
    expect(safeLine(42)).toBe('42')
  })
})

describe('cleanLine', () => {
  it('removes control characters, colours, direction overrides and broken characters', () => {
    expect(cleanLine('a\u0000b\u001B[31mred\u001B[0m \u202Eevil\u2066 \uD800 \uFEFFc')).toBe(
      'abred evil \uFFFD c',
    )
    fc.assert(
      fc.property(hostile, (text) => {
        expect(cleanLine(text)).not.toMatch(
          /[\p{Cc}\p{Cs}\p{Bidi_Control}\p{Noncharacter_Code_Point}\u2028\u2029]/u,
        )
      }),
    )
  })

  it('folds every kind of white space and says when it read only the beginning', () => {
    expect(cleanLine(' a\r\n\tb\u3000\u00A0c\u2028d ')).toBe('a b c d')
    expect(cleanLine('abcdef', 3)).toBe('abc…')
    expect(cleanLine('ab😀', 3)).toBe('ab…')
  })
})

describe('safeLines', () => {
  it('keeps lines apart and lets none of them be more than a line', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(harms(`x ${safeLines(text, 12).join('  \n')}`)).toEqual([])
      }),
      { numRuns: 2000 },
    )
    expect(safeLines('one\n\n  two\r\n===\nfour', 3)).toEqual(['one', 'two', '\u200B=== …'])
  })
})

describe('safeWords', () => {
  it('leaves letters, digits and blanks only, and no address at all', () => {
    expect(safeWords('请访问 https://evil.example/x 或 a@b.example: <b>get_it()</b> __x__ 502!')).toBe(
      '请访问 或 b get_it b x 502',
    )
    fc.assert(
      fc.property(hostile, (text) => {
        expect(safeWords(text)).toMatch(/^[\p{L}\p{M}\p{N}_ -]*$/u)
        expect(harms(`x ${safeWords(text)} x`)).toEqual([])
      }),
    )
  })
})
