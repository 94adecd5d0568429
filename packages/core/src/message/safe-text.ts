import { escapeMarkdown } from './escape-markdown.ts'
import { firstUnits } from './measure.ts'

/** Zero-width space. DingTalk's clients show nothing for it, and neither mentions nor links reach across it. */
const zeroWidth = '\u200B'

/** What most log text is: printable words with one blank between them, in which there is nothing to clean. */
const plainWords = /^[!-~\u3001-\u9FFF\uFF01-\uFF5E]+(?: [!-~\u3001-\u9FFF\uFF01-\uFF5E]+)*$/

/** What may have to be escaped or defused; a line without it is safe as it is. */
const special = /[^\w .,:;!?%$"'=|^{}…-]|\b_|_\b|www/i

const colours = /(?![\n\r\t])\p{Cc}\[[\d;]{0,20}m/gu
/** Control characters, marks that turn the reading direction, a byte order mark. */
const invisible = /[\p{Cc}\p{Bidi_Control}\uFEFF]/gu
/** What no text may contain: halves of a surrogate pair, code points that are no characters. */
const broken = /[\p{Cs}\p{Noncharacter_Code_Point}]/gu

/**
 * Any text as one line of clean characters: white space folded, control characters, colour codes and direction
 * overrides removed. Not yet markdown. `maxUnits` bounds how much of it is read.
 */
export function cleanLine(text: unknown, maxUnits = 4000): string {
  const whole = asText(text)
  const bounded = whole.length > maxUnits ? `${firstUnits(whole, maxUnits)}…` : whole
  if (plainWords.test(bounded)) return bounded
  return bounded
    .replace(colours, '')
    .replace(/\s+/g, ' ')
    .replace(invisible, '')
    .replace(broken, '\uFFFD')
    .trim()
}

/**
 * Text of a log as one line of markdown in which it can do nothing but be read. Never the first thing in its line: there
 * it could still be a list or a rule.
 */
export function safeLine(text: unknown, maxUnits?: number): string {
  const line = cleanLine(text, maxUnits)
  if (!special.test(line)) return line
  // Behind another character nothing is taken for a line's start, so that `1.4.2` stays as it is.
  return seal(escapeMarkdown(`x${line}`).slice(1))
}

/**
 * The lines of a log's text, blank ones left out, an ellipsis where there were more. All but the first may stand at a
 * line's start: before that one the caller writes something of its own.
 */
export function safeLines(text: unknown, maxLines: number, maxUnits = 4000): string[] {
  const lines = firstUnits(asText(text), maxUnits)
    .split(/[\n\r\u2028\u2029]+/)
    .map((line) => cleanLine(line))
    .filter((line) => line !== '')
  return lines
    .slice(0, maxLines)
    .map((line, index) => (index === maxLines - 1 && lines.length > maxLines ? `${line} …` : line))
    .map((line, index) => (index === 0 ? safeLine(line) : guardLineStart(seal(escapeMarkdown(line)))))
}

/** Only the words of a text: nothing that a content filter could take for a link, an address or markup. */
export function safeWords(text: unknown, maxUnits?: number): string {
  return (
    cleanLine(text, maxUnits)
      .split(' ')
      .filter((word) => !/\/\/|@|www\./i.test(word))
      .join(' ')
      .replace(/[^\p{L}\p{M}\p{N}_-]+/gu, ' ')
      // Around a word they would be emphasis; inside, as in `snake_case`, they belong to it.
      .replace(/(?<![\p{L}\p{N}_])_+|_+(?![\p{L}\p{N}_])/gu, '')
      .replace(/ {2,}/g, ' ')
      .trim()
  )
}

/** Text for a title, which is shown as it stands: no escapes, yet no markup and no mention either. */
export function titleLine(text: unknown, maxUnits = 300): string {
  return defuse(cleanLine(text, maxUnits).replace(/</g, '‹').replace(/>/g, '›'))
}

/** A user function may have put anything where a text belongs. */
function asText(value: unknown): string {
  if (typeof value === 'string') return value
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}

/**
 * Keeps `@name` from being read as a mention and an address from becoming a link of its own. An invisible character beside
 * the `@` or between the slashes does it; the name, host and path stay whole, so a search still finds them.
 */
function defuse(text: string): string {
  // One look is cheaper than three replacements that find nothing, as they do in most texts.
  if (!/[@＠]|\/\/|www/i.test(text)) return text
  return text
    .replace(/(?<=\S)(?=[@＠])|(?<=[@＠])(?=\S)/g, zeroWidth)
    .replace(/\/(?=\/)/g, `/${zeroWidth}`)
    .replace(/\bwww(?=\.)/gi, `$&${zeroWidth}`)
}

/**
 * Keeps `__proto__` from turning bold and `~~` from striking out. Underscores inside a word mean nothing in markdown, and
 * a zero-width space counts as a letter, so it stands outside of them: the word itself stays whole.
 */
function flatten(text: string): string {
  if (!/\b_|_\b|~~/.test(text)) return text
  return text
    .replace(/(?<![\p{L}\p{N}_])(?=_)|(?<=_)(?![\p{L}\p{N}_])/gu, zeroWidth)
    .replace(/~(?=~)/g, `$&${zeroWidth}`)
}

function seal(escaped: string): string {
  return flatten(defuse(escaped))
}

/** Rules, underlines, fences and tables begin with a sign: a line that begins with a letter can be none of them. */
function guardLineStart(line: string): string {
  return /^\p{L}/u.test(line) ? line : zeroWidth + line
}
