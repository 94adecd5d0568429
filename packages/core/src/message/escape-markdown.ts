const entities: Record<string, string> = { '<': '&lt;', '>': '&gt;', '&': '&amp;' }

/**
 * Makes any text stand literally in a DingTalk markdown message. `<`, `>` and `&` become entities (raw HTML blanks the
 * message on phones), `[ ] ( ) * \`` are escaped anywhere, `#`, `-`, `+` and `1.` only at a line's start; everything
 * else stays, so that a word can still be searched in the chat.
 */
export function escapeMarkdown(text: string): string {
  return (
    text
      // A backslash before one of them would cancel the escape, so it is doubled, and only there.
      .replace(/(?<!\\)\\+(?=[[\]()*`<>&])/g, '$&$&')
      .replace(/^([ \t]*)(\\*)([#+-]|\d{1,9}\.)/gm, escapeLineStart)
      .replace(/[[\]()*`]/g, '\\$&')
      .replace(/[<>&]/g, (character) => entities[character] ?? '')
  )
}

function escapeLineStart(_all: string, indent: string, slashes: string, mark: string): string {
  const escaped = mark.endsWith('.') ? `${mark.slice(0, -1)}\\.` : `\\${mark}`
  return `${indent}${slashes}${slashes}${escaped}`
}
