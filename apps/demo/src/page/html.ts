/** Text that is HTML already. */
export class Html {
  constructor(readonly text: string) {}
}

/** What may stand in a template. */
type Part = Html | string | number | undefined | false | readonly Part[]

/** What has a meaning in HTML, in text as well as in attributes. */
const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** A piece of HTML: whatever is filled in is escaped, unless it was made by this function as well. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(strings.reduce((before, after, index) => before + write(parts[index - 1]) + after))
}

/** Lists one after the other, nothing for what is absent, and no sign that could begin markup. */
function write(part: Part): string {
  if (part === undefined || part === false) return ''
  if (part instanceof Html) return part.text
  if (typeof part === 'object') return part.map(write).join('')
  return String(part).replace(/[&<>"']/g, (sign) => entities[sign] ?? sign)
}
