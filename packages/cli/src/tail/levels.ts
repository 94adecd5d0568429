import type { Level } from '@dingbell/core'

/** What common loggers call the levels: npm's and syslog's names in Winston, those of Python, Java, Go and zap. */
const names: readonly (readonly [Level, string])[] = [
  ['fatal', 'fatal emerg emergency panic dpanic alert crit critical'],
  ['error', 'error err severe'],
  ['warn', 'warn warning'],
  ['info', 'info information notice success log help data'],
  ['debug', 'debug http verbose fine'],
  ['trace', 'trace silly finer finest'],
]

const byName: ReadonlyMap<string, Level> = new Map(
  names.flatMap(([level, words]) => words.split(' ').map((word): [string, Level] => [word, level])),
)

/** Pino's and Bunyan's numbers, the worst first. Not syslog's, whose 0 is the worst: nothing tells them apart. */
const byNumber: readonly (readonly [number, Level])[] = [
  [60, 'fatal'],
  [50, 'error'],
  [40, 'warn'],
  [30, 'info'],
  [20, 'debug'],
]

/** How bad a level is, by its name in any common logger or by Pino's number; nothing for one that nobody knows. */
export function levelOf(value: unknown): Level | undefined {
  if (typeof value === 'number') return byNumber.find(([least]) => value >= least)?.[1] ?? 'trace'
  if (typeof value !== 'string') return undefined
  return /^\d+$/.test(value) ? levelOf(Number(value)) : byName.get(value.trim().toLowerCase())
}
