/** Remembers objects without keeping them alive. */
export interface Seen {
  has(object: object): boolean
  add(object: object): void
}

/** Hands back what it is given, so that a class below it adds its private fields to that. */
class Given {
  constructor(given: object) {
    // biome-ignore lint/correctness/noConstructorReturn: it is what this class is for
    return given
  }
}

/**
 * Builds a memory that marks the objects themselves, by a private field that nobody else can see: a `WeakSet` takes four times
 * as long, and the garbage collector has to look after it. What takes no field, as a frozen object in newer engines, is put
 * into one nevertheless.
 */
export function createSeen(): Seen {
  let unmarkable: WeakSet<object> | undefined
  class Mark extends Given {
    readonly #seen = true
    static isOn(object: object): boolean {
      return #seen in object
    }
  }
  return {
    has: (object) => Mark.isOn(object) || (unmarkable?.has(object) ?? false),
    add(object) {
      try {
        new Mark(object)
      } catch {
        unmarkable ??= new WeakSet()
        unmarkable.add(object)
      }
    },
  }
}
