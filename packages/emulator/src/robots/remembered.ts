const most = 10_000

/** The `msgUuid`s a robot has accepted; the oldest is forgotten first. DingTalk does not document its own window. */
export class Remembered {
  private readonly ids = new Set<string>()

  /** Whether this id was accepted before. */
  has(id: string): boolean {
    return this.ids.has(id)
  }

  /** Remembers an id. */
  add(id: string): void {
    this.ids.add(id)
    if (this.ids.size <= most) return
    const [oldest] = this.ids
    if (oldest !== undefined) this.ids.delete(oldest)
  }
}
