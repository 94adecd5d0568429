import { describe, expect, it } from 'vitest'
import winston from 'winston'
import { mapLevels, threshold } from './levels.ts'

const { npm, syslog, cli } = winston.config

describe('mapLevels', () => {
  it('knows the levels of npm', () => {
    expect(Object.fromEntries(mapLevels(npm.levels))).toEqual({
      error: 'error',
      warn: 'warn',
      info: 'info',
      http: 'debug',
      verbose: 'debug',
      debug: 'debug',
      silly: 'trace',
    })
  })

  it('takes emerg, alert and crit of syslog for fatal', () => {
    expect(Object.fromEntries(mapLevels(syslog.levels))).toEqual({
      emerg: 'fatal',
      alert: 'fatal',
      crit: 'fatal',
      error: 'error',
      warning: 'warn',
      notice: 'info',
      info: 'info',
      debug: 'debug',
    })
  })

  it('knows the levels of cli', () => {
    expect(mapLevels(cli.levels).get('error')).toBe('error')
    expect([...mapLevels(cli.levels).values()]).not.toContain(undefined)
  })

  it("puts the user's word above all", () => {
    const levels = mapLevels({ audit: 2, error: 0, warn: 1 }, { audit: 'fatal', warn: 'error' })
    expect(Object.fromEntries(levels)).toEqual({ error: 'error', warn: 'error', audit: 'fatal' })
  })

  it('takes an unknown name between two known ones for the lesser of them', () => {
    expect(mapLevels({ fatal: 0, payment: 1, error: 2 }).get('payment')).toBe('error')
    expect(mapLevels({ error: 0, odd: 1, odder: 2, warn: 3 }).get('odder')).toBe('warn')
  })

  it('takes an unknown name beyond the known ones for one step worse, or one step less', () => {
    const levels = mapLevels({ disaster: 0, error: 1, warn: 2, chatter: 3 })
    expect(Object.fromEntries(levels)).toEqual({
      disaster: 'fatal',
      error: 'error',
      warn: 'warn',
      chatter: 'info',
    })
    expect(mapLevels({ fatal: 1, worse: 0 }).get('worse')).toBe('fatal')
  })

  it('reads names that are all unknown by their rank: error, warn, info, …', () => {
    expect([...mapLevels({ low: 9, high: 1, middle: 5 })]).toEqual([
      ['high', 'error'],
      ['middle', 'warn'],
      ['low', 'info'],
    ])
    expect([...mapLevels({ a: 0, b: 1, c: 2, d: 3, e: 4, f: 5, g: 6 }).values()].at(-1)).toBe('trace')
  })

  it('is not confused by names that every object has, nor by ranks that are no numbers', () => {
    expect(mapLevels({ constructor: 1, error: 0 }).get('constructor')).toBe('warn')
    expect([...mapLevels({ odd: 'x', error: 0 }).keys()]).toEqual(['error', 'odd'])
  })
})

describe('threshold', () => {
  it.each([
    ['npm', npm.levels, 'error'],
    ['syslog', syslog.levels, 'error'],
    ['cli', cli.levels, 'error'],
    ['bunyan-like', { fatal: 0, error: 1, warn: 2 }, 'error'],
    ['without an error', { fatal: 0, warn: 1, info: 2 }, 'fatal'],
    ['nothing but unknown names', { high: 0, low: 1 }, 'high'],
    ['nothing bad at all', { info: 0, debug: 1 }, 'info'],
    ['no levels at all', {}, 'error'],
  ])('of error in %s', (_, ranks, expected) => {
    expect(threshold(mapLevels(ranks), 'error')).toBe(expected)
  })

  it('of warn is the name that the logger has for it', () => {
    expect(threshold(mapLevels(syslog.levels), 'warn')).toBe('warning')
  })

  it('stops before the first level that is less, whatever comes behind it', () => {
    const levels = mapLevels({ error: 0, info: 1, audit: 2 }, { audit: 'fatal' })
    expect(threshold(levels, 'error')).toBe('error')
  })
})
