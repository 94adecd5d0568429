import { cutBytes, cutChars, detach, redacted } from './bound.ts'
import type { Redactor } from './redact.ts'

/**
 * The text redacted, in at most `max` characters, and free of the caller's string. A long text is shortened generously
 * first, then redacted, then cut: a secret that lies across the cut has been recognised before.
 */
export function cleanChars(text: string, max: number, redactor: Redactor): string {
  const { clean, cut } = redactHead(text, max, redactor)
  return cutChars(detach(clean), max, cut)
}

/** The same, in at most `max` UTF-8 bytes. */
export function cleanBytes(text: string, max: number, redactor: Redactor): string {
  const { clean, cut } = redactHead(text, max, redactor)
  return cutBytes(clean, max, cut)
}

function redactHead(text: string, max: number, redactor: Redactor): { clean: string; cut: boolean } {
  const window = max + 2 * redactor.reach
  if (text.length <= window) return { clean: redactor.text(text), cut: false }
  const clean = redactor.text(text.slice(0, window))
  // What the shortening made unrecognisable stands unchanged at the very end, behind all that was recognised.
  const mask = clean.lastIndexOf(redacted)
  const recognised = mask < 0 ? 0 : mask + redacted.length
  return { clean: clean.slice(0, Math.max(recognised, clean.length - redactor.reach)), cut: true }
}
