import fc from 'fast-check'
import MarkdownIt from 'markdown-it'
import { describe, expect, it } from 'vitest'
import { escapeMarkdown } from './escape-markdown.ts'

/** What DingTalk documents, with raw HTML as its clients take it. Underscores mean nothing there. */
const dingTalk = new MarkdownIt('zero', { html: true }).enable([
  'heading',
  'blockquote',
  'list',
  'hr',
  'fence',
  'html_block',
  'html_inline',
  'emphasis',
  'link',
  'image',
  'backticks',
  'escape',
  'entity',
  'newline',
])
dingTalk.inline.ruler.before('emphasis', 'plain underscore', (state, silent) => {
  if (state.src[state.pos] !== '_') return false
  if (!silent) state.pending += '_'
  state.pos += 1
  return true
})

/** What a reader sees, and every kind of markup that shaped it. */
function read(markdown: string): { words: string; markup: string[] } {
  const tokens = dingTalk.parse(markdown, {})
  const leaves = tokens.flatMap((token) =>
    token.type === 'inline' ? [...(token.children ?? []), token] : [token],
  )
  const plain = new Set(['inline', 'text', 'softbreak', 'hardbreak', 'paragraph_open', 'paragraph_close'])
  const shown = leaves.map(({ content, type }) => (type === 'text' ? content : type === 'inline' ? '' : '\n'))
  return {
    words: wordsOf(shown.join('')),
    markup: leaves.map(({ type }) => type).filter((type) => !plain.has(type)),
  }
}

/** Markdown does not keep blanks; nothing else may change. */
function wordsOf(text: string): string {
  return text.split(/\s+/).filter(Boolean).join(' ')
}

const pieces = fc.constantFrom(
  ...'[]()*`#><&-+=!|"\':/\\.,;@$%^{}?',
  ...[
    '\\\\',
    '**',
    '```',
    '![',
    '](',
    '](http://a.example)',
    '- ',
    '+ ',
    '# ',
    '## ',
    '> ',
    '1.',
    '12. ',
    '3) ',
    '---',
  ],
  ...[
    '<b>',
    '</b>',
    '<!--',
    '<script>',
    '&lt;',
    '&#42;',
    '&',
    'at <anonymous>',
    'http://a.example/b_c',
    '[a]: /b',
  ],
  ...[' ', '  ', '    ', '\t', '\n', '\n\n', '\r\n', '\r', ' \\\n', '\u2028'],
  ...['word', '文字', 'snake_case', '_private', '😀', 'é'],
)
const patchwork = fc.array(pieces, { maxLength: 30 }).map((parts) => parts.join(''))
const anything = fc.string({ unit: 'binary', maxLength: 60 }).map((text) => text.replaceAll(/[\0_~]/g, ''))

const staysLiteral = (treat: (text: string) => string) =>
  fc.property(fc.oneof({ weight: 4, arbitrary: patchwork }, anything), (text) => {
    expect(read(treat(text))).toEqual({ words: wordsOf(text), markup: [] })
  })

describe('an escaped text', () => {
  it('is shown letter by letter, and shapes nothing', () => {
    fc.assert(staysLiteral(escapeMarkdown), { numRuns: 5_000 })
  })

  it('is neither without escaping, nor where a backslash may undo an escape', () => {
    const forgetful = (text: string) => text.replace(/[[\]()*`#<>&+-]/g, '\\$&')
    for (const control of [(text: string) => text, forgetful]) {
      expect(fc.check(staysLiteral(control), { numRuns: 5_000 }).failed).toBe(true)
    }
  })

  it.each([
    ['\\[a\\]\\(http://x\\)', '\\\\\\[a\\\\\\]\\\\\\(http://x\\\\\\)'],
    ['[a](http://x)', '\\[a\\]\\(http://x\\)'],
    ['at <anonymous> & co', 'at &lt;anonymous&gt; &amp; co'],
    ['**bold** `code`', '\\*\\*bold\\*\\* \\`code\\`'],
    ['# a\r\n  - b\n\t+ c\n> d\n 12. e', '\\# a\r\n  \\- b\n\t\\+ c\n&gt; d\n 12\\. e'],
    ['a\\', 'a\\\\'],
    ['a\\\nb', 'a\\\\\nb'],
  ])('%j becomes %j', (text, escaped) => {
    expect(escapeMarkdown(text)).toBe(escaped)
  })

  it.each([
    'a plain sentence, with a comma.',
    'snake_case __proto__ a~b x=1 y|z "quoted" 50% $5 c#',
    'error at line 5 - column 7 + offset',
    '版本 1.2.3 发布，访问 https://example.com/a_b?c=d#e',
    'C:\\Users\\dev\\app',
  ])('stays searchable: %j does not change', (text) => {
    expect(escapeMarkdown(text)).toBe(text)
  })

  it('comes in no time that grows faster than the text', () => {
    for (const unit of ['\\', '\\\\[', ' ', '\t#', '1', '1.', '\n-', '[', '`', '<']) {
      // Quadratic work on this takes minutes, and the test would not end in time.
      expect(escapeMarkdown(unit.repeat(200_000)).length).toBeGreaterThanOrEqual(200_000)
    }
  })
})
