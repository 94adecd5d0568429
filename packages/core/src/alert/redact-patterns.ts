import { redacted } from './bound.ts'

interface Known {
  /** Without this in the text the pattern is not tried. */
  sign: string
  pattern: RegExp
  replacement: string
}

/** Words that follow `Bearer` and `Basic` in prose. */
const prose = String.raw`(?!(?:auth|authentication|authorization|realm|scheme|tokens?|credentials?|headers?)(?![\w.~+/=-]))`

/**
 * Each pattern starts with something rare, and what it repeats cannot also be matched by what follows: so each is
 * linear. What it needs to recognise a secret lies within `Redactor.reach`.
 */
const known: readonly Known[] = [
  {
    sign: 'earer',
    pattern: new RegExp(String.raw`([Bb]earer)[ \t]{1,4}${prose}[\w.~+/=-]+`, 'g'),
    replacement: `$1 ${redacted}`,
  },
  {
    sign: 'asic',
    pattern: new RegExp(String.raw`([Bb]asic)[ \t]{1,4}${prose}[\w+/=-]+`, 'g'),
    replacement: `$1 ${redacted}`,
  },
  // JSON web tokens: their header starts with `{"` in base64.
  { sign: 'eyJ', pattern: /eyJ[\w-]{8,}(?:\.[\w-]*){0,4}/g, replacement: redacted },
  // scheme://user:password@host, and a token in the place of the user.
  { sign: '@', pattern: /:\/\/[^\s/?#]{1,400}@/g, replacement: `://${redacted}@` },
  // DingTalk's signing secret.
  { sign: 'SEC', pattern: /SEC[0-9a-fA-F]{64}/g, replacement: redacted },
  // A key without its end was cut off: all the rest is key.
  {
    sign: 'PRIVATE KEY-----',
    pattern: /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]{0,30}PRIVATE KEY-----|$)/g,
    replacement: redacted,
  },
]

/** Masks what its shape gives away: credentials in headers and URLs, tokens, private keys. */
export function redactKnown(text: string): string {
  let rest = text
  for (const { sign, pattern, replacement } of known) {
    if (rest.includes(sign)) rest = rest.replace(pattern, replacement)
  }
  return rest
}

/** A mobile number of mainland China, with or without +86, that is no part of a longer run of digits. */
export const phone = /(?<!\d)(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)/g

/** An identity number of mainland China: region, date of birth, serial number, check character. */
export const idCard =
  /(?<!\d)[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![\dXx])/g

/** The user's pattern with its flags, but for those that keep a state between two calls. */
export function ownPattern(pattern: RegExp): RegExp {
  return new RegExp(pattern.source, `${pattern.flags.replace(/[gyd]/g, '')}g`)
}
