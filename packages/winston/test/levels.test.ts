import { describe, expect, it } from 'vitest'
import { byLevel, hosts, listener } from './help.ts'

const custom = { disaster: 0, error: 1, notice: 2, chatter: 3 }
const strange = { high: 0, middle: 1, low: 2 }

describe.each(hosts)('winston $version', ({ winston }) => {
  const { syslog, cli, npm } = winston.config

  it.each([
    ['npm', npm.levels, { error: 'error' }],
    ['syslog', syslog.levels, { emerg: 'fatal', alert: 'fatal', crit: 'fatal', error: 'error' }],
    ['cli', cli.levels, { error: 'error' }],
    ['custom', custom, { disaster: 'fatal', error: 'error' }],
    ['strange', strange, { high: 'error' }],
  ])('rings from error on among the levels of %s', (_, levels, expected) => {
    const heard = listener(winston, { levels, level: Object.keys(levels).at(-1) ?? '' })
    for (const level of Object.keys(levels)) heard.logger.log(level, level)
    expect(byLevel(heard.alerts)).toEqual(expected)
  })

  it('rings from the level on that is asked for, by its own name or by the usual one', () => {
    const rings = (level: string) => {
      const heard = listener(winston, { levels: syslog.levels, level: 'debug' }, { level })
      for (const name of Object.keys(syslog.levels)) heard.logger.log(name, name)
      return heard.alerts.length
    }
    expect(rings('crit')).toBe(3)
    expect(rings('warning')).toBe(5)
    expect(rings('warn')).toBe(5)
    expect(rings('debug')).toBe(8)
  })

  it('follows a level that is changed later', () => {
    const heard = listener(winston)
    heard.logger.warn('before')
    heard.transport.level = 'warn'
    heard.logger.warn('after')
    expect(heard.alerts).toMatchObject([{ level: 'warn', message: 'after' }])
  })

  it("believes the user's own word about levels", () => {
    const heard = listener(
      winston,
      { levels: strange, level: 'low' },
      { levels: { high: 'fatal' }, level: 'middle' },
    )
    for (const level of Object.keys(strange)) heard.logger.log(level, level)
    expect(byLevel(heard.alerts)).toEqual({ high: 'fatal', middle: 'error' })
  })

  it('says nothing while silent', () => {
    const heard = listener(winston, {}, { silent: true })
    heard.logger.error('one')
    heard.transport.silent = false
    heard.logger.error('two')
    expect(heard.alerts.map(({ message }) => message)).toEqual(['two'])
  })
})
