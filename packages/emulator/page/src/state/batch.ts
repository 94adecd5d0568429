/** Collects what comes in a rush and hands it over once a frame. */
export class Batch<T> {
  private items: T[] = []
  private scheduled = false

  constructor(
    private readonly take: (items: T[]) => void,
    private readonly schedule: (act: () => void) => void,
  ) {}

  /** Adds an item for the next frame. */
  add(item: T): void {
    this.items.push(item)
    if (this.scheduled) return
    this.scheduled = true
    this.schedule(() => this.flush())
  }

  /** Forgets what was not yet handed over. */
  clear(): void {
    this.items = []
  }

  private flush(): void {
    this.scheduled = false
    const items = this.items
    this.items = []
    if (items.length > 0) this.take(items)
  }
}
