/** Values that are remembered, and characters of their keys in all. */
const maxValues = 1_000
const maxKeyChars = 1_000_000
/** How many are left when there is no more room. */
const keptValues = 900
const keptKeyChars = 900_000

/** Remembers values by text. The first in goes first: a hot one comes back for the price of working it out once. */
export class BoundedCache<T> {
  readonly #values = new Map<string, T>()
  #keyChars = 0

  /** The value under this text, if it is still remembered. */
  get(key: string): T | undefined {
    return this.#values.get(key)
  }

  /** Remembers the value under a text that is not remembered yet, and returns it. */
  add(key: string, value: T): T {
    this.#values.set(key, value)
    this.#keyChars += key.length
    if (this.#values.size > maxValues || this.#keyChars > maxKeyChars) this.#forget()
    return value
  }

  /** Many at once: to find the first of a Map is slow where others stood before it. */
  #forget(): void {
    for (const oldest of this.#values.keys()) {
      if (this.#values.size <= keptValues && this.#keyChars <= keptKeyChars) break
      this.#values.delete(oldest)
      this.#keyChars -= oldest.length
    }
  }
}
