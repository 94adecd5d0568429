/** One way to understand what DingTalk's documents leave open. Ours must hold under every one. */
export interface Reading {
  /** What "20 a minute" is counted over. */
  window: 'sliding' | 'fixed' | 'calendar'
  /** Whether a refused call counts as well. */
  countsRefused: boolean
  /** Whether a call during the ban starts its ten minutes anew. */
  banExtends: boolean
  /** What a banned robot is answered. */
  banAnswer: '130101' | 'deny' | '302'
  /** Whether a second call with the same `msgUuid` is shown only once. */
  honoursUuid: boolean
}

/** Where the reading does not matter. */
export const lenient: Reading = {
  window: 'sliding',
  countsRefused: false,
  banExtends: false,
  banAnswer: '130101',
  honoursUuid: true,
}

const windows = ['sliding', 'fixed', 'calendar'] as const
const banAnswers = ['130101', 'deny', '302'] as const
const either = [false, true]

/** Every combination. */
export const readings: readonly Reading[] = windows.flatMap((window) =>
  banAnswers.flatMap((banAnswer) =>
    either.flatMap((countsRefused) =>
      either.flatMap((banExtends) =>
        either.map((honoursUuid) => ({ window, banAnswer, countsRefused, banExtends, honoursUuid })),
      ),
    ),
  ),
)

/** A reading as the title of a test. */
export function nameOf(reading: Reading): string {
  const { window, banAnswer, countsRefused, banExtends, honoursUuid } = reading
  return [
    `${window} window`,
    `bans with ${banAnswer}`,
    countsRefused ? 'refused calls count' : 'refused calls are free',
    banExtends ? 'calls extend a ban' : 'a ban ends by itself',
    honoursUuid ? 'msgUuid honoured' : 'msgUuid ignored',
  ].join(', ')
}
