import { detach } from '../alert/bound.ts'

/** Characters that are remembered in all, what an entry takes beside its text, and places under one key. */
const maxChars = 1_000_000
const entryChars = 200
const maxAlike = 16
/** Which characters of a stack make its key: some of the first frame, where most places differ. */
const [keyStart, keyEnd, keyStep] = [9, 42, 3]

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

/** By a key of the stack: comparing it with few others is quicker than hashing all of it. */
type Entries<T> = Map<number, Entry<T>[]>

/** Remembers what is known of places: those that were asked for lately, and those before them. */
export class PlaceCache<T> {
  #recent: Entries<T> = new Map()
  #former: Entries<T> = new Map()
  #chars = 0

  /** What is known of the place; worked out where it is not remembered. */
  get(place: Place, work: () => T): T {
    const key = keyOf(place)
    const recent = find(this.#recent.get(key), place)
    if (recent) return recent.value
    const entry = find(this.#former.get(key), place) ?? { place: copyOf(place), value: work() }
    this.#keep(key, entry)
    return entry.value
  }

  #keep(key: number, entry: Entry<T>): void {
    this.#chars += entry.place.stack.length + entryChars
    if (this.#chars > maxChars / 2) {
      this.#former = this.#recent
      this.#recent = new Map()
      this.#chars = 0
    }
    const alike = this.#recent.get(key)
    if (!alike) this.#recent.set(key, [entry])
    else if (alike.unshift(entry) > maxAlike) alike.pop()
  }
}

function find<T>(alike: readonly Entry<T>[] | undefined, place: Place): Entry<T> | undefined {
  if (alike) for (const entry of alike) if (isSame(entry.place, place)) return entry
  return undefined
}

/** Of its length and some of its first characters. */
function keyOf({ stack }: Place): number {
  let key = stack.length
  const end = Math.min(keyEnd, key)
  for (let at = keyStart; at < end; at += keyStep) key = (Math.imul(key, 31) + stack.charCodeAt(at)) | 0
  return key
}

/** The stack first: it tells nearly all of them apart. */
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
