import { describe, expect, it } from 'vitest'
import { DingTalkError } from './errors.ts'
import { Robot } from './robot.ts'
import { robotFromEnv } from './robot-env.ts'
import { type RobotOptions, resolveRobotOptions } from './robot-options.ts'

const webhook = 'https://oapi.dingtalk.com/robot/send?access_token=fake-token-0123'
const resolve = (more: Partial<RobotOptions> = {}) => resolveRobotOptions({ webhook, ...more })
const refused = (more: object) => () => Reflect.construct(Robot, [{ webhook, ...more }])

describe('options that are left out', () => {
  const defaults = {
    keywords: [],
    name: undefined,
    perMinute: 18,
    timeoutMs: 10_000,
    retry: { attempts: 3, baseDelayMs: 1_000, maxDelayMs: 60_000 },
    fetch: expect.any(Function),
    allowHttp: undefined,
  }

  it('have defaults, whether missing or undefined', () => {
    const nothing = {
      keywords: undefined,
      name: undefined,
      perMinute: undefined,
      timeoutMs: undefined,
      fetch: undefined,
    }
    expect(resolve()).toEqual(defaults)
    expect(resolve({ ...nothing, allowHttp: undefined, retry: undefined, secret: undefined })).toEqual(
      defaults,
    )
    const retry = { attempts: undefined, baseDelayMs: undefined, maxDelayMs: undefined }
    expect(resolve({ retry })).toEqual(defaults)
    expect(resolve({ retry: {} })).toEqual(defaults)
  })

  it('and those that nobody knows are not missed', () => {
    expect(Reflect.apply(resolveRobotOptions, undefined, [{ webhook, level: 'error', worker: {} }])).toEqual(
      defaults,
    )
  })

  it('are not filled into the object of the caller', () => {
    const options = Object.freeze({ webhook, retry: Object.freeze({ attempts: 2 }) })
    resolveRobotOptions(options)
    expect(options).toStrictEqual({ webhook, retry: { attempts: 2 } })
  })
})

describe('falsy options', () => {
  it('are values like others', () => {
    expect(resolve({ retry: { attempts: 0, baseDelayMs: 0, maxDelayMs: 0 } }).retry).toEqual({
      attempts: 0,
      baseDelayMs: 0,
      maxDelayMs: 0,
    })
    expect(resolve({ allowHttp: false }).allowHttp).toBe(false)
    expect(resolve({ keywords: [] }).keywords).toEqual([])
  })
})

describe('options at their bounds', () => {
  it('are taken', () => {
    for (const perMinute of [1, 18, 20]) expect(resolve({ perMinute }).perMinute).toBe(perMinute)
    for (const timeoutMs of [1, 600_000]) expect(resolve({ timeoutMs }).timeoutMs).toBe(timeoutMs)
    expect(resolve({ retry: { attempts: 100 } }).retry.attempts).toBe(100)
    expect(resolve({ keywords: Array.from({ length: 10 }, () => 'a'.repeat(100)) }).keywords).toHaveLength(10)
  })

  it.each<[string, object, string]>([
    ['perMinute', { perMinute: 0 }, 'an integer from 1 to 20, got 0'],
    ['perMinute', { perMinute: 21 }, 'an integer from 1 to 20, got 21'],
    ['perMinute', { perMinute: 1.5 }, 'an integer from 1 to 20, got 1.5'],
    ['perMinute', { perMinute: Number.NaN }, 'an integer from 1 to 20, got NaN'],
    ['perMinute', { perMinute: '18' }, 'an integer from 1 to 20, got 2 characters'],
    ['perMinute', { perMinute: null }, 'an integer from 1 to 20, got null'],
    ['timeoutMs', { timeoutMs: 0 }, 'an integer from 1 to 600000, got 0'],
    ['timeoutMs', { timeoutMs: Number.POSITIVE_INFINITY }, 'an integer from 1 to 600000, got Infinity'],
    ['retry', { retry: 3 }, 'an object, got 3'],
    ['retry', { retry: null }, 'an object, got null'],
    ['retry', { retry: false }, 'an object, got false'],
    ['retry.attempts', { retry: { attempts: -1 } }, 'an integer from 0 to 100, got -1'],
    ['retry.attempts', { retry: { attempts: 101 } }, 'an integer from 0 to 100, got 101'],
    ['retry.baseDelayMs', { retry: { baseDelayMs: -1 } }, 'an integer from 0 to 600000, got -1'],
    ['retry.maxDelayMs', { retry: { maxDelayMs: 600_001 } }, 'an integer from 0 to 600000, got 600001'],
    ['keywords', { keywords: '监控' }, '10 texts of 100 characters at most, got 2 characters'],
    [
      'keywords',
      { keywords: Array.from({ length: 11 }, () => 'a') },
      '10 texts of 100 characters at most, got 11 items',
    ],
    ['keywords', { keywords: ['a'.repeat(101)] }, '10 texts of 100 characters at most, got 1 items'],
    ['keywords', { keywords: ['a', ''] }, 'a text, got 0 characters'],
    ['keywords', { keywords: [5] }, 'a text, got 5'],
    ['keywords', { keywords: [['a']] }, 'a text, got 1 items'],
    ['keywords', { keywords: null }, '10 texts of 100 characters at most, got null'],
    ['name', { name: '' }, 'a text, got 0 characters'],
    ['name', { name: 5 }, 'a text, got 5'],
    ['fetch', { fetch: 'node-fetch' }, 'a function, got 10 characters'],
    ['fetch', { fetch: null }, 'a function, got null'],
    ['allowHttp', { allowHttp: 'yes' }, 'a boolean, got 3 characters'],
    ['allowHttp', { allowHttp: 0 }, 'a boolean, got 0'],
    ['secret', { secret: 42 }, 'a string, got 42'],
    [
      'webhook',
      { webhook: undefined },
      'an https URL with access_token (http: allowHttp), or the token, got undefined',
    ],
  ])('are refused beyond them: %s %j', (field, more, words) => {
    expect(refused(more)).toThrow(DingTalkError)
    expect(refused(more)).toThrow(`${field}: expected ${words}`)
  })

  it.each([undefined, null, 'https://example.com', 5])('are no options at all: %j', (options) => {
    expect(() => Reflect.construct(Robot, [options])).toThrow(/^options: expected an object, got /)
  })
})

it('keywords are trimmed, since a blank beside them would never be found', () => {
  expect(resolve({ keywords: [' 监控\n', 'alarm'] }).keywords).toEqual(['监控', 'alarm'])
})

it('the global fetch is looked up at each call, so that whoever patches it is heard', async () => {
  const { fetch } = resolve()
  const before = globalThis.fetch
  const init = {
    method: 'POST',
    headers: {},
    body: '',
    redirect: 'manual',
    signal: new AbortController().signal,
  } as const
  try {
    globalThis.fetch = async () => new Response('patched')
    expect(await (await fetch('http://127.0.0.1:9/', init)).text?.()).toBe('patched')
  } finally {
    globalThis.fetch = before
  }
})

describe('the environment', () => {
  it('names webhook, secret and keywords, with either comma', () => {
    const env = {
      DINGTALK_WEBHOOK: webhook,
      DINGTALK_SECRET: 'SECfake',
      DINGTALK_KEYWORDS: '监控, alarm，报警,',
    }
    expect(robotFromEnv(env)).toEqual({ webhook, secret: 'SECfake', keywords: ['监控', ' alarm', '报警'] })
    expect(robotFromEnv({ DINGTALK_WEBHOOK: webhook })).toEqual({ webhook, keywords: [] })
  })

  it.each([{}, { DINGTALK_WEBHOOK: '' }, { DINGTALK_WEBHOOK: ' \n' }, { DINGTALK_SECRET: 'SECfake' }])(
    'names no robot: %j',
    (env) => {
      expect(robotFromEnv(env)).toBeUndefined()
      expect(() => Robot.fromEnv(env)).toThrow('DINGTALK_WEBHOOK: expected a webhook, got undefined')
    },
  )

  it('makes a robot, or says what is wrong without quoting it', () => {
    expect(
      Robot.fromEnv({ DINGTALK_WEBHOOK: webhook, DINGTALK_SECRET: '', DINGTALK_KEYWORDS: '' }).name,
    ).toMatch(/^robot-[0-9a-f]{8}$/)
    expect(() => Robot.fromEnv({ DINGTALK_WEBHOOK: 'http://10.0.0.5/hook' })).toThrow(/^webhook: expected /)
    const many = Array.from({ length: 11 }, (_, nth) => nth).join(',')
    expect(() => Robot.fromEnv({ DINGTALK_WEBHOOK: webhook, DINGTALK_KEYWORDS: many })).toThrow(/^keywords: /)
  })
})
