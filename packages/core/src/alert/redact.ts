import { redacted } from './bound.ts'
import { secretNames } from './redact-names.ts'
import { createPairs } from './redact-pairs.ts'
import { createRedactMatches, redactIdCards, redactKnown, redactPhones } from './redact-patterns.ts'

/** Takes secrets out of text. Pure: the same text gives the same answer. */
export interface Redactor {
  /** The text with every secret replaced by `[redacted]`. Linear in the length of the text. */
  text(text: string): string
  /** Whether a value under this name is a secret whatever it is. */
  hides(key: string): boolean
  /**
   * Characters at the end of a shortened text that must not be shown: a secret may have lost its end there, and gone
   * unrecognised.
   */
  reach: number
}

/** `AlerterOptions.redact`. It extends the defaults; `false` leaves only the robots' own credentials masked. */
export type RedactOptions =
  | {
      /** Names whose values are masked, whatever their case and whether written with `_`, `-` or neither. */
      keys?: readonly string[] | undefined
      /** What they match is masked. Keep them free of nested quantifiers: they run on up to 3,000 characters. */
      patterns?: readonly RegExp[] | undefined
      /** Mainland China's mobile numbers. Default: false. */
      phones?: boolean | undefined
      /** Mainland China's 18-digit identity numbers. Default: false. */
      idCards?: boolean | undefined
    }
  | false
  | undefined

/** No built-in pattern needs more than this to recognise a secret. */
const leastReach = 512
/** Shorter ones would blank ordinary words. */
const shortestSecret = 4

/** Builds the redactor. `secrets` (tokens, signing secrets) are masked wherever they stand, even with `false`. */
export function createRedactor(options: RedactOptions, secrets: readonly string[]): Redactor {
  const own = spellings(secrets)
  const reach = own.reduce((most, secret) => Math.max(most, secret.length), leastReach)
  const literal = (text: string) => own.reduce(withoutSecret, text)
  if (options === false) return { text: literal, hides: () => false, reach }

  const names = secretNames(options?.keys ?? [])
  const steps = [
    literal,
    redactKnown,
    createPairs(names),
    ...(options?.patterns ?? []).map(createRedactMatches),
  ]
  if (options?.phones) steps.push(redactPhones)
  if (options?.idCards) steps.push(redactIdCards)
  return { text: (text) => steps.reduce((rest, step) => step(rest), text), hides: names.has, reach }
}

/** To look first is faster: hardly a text has one. */
function withoutSecret(text: string, secret: string): string {
  return text.includes(secret) ? text.replaceAll(secret, redacted) : text
}

/** Each secret as it is and as it stands in a URL, the longest first: one may be part of another. */
function spellings(secrets: readonly string[]): string[] {
  const long = secrets.filter((secret) => secret.length >= shortestSecret)
  const inUrls = long.map((secret) => encodeURIComponent(secret.replace(/\p{Surrogate}/gu, '\ufffd')))
  return [...new Set([...long, ...inUrls])].sort((a, b) => b.length - a.length)
}
