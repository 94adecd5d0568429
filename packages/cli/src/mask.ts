const hidden = '***'
/** Shorter ones would blacken ordinary words; no credential of DingTalk's is that short. */
const leastLength = 4

/** What looks like a credential wherever it stands: people paste webhooks and secrets into the wrong place. */
// A token and the hex of DingTalk's secrets are 64 digits; the price is that a SHA-256 is hidden as well.
const looks: readonly (readonly [RegExp, string])[] = [
  [/\b((?:access_token|session|sign)=)[^&\s"'`]+/g, `$1${hidden}`],
  [/\bSEC[\w-]{16,}/g, `SEC${hidden}`],
  [/\b[0-9a-f]{64}\b/gi, hidden],
]

/** Knows the credentials of this run, and takes them out of everything that is printed. */
export class Mask {
  #secrets: readonly string[] = []

  /** Hides these from now on, in every spelling in which they may be quoted. */
  add(secrets: readonly string[]): void {
    const spellings = secrets.flatMap((secret) => [secret, encodeURIComponent(secret), secret.trim()])
    const all = new Set([...this.#secrets, ...spellings].filter((secret) => secret.length >= leastLength))
    // The longest first: a webhook holds its token.
    this.#secrets = [...all].sort((a, b) => b.length - a.length)
  }

  /** The text without the credentials that are known. */
  known(text: string): string {
    return this.#secrets.reduce((rest, secret) => rest.replaceAll(secret, hidden), text)
  }

  /** The same, and without what only looks like one: for words that may quote the command line. */
  suspect(text: string): string {
    return looks.reduce((rest, [pattern, shown]) => rest.replace(pattern, shown), this.known(text))
  }
}
