/**
 * Makes any text stand literally in a DingTalk markdown message. `<`, `>` and `&` become entities (raw HTML blanks the
 * message on phones), `[ ] ( ) * \`` are escaped anywhere, `#`, `-`, `+` and `1.` only at a line's start; everything
 * else stays, so that a word can still be searched in the chat.
 */
export function escapeMarkdown(text: string): string {
  return (
    text
      // A backslash before a sign, or at a line's end, would act on what follows.
      .replace(/\\(?=[!-/:-@[-`{-~]|$)/gm, '\\\\')
      .replace(/^[ \t]*(?:\d+(?=\.)|(?=[#+-]))/gm, '$&\\')
      .replace(/[[\]()*`]/g, '\\$&')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
  )
}
