import { describe, expect, it } from 'vitest'
import { LevelGate } from './levels.ts'

const gate = (least: string, values?: Record<string, number>) =>
  new LevelGate(least, values && { values: new Map(Object.entries(values)) })
const own = { trace: 10, debug: 20, info: 30, warn: 40, error: 50, fatal: 60 }
const syslog = { emerg: 0, alert: 1, crit: 2, error: 3, warning: 4, notice: 5, info: 6, debug: 7 }

describe('LevelGate', () => {
  it('lets through what is at least as bad', () => {
    expect([10, 20, 30, 40, 50, 60].filter((level) => gate('error').rings(level))).toEqual([50, 60])
    expect([10, 20, 30, 40, 50, 60].filter((level) => gate('trace').rings(level))).toHaveLength(6)
    expect([49, 50, 51].map((level) => gate('error').rings(level))).toEqual([false, true, true])
  })

  it('knows labels as well as numbers, in whatever case', () => {
    const rings = ['info', 'WARNING', 'error', 'ERROR', 'CRITICAL', 'fatal', 'nonsense', ''].filter((label) =>
      gate('error').rings(label),
    )
    expect(rings).toEqual(['error', 'ERROR', 'CRITICAL', 'fatal'])
  })

  it('does not ring for what is no level', () => {
    for (const level of [undefined, null, {}, true, Number.NaN])
      expect(gate('trace').rings(level)).toBe(false)
  })

  it('takes a custom level by its number, as the threshold too', () => {
    const custom = gate('payment', { ...own, payment: 55 })
    expect([50, 54, 55, 60].filter((level) => custom.rings(level))).toEqual([55, 60])
    expect(custom.rings('payment')).toBe(true)
    expect(custom.levelOf(55)).toBe('error')
    expect(gate('error', { ...own, critical: 55 }).levelOf(55)).toBe('fatal')
    expect(gate('error', { ...own, worst: 90 }).levelOf(90)).toBe('fatal')
    expect(gate('error', { ...own, remark: 35 }).levelOf(35)).toBe('info')
  })

  it('understands levels whose lower number is the worse', () => {
    const descending = gate('error', syslog)
    expect(Object.values(syslog).filter((level) => descending.rings(level))).toEqual([0, 1, 2, 3])
    expect([0, 3, 4, 6].map((level) => descending.levelOf(level))).toEqual(['fatal', 'error', 'warn', 'info'])
    expect(gate('warn', syslog).rings(4)).toBe(true)
    expect(gate('fatal', syslog).rings(2)).toBe(true)
    expect(gate('fatal', syslog).rings(3)).toBe(false)
  })

  it('finds the nearest where the levels are all custom', () => {
    expect(gate('error', { low: 10, critical: 20 }).rings(20)).toBe(true)
    expect(gate('error', { low: 10, critical: 20 }).rings(10)).toBe(false)
    expect(gate('error', { low: 1, high: 2 }).rings(2)).toBe(true)
    expect(gate('error', { low: 1, high: 2 }).rings(1)).toBe(false)
    expect(gate('error', { low: 1, high: 2 }).levelOf(2)).toBe('error')
  })

  it('names the level of a number that nobody listed', () => {
    expect([5, 10, 25, 35, 45, 55, 100].map((level) => gate('error').levelOf(level))).toEqual([
      'trace',
      'trace',
      'debug',
      'info',
      'warn',
      'error',
      'fatal',
    ])
    expect(gate('error').levelOf('nonsense')).toBe('error')
  })

  it('counts an unknown threshold as error, and says that it does not know it', () => {
    expect(gate('eror').rings(50)).toBe(true)
    expect(gate('eror').rings(40)).toBe(false)
    expect(['eror', 'error', 'warning'].map((name) => gate('error').knows(name))).toEqual([false, true, true])
    expect(gate('error', { payment: 55 }).knows('payment')).toBe(true)
  })
})
