import type { MarkdownIt, StateInline } from 'markdown-it'

const opening = /^<font\s+color\s*=\s*["']?(#[0-9a-f]{3}|#[0-9a-f]{6}|[a-z]{3,20})["']?\s*>/i
const closing = /^<\/font\s*>/i

/** The only tag that DingTalk's clients understand: `<font color=#RRGGBB>`. */
export function fontColour(md: MarkdownIt): void {
  md.inline.ruler.before('autolink', 'font', readFont)
  md.renderer.rules.font_open = (tokens, index) =>
    `<font color="${md.utils.escapeHtml(tokens[index]?.content ?? '')}">`
  md.renderer.rules.font_close = () => '</font>'
}

/** The text without these tags, as a test for other tags wants it. */
export function withoutFont(text: string): string {
  return text.replace(new RegExp(`${opening.source.slice(1)}|${closing.source.slice(1)}`, 'gi'), '')
}

function readFont(state: StateInline, silent: boolean): boolean {
  const rest = state.src.slice(state.pos, state.pos + 60)
  const start = opening.exec(rest)
  const found = start ?? closing.exec(rest)
  if (!found) return false
  // Nesting stays 0: people forget to close it, and the browser closes it for them.
  if (!silent) state.push(start ? 'font_open' : 'font_close', 'font', 0).content = start?.[1] ?? ''
  state.pos += found[0].length
  return true
}
