import { redacted } from './bound.ts'

interface Known {
  pattern: RegExp
  replacement: string
}

/**
 * Each pattern starts with something rare, and what it repeats cannot also be matched by what follows: so each is
 * linear. What it needs to recognise a secret lies within `Redactor.reach`.
 */
const known: readonly Known[] = [
  // But for the words that follow it in prose.
  {
    pattern:
      /([Bb]earer)[ \t]{1,4}(?!(?:auth|authentication|authorization|realm|scheme|tokens?|credentials?|headers?)(?![\w.~+/=-]))[\w.~+/=-]+/g,
    replacement: `$1 ${redacted}`,
  },
  // Base64 has capitals and digits among its letters; "basic validation" has none.
  {
    pattern: /([Bb]asic)[ \t]{1,4}(?=\w[a-z]*[A-Z0-9+/=])[\w+/=-]+/g,
    replacement: `$1 ${redacted}`,
  },
  // A pair within an encoded URL.
  {
    pattern: /(?<=token|secret|session|sign|password)%3D(?:[^\s&"'<>%]|%(?!26))+/gi,
    replacement: `%3D${redacted}`,
  },
  // JSON web tokens: their header starts with `{"` in base64.
  { pattern: /eyJ[\w-]{8,}(?:\.[\w-]*){0,4}/g, replacement: redacted },
  // scheme://user:password@host, and a token in the place of the user.
  { pattern: /:\/\/(?!@)(?:[^\s/?#@]{0,255}@)+/g, replacement: `://${redacted}@` },
  // No host is longer than 253 characters: this is a password, and may have lost its @ where the text was cut off.
  { pattern: /:\/\/[^\s/?#]{256,}/g, replacement: `://${redacted}@` },
  // DingTalk's signing secret.
  { pattern: /SEC[0-9a-fA-F]{64}/g, replacement: redacted },
  // A key without its end was cut off: all the rest is key.
  {
    pattern: /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]{0,30}PRIVATE KEY-----|$)/g,
    replacement: redacted,
  },
]

/** Most texts have none of what the patterns start with. Two such searches are faster than one for all of it. */
const hint = /[Bb]earer|[Bb]asic|%3[Dd]|eyJ|SEC|PRIVATE KEY-----/
const urlHint = /:\/\/[^\s/?#]/

/** Masks what its shape gives away: credentials in headers and URLs, tokens, private keys. */
export function redactKnown(text: string): string {
  if (!hint.test(text) && !urlHint.test(text)) return text
  return known.reduce((rest, { pattern, replacement }) => rest.replace(pattern, replacement), text)
}

// A start that no digit matches lets the engine skip long runs of digits, where a look behind would stop at each.
const phone = /(^|\D)(?:86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)/g
const idCard = /(^|\D)[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![\dXx])/g

/** Masks mobile numbers of mainland China, with or without +86, that are no part of a longer run of digits. */
export function redactPhones(text: string): string {
  return text.replace(phone, (_, before: string) => (before === '+' ? '' : before) + redacted)
}

/** Masks identity numbers of mainland China: region, date of birth, serial number, check character. */
export function redactIdCards(text: string): string {
  return text.replace(idCard, `$1${redacted}`)
}

/** Masks what the user's pattern matches, whatever state its flags would keep between two calls. */
export function createRedactMatches(pattern: RegExp): (text: string) => string {
  const stateless = new RegExp(pattern.source, `${pattern.flags.replace(/[gyd]/g, '')}g`)
  // A match of nothing stays nothing.
  return (text) => text.replace(stateless, (match) => (match === '' ? '' : redacted))
}
