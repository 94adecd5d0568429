/** One thing to be done at a moment of virtual time. */
export interface Timer {
  readonly at: number
  /** Among equal moments, what was scheduled first comes first. */
  readonly order: number
  readonly hold: boolean
  /** Missing once it was called or cancelled. */
  wake: (() => void) | undefined
}

/** Timers by the moment at which they are due: a binary heap. */
export class TimerHeap {
  readonly #timers: Timer[] = []

  push(timer: Timer): void {
    let child = this.#timers.push(timer) - 1
    while (child > 0) {
      const parent = (child - 1) >> 1
      if (!this.#swapIfLater(parent, child)) return
      child = parent
    }
  }

  /** The earliest timer that was not cancelled. */
  peek(): Timer | undefined {
    while (this.#timers[0] && !this.#timers[0].wake) this.#removeFirst()
    return this.#timers[0]
  }

  pop(): Timer | undefined {
    const first = this.peek()
    if (first) this.#removeFirst()
    return first
  }

  /** Timers that would keep a process alive. */
  get held(): number {
    return this.#timers.filter((timer) => timer.wake && timer.hold).length
  }

  /** Timers that were neither called nor cancelled. */
  get waiting(): number {
    return this.#timers.filter((timer) => timer.wake).length
  }

  #removeFirst(): void {
    const last = this.#timers.pop()
    if (!last || this.#timers.length === 0) return
    this.#timers[0] = last
    for (let parent = 0; ; ) {
      const [left, right] = [2 * parent + 1, 2 * parent + 2]
      const child = this.#isLater(left, right) ? right : left
      if (!this.#swapIfLater(parent, child)) return
      parent = child
    }
  }

  #swapIfLater(parent: number, child: number): boolean {
    const [upper, lower] = [this.#timers[parent], this.#timers[child]]
    if (!upper || !lower || !this.#isLater(parent, child)) return false
    this.#timers[parent] = lower
    this.#timers[child] = upper
    return true
  }

  #isLater(one: number, other: number): boolean {
    const [a, b] = [this.#timers[one], this.#timers[other]]
    return Boolean(a && b && (a.at > b.at || (a.at === b.at && a.order > b.order)))
  }
}
