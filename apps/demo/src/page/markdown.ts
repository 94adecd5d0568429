import { Html, html } from './html.ts'

/** DingTalk's markdown, as far as alerts and samples use it, as HTML. Nothing in it can become markup of the page. */
export function renderMarkdown(text: string): Html[] {
  return text.split(/\n{2,}/).map(renderBlock)
}

/** Headings, quotes, lists and a rule; everything else is a paragraph. */
function renderBlock(block: string): Html {
  const heading = /^#{1,6} +([^\n]*)$/.exec(block)
  if (heading) return html`<h4>${renderInline(heading[1] ?? '')}</h4>`
  if (/^-{3,}$/.test(block.trim())) return html`<hr>`
  const lines = block.split('\n')
  if (lines.every((line) => /^[-*] /.test(line))) return html`<ul>${items(lines, /^[-*] /)}</ul>`
  if (lines.every((line) => /^\d+\. /.test(line))) return html`<ol>${items(lines, /^\d+\. /)}</ol>`
  if (lines.every((line) => line.startsWith('>')))
    return html`<blockquote>${renderLines(lines.map((line) => line.replace(/^> ?/, '')))}</blockquote>`
  return html`<p>${renderLines(lines)}</p>`
}

/** A list, its marks taken away. */
function items(lines: readonly string[], mark: RegExp): Html[] {
  return lines.map((line) => html`<li>${renderInline(line.replace(mark, ''))}</li>`)
}

/** Two blanks at the end of a line break it; without them DingTalk runs the lines together. */
function renderLines(lines: readonly string[]): Html[] {
  return lines.map((line, index) => {
    const end = index === lines.length - 1 ? '' : line.endsWith('  ') ? html`<br>` : ' '
    return html`${renderInline(line.trimEnd())}${end}`
  })
}

/** Whatever stands within a line, in the order in which it is looked for. */
const inline =
  /\\([^\w\s])|\*\*(.+?)\*\*|\*([^*\n]+)\*|`([^`\n]+)`|\[([^\]\n]*)\]\(([^)\s]+)\)|&(lt|gt|amp);/g

/** One pass from left to right: what was escaped stays a sign. */
function renderInline(text: string): Html[] {
  const parts: Html[] = []
  let from = 0
  for (const found of text.matchAll(inline)) {
    parts.push(html`${text.slice(from, found.index)}`, renderFound(found))
    from = found.index + found[0].length
  }
  return [...parts, html`${text.slice(from)}`]
}

/** One of the parts is there. */
function renderFound([, sign, bold, italic, code, label, url, entity]: RegExpExecArray): Html {
  if (sign !== undefined) return html`${sign}`
  if (bold !== undefined) return html`<strong>${renderInline(bold)}</strong>`
  if (italic !== undefined) return html`<em>${renderInline(italic)}</em>`
  if (code !== undefined) return html`<code>${code}</code>`
  if (entity !== undefined) return html`${signs[entity]}`
  return renderLink(label ?? '', url ?? '')
}

/** Core writes these in place of the signs, since raw HTML blanks a message on phones. */
const signs: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&' }

/** A link that opens elsewhere; any scheme but http and https is shown as text. */
export function renderLink(label: string, url: string): Html {
  if (!/^https?:\/\//i.test(url)) return html`${label}`
  return html`<a href="${url}" target="_blank" rel="noopener noreferrer">${label}</a>`
}
