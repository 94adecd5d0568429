/** Keeps the newest `most` items. */
export class Ring<T> {
  private items: T[] = []

  constructor(private readonly most: number) {}

  /** Adds an item; the oldest goes when there is no room. */
  push(item: T): void {
    this.items.push(item)
    // Cutting off a whole block now and then is cheaper than shifting each time.
    if (this.items.length >= 2 * this.most + 64)
      this.items = this.items.slice(-this.most || this.items.length)
  }

  /** The items kept, oldest first. */
  all(): T[] {
    return this.most === 0 ? [] : this.items.slice(-this.most)
  }

  /** Forgets everything. */
  clear(): void {
    this.items = []
  }
}
