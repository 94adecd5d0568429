import { describe, expect, it } from 'vitest'
import { fakeToken, resolveRobot } from './resolve-robot.ts'
import type { EmulatedRobot } from './robot.ts'

describe('a robot', () => {
  it('is complete without a single option, and the same every time', () => {
    const robot = resolveRobot({}, 'default')
    expect(robot).toEqual(
      resolveRobot({ secret: undefined, perMinute: undefined, keywords: undefined }, 'default'),
    )
    expect(robot).toMatchObject({
      name: 'default',
      perMinute: 20,
      banMs: 600_000,
      perMonth: false,
      state: 'active',
    })
    expect(robot.token).toMatch(/^(fa4e){12}[0-9a-f]{16}$/)
    expect(robot.token).not.toBe(fakeToken('other'))
  })

  it('does not change or keep the lists it was given', () => {
    const keywords = Object.freeze(['a'])
    expect(resolveRobot({ keywords }, 'r').keywords).not.toBe(keywords)
  })

  it.each<[EmulatedRobot, string]>([
    [{ name: ' ' }, 'name: expected text that is not empty, got " "'],
    [{ keywords: [''] }, 'keywords: expected text that is not empty, got ""'],
    [{ keywords: Array(11).fill('k') }, 'keywords: expected at most 10, got 11'],
    [
      { allowIps: ['10.0.0.0/33'] },
      'allowIps: expected IPv4 addresses or ranges such as "10.0.0.0/8", got "10.0.0.0/33"',
    ],
    [{ allowIps: ['::1'] }, 'allowIps: expected IPv4 addresses or ranges such as "10.0.0.0/8", got "::1"'],
    [
      { allowIps: ['10.0.0.0/'] },
      'allowIps: expected IPv4 addresses or ranges such as "10.0.0.0/8", got "10.0.0.0/"',
    ],
    [{ perMinute: 1.5 }, 'perMinute: expected a whole number or false, got 1.5'],
    [{ perMonth: -1 }, 'perMonth: expected a whole number or false, got -1'],
    [{ banMs: Number.NaN }, 'banMs: expected milliseconds, 0 or more, got NaN'],
  ])('refuses %j and says why', (robot, message) => {
    expect(() => resolveRobot(robot, 'r')).toThrow(
      expect.objectContaining({ code: 'ERR_EMULATOR_OPTIONS', message }),
    )
  })

  it('never quotes a token or a secret', () => {
    expect(() => resolveRobot({ token: 'https://x/?access_token=fake' }, 'r')).toThrow(
      'token: expected letters, digits, "-" and "_"',
    )
    expect(() => resolveRobot({ secret: 'SEC fake' }, 'r')).toThrow(/^secret: expected text without blanks$/)
  })
})
