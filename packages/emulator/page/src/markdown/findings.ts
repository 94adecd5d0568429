import MarkdownItClass, { type Token } from 'markdown-it'
import { withoutFont } from './font-colour.ts'

/** What in a piece of markdown will not look on a phone as its author hopes. */
export interface Findings {
  rawHtml: boolean
  table: boolean
  code: boolean
  /** A line feed inside a paragraph, which shows as a blank. */
  singleNewline: boolean
  pictures: number
}

/** Parsed once as a browser would: with tags, tables and code. */
export function createInspector(): (text: string) => Findings {
  const md = new MarkdownItClass({ html: true })
  return (text) => {
    const tokens = md.parse(withoutFont(text), {}).flatMap(withChildren)
    const has = (...types: string[]) => tokens.some(({ type }) => types.includes(type))
    return {
      rawHtml: has('html_block', 'html_inline'),
      table: has('table_open'),
      code: has('fence', 'code_block', 'code_inline'),
      singleNewline: has('softbreak'),
      pictures: tokens.filter(({ type }) => type === 'image').length,
    }
  }
}

function withChildren(token: Token): Token[] {
  return [token, ...(token.children ?? [])]
}
