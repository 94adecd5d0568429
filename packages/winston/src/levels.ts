import type { Level } from '@dingbell/core'

/** The logger's levels, as Winston has them: the lower the rank, the worse. */
type Ranks = Readonly<Record<string, unknown>>

/** From the worst to the least. */
const scale: readonly Level[] = ['fatal', 'error', 'warn', 'info', 'debug', 'trace']

/** The names of npm, syslog, cli and of what else is in use. */
const known: Readonly<Record<string, Level>> = {
  fatal: 'fatal',
  emerg: 'fatal',
  emergency: 'fatal',
  panic: 'fatal',
  alert: 'fatal',
  crit: 'fatal',
  critical: 'fatal',
  error: 'error',
  err: 'error',
  severe: 'error',
  warn: 'warn',
  warning: 'warn',
  notice: 'info',
  help: 'info',
  data: 'info',
  info: 'info',
  success: 'info',
  log: 'info',
  http: 'debug',
  verbose: 'debug',
  debug: 'debug',
  prompt: 'debug',
  input: 'trace',
  silly: 'trace',
  trace: 'trace',
}

/** How bad each level of a logger is: by the user's word, by its name, else by its rank among the others. */
export function mapLevels(ranks: Ranks, own: Readonly<Record<string, Level>> = {}): Map<string, Level> {
  const names = Object.keys(ranks).sort((a, b) => rankOf(ranks, a) - rankOf(ranks, b))
  const named = names.map((name) => (Object.hasOwn(own, name) ? own[name] : undefined) ?? byName(name))
  return new Map(names.map((name, at) => [name, named[at] ?? byRank(named, at)]))
}

/** By its name alone: for a level that the logger does not list. */
export function byName(name: string): Level | undefined {
  const key = name.toLowerCase()
  return Object.hasOwn(known, key) ? known[key] : undefined
}

/** The logger's own name for `least`: the last of its levels, from the worst on, that are all at least as bad. */
export function threshold(levels: ReadonlyMap<string, Level>, least: Level): string {
  const names = [...levels.keys()]
  const lesser = names.findIndex((name) => scale.indexOf(levels.get(name) ?? 'trace') > scale.indexOf(least))
  // Where nothing is that bad, the worst that the logger can say comes closest.
  return names[lesser < 0 ? names.length - 1 : Math.max(0, lesser - 1)] ?? least
}

/** Whether it is one of the six levels of an alert. */
export function isLevel(value: unknown): value is Level {
  return scale.some((level) => level === value)
}

/**
 * Between two known names: as the lesser one. Beyond them: one step worse, or one step less. Where no name is known: error,
 * warn, info, …
 */
function byRank(named: readonly (Level | undefined)[], at: number): Level {
  const worse = named.slice(0, at).findLast((level) => level !== undefined)
  const lesser = named.slice(at).find((level) => level !== undefined)
  if (worse !== undefined && lesser !== undefined) return lesser
  if (lesser !== undefined) return step(scale.indexOf(lesser) - 1)
  return step(worse === undefined ? at + 1 : scale.indexOf(worse) + 1)
}

/** The level at that place of the scale; beyond its ends the last one. */
function step(at: number): Level {
  return scale[Math.max(0, Math.min(scale.length - 1, at))] ?? 'error'
}

/** What has no rank that can be compared is the least. */
function rankOf(ranks: Ranks, name: string): number {
  const rank = ranks[name]
  return typeof rank === 'number' ? rank : Number.MAX_SAFE_INTEGER
}
