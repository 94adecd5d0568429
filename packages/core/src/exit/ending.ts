import type { PostAnswer, PostRequest } from './post-sync.ts'

/** An alerter with something to say, as the end of the process sees it. All copies of this package share these. */
export interface Ending {
  /** Nothing is left to do: delivers what is pending while there still are turns of the event loop. */
  drain(): void
  /** No turn is left: stops everything, and hands over what is still to be said. */
  lastWords(): Speech
}

/** What is still to be said, in rounds: each asks for some posts, and hears how they went. */
export interface Speech {
  /** What to post now; nothing when all is said, or nothing more may be. */
  requests(): readonly PostRequest[]
  /** The answers in the order of the requests; `undefined` where none came in time. */
  heard(answers: readonly (PostAnswer | undefined)[]): void
  /** Gives up what is left. */
  end(): void
}
