/** A batch that was timed, and what a fixed piece of work took right before or after it, whichever took longer; in ns. */
interface Batch {
  calls: number
  took: number
  reference: number
}

/** A batch counts as undisturbed if the fixed work took hardly longer than it ever did on this machine. */
const tolerance = 1.15
/** With fewer undisturbed batches than this all of them count. */
const least = 20

/**
 * Times calls in batches on a machine that others use as well. Their work makes the same code take twice as long, in CPU time
 * too, since they share the core's caches and units. So a fixed piece of work is timed around each batch, and only those
 * batches count around which it ran at full speed. What a batch itself took has no say in that.
 */
export class Batches {
  readonly #batches: Batch[] = []
  /** Where the fastest fixed work of the process is kept. */
  readonly #machine: Machine

  constructor(machine: Machine) {
    this.#machine = machine
  }

  /** Makes the call with every item, and times all of them together. */
  time<Item>(items: readonly Item[], call: (item: Item) => void): void {
    const before = this.#machine.reference()
    const start = process.hrtime.bigint()
    for (const item of items) call(item)
    const took = Number(process.hrtime.bigint() - start)
    const reference = Math.max(before, this.#machine.reference())
    this.#batches.push({ calls: items.length, took, reference })
  }

  /** Nanoseconds of one call, the mean of what counts. */
  get each(): number {
    return meanOf(this.#counted)
  }

  /** The same, of all batches. */
  get all(): number {
    return meanOf(this.#batches)
  }

  /** How many batches of a hundred count. */
  get share(): number {
    return Math.round((100 * this.#undisturbed.length) / this.#batches.length)
  }

  /** Whether so many batches were undisturbed that they say something. */
  get isEnough(): boolean {
    return this.#undisturbed.length >= least
  }

  get #undisturbed(): readonly Batch[] {
    return this.#batches.filter(({ reference }) => reference <= tolerance * this.#machine.fastest)
  }

  get #counted(): readonly Batch[] {
    return this.isEnough ? this.#undisturbed : this.#batches
  }
}

/** Knows how fast the machine is when nobody disturbs it. */
export class Machine {
  /** Nanoseconds that the fixed work took at least. */
  fastest = Number.POSITIVE_INFINITY

  constructor() {
    // Compiles it.
    for (let round = 0; round < 1_000; round += 1) this.reference()
  }

  /** Nanoseconds that the fixed work takes now. */
  reference(): number {
    const start = process.hrtime.bigint()
    if (fibonacci(18) !== 2_584) throw new Error('this machine does not add up')
    const took = Number(process.hrtime.bigint() - start)
    this.fastest = Math.min(this.fastest, took)
    return took
  }
}

function fibonacci(n: number): number {
  return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2)
}

function meanOf(batches: readonly Batch[]): number {
  const sum = (field: 'calls' | 'took') => batches.reduce((all, batch) => all + batch[field], 0)
  return sum('took') / sum('calls')
}
