import { processRegistry, type Registry, type Shared } from '../pace/registry.ts'
import type { Ending, Speech } from './ending.ts'
import { PostSync } from './post-sync.ts'

const waitMs = 2_000
/** A round that cannot be answered any more is not begun. */
const leastRoundMs = 50
/** The last words, and what a refusal makes of them: for another robot, by another clock, in fewer words. */
const maxRounds = 5

/** Posts what the speeches ask for, round by round. */
export type Post = Pick<PostSync, 'exchange' | 'leftMs'>

/** Makes sure, once in a process, that its end finds the alerters that have something to say. */
export function listen(registry: Registry): void {
  const shared = registry.shared()
  if (shared.listening || registry !== processRegistry) return
  shared.listening = true
  const tried = new Set<Ending>()
  process.on('beforeExit', () => {
    // Taken out first: one that cannot deliver must not revive the process again and again.
    for (const ending of takeAll(shared)) {
      tried.add(ending)
      ending.drain()
    }
  })
  process.on('exit', () => {
    let thread: PostSync | undefined
    const open = () => {
      thread ??= new PostSync(waitMs)
      return thread
    }
    shared.speak = () => {
      const endings = takeAll(shared)
      for (const ending of endings) tried.delete(ending)
      speakLast(endings, open)
    }
    shared.speak()
    // Those that had their time already, and the event loop with it, only close their books.
    for (const ending of tried) attempt(() => ending.lastWords().end(), undefined)
  })
}

/**
 * Lets all say their last words; returns when they are said, or when time is up. Never throws: it runs in the host's
 * `exit` event. `open` is called only when there is something to post.
 */
export function speakLast(endings: readonly Ending[], open: () => Post): void {
  // All stop before the first one speaks: what one of them completes would make another one go on.
  const speeches = endings.flatMap((ending) => attempt(() => [ending.lastWords()], []))
  attempt(() => converse(speeches, open), undefined)
  for (const speech of speeches) attempt(() => speech.end(), undefined)
}

function converse(speeches: readonly Speech[], open: () => Post): void {
  for (let round = 0; round < maxRounds; round += 1) {
    // Later ones are asked only while there is time: what they ask for takes a slot.
    if (round > 0 && open().leftMs < leastRoundMs) return
    const asked = speeches.map((speech) => ({ speech, requests: attempt(() => speech.requests(), []) }))
    const requests = asked.flatMap((each) => each.requests)
    if (requests.length === 0) return
    const answers = attempt(() => open().exchange(requests), [])
    for (const { requests, speech } of asked) {
      const own = answers.splice(0, requests.length)
      attempt(() => speech.heard(own), undefined)
    }
  }
}

function takeAll({ endings }: Shared): Ending[] {
  const all = [...(endings ?? [])]
  endings?.clear()
  return all
}

/** Nothing of ours may change how the process ends: not even a defect. */
function attempt<Result>(act: () => Result, otherwise: Result): Result {
  try {
    return act()
  } catch {
    return otherwise
  }
}
