/**
 * Waits for what `start` hands over, or for `undefined` as soon as a signal is aborted; then what `start` returned is
 * called to undo it.
 */
export function unlessAborted<Result>(
  signals: readonly (AbortSignal | undefined)[],
  start: (resolve: (result?: Result) => void) => () => void,
): Promise<Result | undefined> {
  return new Promise((resolve) => {
    const abort = () => {
      undo()
      settle()
    }
    const settle = (result?: Result) => {
      for (const signal of signals) signal?.removeEventListener('abort', abort)
      resolve(result)
    }
    if (signals.some((signal) => signal?.aborted)) return resolve(undefined)
    for (const signal of signals) signal?.addEventListener('abort', abort)
    const undo = start(settle)
  })
}
