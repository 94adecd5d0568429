/** Too short to be told from a word that happens to be the same. */
const leastLength = 8

/** What a process of the suite said, and the credentials that it must not have shown. */
export class Witness {
  readonly #secrets = new Set<string>()
  readonly #said: { where: string; text: string }[] = []
  #found: string[] = []

  /** A token, a sign or a secret that was used. */
  used(secret: string | null | undefined): void {
    if (!secret || secret.length < leastLength) return
    this.#secrets.add(secret)
    this.#secrets.add(encodeURIComponent(secret))
  }

  /** A text that left: compared in the end, for a credential may be used only after it was shown. */
  heard(where: string, text: string): void {
    if (text) this.#said.push({ where, text })
  }

  /** A request that left: its query may carry the credential, its body may not. Compared at once: there are many. */
  sent(url: string, body: string): void {
    const { searchParams } = new URL(url, 'http://127.0.0.1')
    const own = ['access_token', 'sign', 'session'].map((name) => searchParams.get(name) ?? '')
    for (const each of own) this.used(each)
    this.#compare('the body of a request', body, [...own, ...this.#secrets].slice(0, 50))
  }

  /** Where a credential was seen, since the last time that somebody asked. */
  takeFindings(): string[] {
    for (const { text, where } of this.#said.splice(0)) this.#compare(where, text, this.#secrets)
    return this.#found.splice(0)
  }

  #compare(where: string, text: string, secrets: Iterable<string>): void {
    for (const secret of secrets) {
      const at = secret.length < leastLength ? -1 : text.indexOf(secret)
      if (at >= 0)
        this.#found.push(`${where}: …${text.slice(Math.max(0, at - 60), at + secret.length + 20)}…`)
    }
  }
}

const key = Symbol.for('dingbell.test.witness')

/** The witness of this process. */
export function witness(): Witness {
  const known: Witness | undefined = Reflect.get(globalThis, key)
  if (known) return known
  const made = new Witness()
  Reflect.set(globalThis, key, made)
  return made
}
