import { detach } from '../alert/bound.ts'

/** Characters that are remembered in all, what an entry takes beside its text, and places with stacks of one length. */
const maxChars = 1_000_000
const entryChars = 200
const maxAlike = 8

/** What tells one place in the code from another. */
export interface Place {
  /** Level class and logger. */
  head: string
  name: string
  code: string
  /** Names along the causes. */
  causes: string
  /** Whether the message counts as well. */
  isMessageShown: boolean
  stack: string
}

interface Entry<T> {
  place: Place
  value: T
}

/** By the length of the stack: comparing long texts is quicker than joining and hashing them. */
type Entries<T> = Map<number, Entry<T>[]>

/** Remembers what is known of places: those that were asked for lately, and those before them. */
export class PlaceCache<T> {
  #recent: Entries<T> = new Map()
  #former: Entries<T> = new Map()
  #chars = 0

  /** What is known of the place; worked out where it is not remembered. */
  get(place: Place, work: () => T): T {
    const recent = find(this.#recent, place)
    if (recent) return recent.value
    const entry = find(this.#former, place) ?? { place: copyOf(place), value: work() }
    this.#keep(entry)
    return entry.value
  }

  #keep(entry: Entry<T>): void {
    this.#chars += entry.place.stack.length + entryChars
    if (this.#chars > maxChars / 2) {
      this.#former = this.#recent
      this.#recent = new Map()
      this.#chars = 0
    }
    const { length } = entry.place.stack
    const alike = this.#recent.get(length)
    if (!alike) this.#recent.set(length, [entry])
    else if (alike.unshift(entry) > maxAlike) alike.pop()
  }
}

function find<T>(entries: Entries<T>, place: Place): Entry<T> | undefined {
  for (const entry of entries.get(place.stack.length) ?? none) if (isSame(entry.place, place)) return entry
  return undefined
}

const none: readonly never[] = []

/** The stack first: of one length are many, and only one of them begins like this. */
function isSame(one: Place, two: Place): boolean {
  return (
    one.stack === two.stack &&
    one.name === two.name &&
    one.head === two.head &&
    one.code === two.code &&
    one.causes === two.causes &&
    one.isMessageShown === two.isMessageShown
  )
}

/** A copy that keeps no text of the caller's alive. */
function copyOf({ causes, code, head, isMessageShown, name, stack }: Place): Place {
  return {
    head: detach(head),
    name: detach(name),
    code: detach(code),
    causes: detach(causes),
    isMessageShown,
    stack: detach(stack),
  }
}
