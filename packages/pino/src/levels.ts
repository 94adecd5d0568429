import type { Level } from '@dingbell/core'
import { defaultConfig, type PinoConfig } from './config.ts'

/** From the worst to the least. */
const scale: readonly Level[] = ['fatal', 'error', 'warn', 'info', 'debug', 'trace']

/** Names that custom levels and label formatters use, beside Pino's own. */
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
  info: 'info',
  success: 'info',
  http: 'debug',
  verbose: 'debug',
  debug: 'debug',
  silly: 'trace',
  trace: 'trace',
}

/**
 * Decides which of a logger's levels ring, and how bad they are. A level is a number, or a label where a formatter made one
 * of it.
 */
export class LevelGate {
  readonly #values: ReadonlyMap<string, number>
  readonly #names: ReadonlyMap<number, string>
  readonly #descends: boolean
  /** Whether the numbers mean what they mean to Pino: 50 is an error. */
  readonly #isUsual: boolean
  readonly #least: number

  /** @param least name of the lowest level that rings; one that is unknown counts as `error` */
  constructor(least: string, { values }: Pick<PinoConfig, 'values'> = defaultConfig) {
    this.#values = values
    this.#names = new Map([...values].map(([name, value]) => [value, name]))
    this.#descends = descends(values)
    this.#isUsual = !this.#descends && [...values.values()].some((value) => value >= 50)
    this.#least = values.get(least) ?? this.#closest(byName(least) ?? 'error')
  }

  /** Whether the logger, or common usage, knows a level of that name. */
  knows(name: string): boolean {
    return this.#values.has(name) || byName(name) !== undefined
  }

  /** The cheapest question, asked for every line. What cannot be understood does not ring. */
  rings(level: unknown): boolean {
    const value = typeof level === 'number' ? level : this.#numberOf(level)
    if (value === undefined) return false
    return this.#descends ? value <= this.#least : value >= this.#least
  }

  /** How bad it is: by its name, else by its number where that is on Pino's scale. */
  levelOf(level: unknown): Level {
    const name = typeof level === 'number' ? this.#names.get(level) : level
    const value = typeof level === 'number' ? level : this.#numberOf(level)
    const usual = typeof name === 'string' ? byName(name) : undefined
    return usual ?? (this.#isUsual && value !== undefined ? byNumber(value) : 'error')
  }

  /** Of a label: the logger's own number, else that of the usual name for it. */
  #numberOf(label: unknown): number | undefined {
    if (typeof label !== 'string') return undefined
    const own = this.#values.get(label) ?? this.#values.get(label.toLowerCase())
    const usual = byName(label)
    return own ?? (usual && this.#closest(usual))
  }

  /** The logger's number for a usual level: its own, else Pino's, else that of the mildest one that is at least as bad. */
  #closest(least: Level): number {
    const own = this.#values.get(least) ?? (this.#isUsual ? defaultConfig.values.get(least) : undefined)
    if (own !== undefined) return own
    const bad = [...this.#values].filter(([name]) => isAtLeast(byName(name), least)).map(([, value]) => value)
    const all = [...this.#values.values()]
    if (this.#descends) return bad.length > 0 ? Math.max(...bad) : Math.min(...all)
    return bad.length > 0 ? Math.min(...bad) : Math.max(...all)
  }
}

/** Whether the worse level has the lower number, as with `levelComparison: 'DESC'`. */
function descends(values: ReadonlyMap<string, number>): boolean {
  const named = [...values].flatMap(([name, value]) => {
    const level = byName(name)
    return level === undefined ? [] : [{ rank: scale.indexOf(level), value }]
  })
  const [worst] = named.toSorted((a, b) => a.rank - b.rank)
  const least = named.toSorted((a, b) => b.rank - a.rank)[0]
  return worst !== undefined && least !== undefined && worst.rank < least.rank && worst.value < least.value
}

/** Whether a name that is known stands for something at least as bad. */
function isAtLeast(level: Level | undefined, least: Level): boolean {
  return level !== undefined && scale.indexOf(level) <= scale.indexOf(least)
}

function byName(name: string): Level | undefined {
  const key = name.toLowerCase()
  return Object.hasOwn(known, key) ? known[key] : undefined
}

/** As Pino counts. */
function byNumber(value: number): Level {
  if (value >= 60) return 'fatal'
  if (value >= 50) return 'error'
  if (value >= 40) return 'warn'
  if (value >= 30) return 'info'
  return value >= 20 ? 'debug' : 'trace'
}
