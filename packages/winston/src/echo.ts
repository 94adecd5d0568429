import { type Info, isObject } from './info.ts'

const echo = Symbol('dingbell.echo')

/**
 * Runs `capture`, and marks what the loggers write meanwhile: that comes from a function of the user's, such as
 * `beforeSend`. Winston holds such a record back until the first one is through, so nothing else tells it from a new one,
 * and each would call forth the next without end.
 */
export function markEchoes(loggers: ReadonlySet<object>, capture: () => void): void {
  const restore = [...loggers].map(mark)
  try {
    capture()
  } finally {
    for (const each of restore) each()
  }
}

/** Whether a function of the user's logged the record when it was asked about another. */
export function isEcho(info: Info): boolean {
  return info[echo] === true
}

function mark(logger: object): () => void {
  const before = Object.getOwnPropertyDescriptor(logger, 'write')
  const write: unknown = Reflect.get(logger, 'write')
  if (typeof write !== 'function') return () => {}
  Object.defineProperty(logger, 'write', {
    configurable: true,
    writable: true,
    value: (info: unknown, ...rest: unknown[]): unknown => {
      if (isObject(info)) info[echo] = true
      return Reflect.apply(write, logger, [info, ...rest])
    },
  })
  return () => {
    if (before) Object.defineProperty(logger, 'write', before)
    else Reflect.deleteProperty(logger, 'write')
  }
}
