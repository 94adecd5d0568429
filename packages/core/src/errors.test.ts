import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { check, DingTalkError, isDingTalkError } from './errors.ts'
import { hints } from './hints.ts'
import { codeOf, failure } from './transport/failure.ts'

const codes = [
  'ERR_DINGTALK_OPTIONS',
  'ERR_DINGTALK_THROTTLED',
  'ERR_DINGTALK_QUOTA',
  'ERR_DINGTALK_SECURITY',
  'ERR_DINGTALK_TOKEN',
  'ERR_DINGTALK_INVALID',
  'ERR_DINGTALK_TOO_LARGE',
  'ERR_DINGTALK_CONTENT',
  'ERR_DINGTALK_TRANSIENT',
  'ERR_DINGTALK_AMBIGUOUS',
  'ERR_DINGTALK_ABORTED',
  'ERR_DINGTALK_CLOSED',
] as const
const reasons = ['keyword', 'timestamp', 'sign', 'ip'] as const

describe('an error', () => {
  it('is an Error with a code, a name and words', () => {
    const error = new DingTalkError('ERR_DINGTALK_TOKEN', 'robot-1: token')
    expect(error).toBeInstanceOf(Error)
    expect(error).toMatchObject({
      name: 'DingTalkError',
      code: 'ERR_DINGTALK_TOKEN',
      message: 'robot-1: token',
    })
    expect(String(error)).toBe('DingTalkError: robot-1: token')
  })

  it('has only the fields that something is known of', () => {
    const bare = new DingTalkError('ERR_DINGTALK_CLOSED', 'closed')
    expect(Object.keys(bare).sort()).toEqual(['code', 'hint', 'name', 'retryable'])
    const full = new DingTalkError('ERR_DINGTALK_SECURITY', 'refused', {
      errcode: 310000,
      errmsg: 'sign not match',
      reason: 'sign',
      robot: 'robot-1',
      retryAfterMs: 5,
    })
    expect(full).toMatchObject({
      errcode: 310000,
      errmsg: 'sign not match',
      reason: 'sign',
      robot: 'robot-1',
      retryAfterMs: 5,
    })
  })

  it('keeps its cause out of what is listed, as every error does', () => {
    const cause = new Error('ECONNRESET')
    const error = new DingTalkError('ERR_DINGTALK_TRANSIENT', 'failed', { cause })
    expect(error.cause).toBe(cause)
    expect(Object.keys(error)).not.toContain('cause')
    expect(inspect(error)).toContain('[cause]: Error: ECONNRESET')
  })

  it('says whether the same message may succeed later', () => {
    const retryable = codes.filter((code) => new DingTalkError(code, '').retryable)
    expect(retryable).toEqual(['ERR_DINGTALK_THROTTLED', 'ERR_DINGTALK_TRANSIENT', 'ERR_DINGTALK_AMBIGUOUS'])
  })

  it('survives JSON and the structured clone', () => {
    const error = new DingTalkError('ERR_DINGTALK_QUOTA', 'robot-1: quota', { errcode: 90030 })
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({ code: 'ERR_DINGTALK_QUOTA', errcode: 90030 })
    expect(structuredClone(error).message).toBe('robot-1: quota')
  })
})

describe('the hint', () => {
  it.each([...codes, ...reasons])('of %s says in one English and one Chinese line what to do', (key) => {
    const [english = '', chinese = '', ...more] = hints[key].split('\n')
    expect(english).toMatch(/^[A-Z][\w '(),;.:`…-]+\.$/)
    expect(chinese).toMatch(/\p{Script=Han}.*。$/u)
    expect(more).toEqual([])
  })

  it('exists for nothing else, and is another one for every case', () => {
    expect(Object.keys(hints).sort()).toEqual([...codes, ...reasons].sort())
    expect(new Set(Object.values(hints)).size).toBe(codes.length + reasons.length)
  })

  it('of a refusal by security settings is that of the reason', () => {
    for (const reason of reasons) {
      expect(new DingTalkError('ERR_DINGTALK_SECURITY', '', { reason }).hint).toBe(hints[reason])
    }
    expect(new DingTalkError('ERR_DINGTALK_SECURITY', '').hint).toBe(hints.ERR_DINGTALK_SECURITY)
  })

  it('of a refused signature names how wrong the clock is', () => {
    const { hint } = new DingTalkError('ERR_DINGTALK_SECURITY', '', { reason: 'sign', skewMs: -7_200_400 })
    expect(hint).toBe(`${hints.sign}\nClock skew 时钟: -7200400 ms.`)
  })
})

describe('isDingTalkError', () => {
  it('knows an error of another copy of this package by its brand', () => {
    class Stranger extends Error {
      get [Symbol.for('dingbell.error')]() {
        return true
      }
    }
    expect(isDingTalkError(new Stranger())).toBe(true)
    expect(isDingTalkError(new DingTalkError('ERR_DINGTALK_OPTIONS', ''))).toBe(true)
  })

  it.each([undefined, null, 0, '', 'dingbell.error', {}, [], new Error('no')])(
    'does not take %s for one',
    (value) => {
      expect(isDingTalkError(value)).toBe(false)
    },
  )
})

describe('a refused option', () => {
  const refusal = (value: unknown) => {
    try {
      check(false, 'field', 'something else', value)
    } catch (error) {
      return error
    }
  }

  it.each([
    ['', '0 characters'],
    ['   ', '0 characters'],
    ['fake-secret', '11 characters'],
    [[], '0 items'],
    [['fake-secret'], '1 items'],
    [25, '25'],
    [Number.NaN, 'NaN'],
    [true, 'true'],
    [null, 'null'],
    [undefined, 'undefined'],
    [7n, '7'],
    [{ secret: 'fake-secret' }, 'object'],
    [() => 'fake-secret', 'function'],
    [new URL('https://example.com/fake-secret'), 'object'],
  ])('is named without quoting any text: %#', (value, came) => {
    expect(refusal(value)).toMatchObject({
      code: 'ERR_DINGTALK_OPTIONS',
      message: `field: expected something else, got ${came}`,
      retryable: false,
    })
  })
})

describe('the error of a failed delivery', () => {
  it('has the code of its outcome', () => {
    const outcomes = [
      'transient',
      'ambiguous',
      'throttled',
      'quota',
      'security',
      'token',
      'too-large',
      'content',
      'invalid',
      'aborted',
      'closed',
    ] as const
    expect(outcomes.map(codeOf)).toEqual([
      'ERR_DINGTALK_TRANSIENT',
      'ERR_DINGTALK_AMBIGUOUS',
      'ERR_DINGTALK_THROTTLED',
      'ERR_DINGTALK_QUOTA',
      'ERR_DINGTALK_SECURITY',
      'ERR_DINGTALK_TOKEN',
      'ERR_DINGTALK_TOO_LARGE',
      'ERR_DINGTALK_CONTENT',
      'ERR_DINGTALK_INVALID',
      'ERR_DINGTALK_ABORTED',
      'ERR_DINGTALK_CLOSED',
    ])
  })

  it('says robot, outcome and what DingTalk said', () => {
    const error = failure(
      { outcome: 'security', errcode: 310000, errmsg: 'sign not match', reason: 'sign', waitMs: 0 },
      'ops',
    )
    expect(error.message).toBe('ops: security (310000 sign not match)')
    expect(Object.keys(error).sort()).toEqual([
      'code',
      'errcode',
      'errmsg',
      'hint',
      'name',
      'reason',
      'retryable',
      'robot',
    ])
  })

  it('says the number alone where DingTalk said no more', () => {
    expect(failure({ outcome: 'token', errcode: 300005, errmsg: '' }, 'ops').message).toBe(
      'ops: token (300005)',
    )
  })

  it('says what went wrong on the way, or nothing where nothing is known', () => {
    const cause = new Error('connect ECONNREFUSED')
    expect(failure({ outcome: 'transient', cause }, 'ops')).toMatchObject({
      message: 'ops: transient (connect ECONNREFUSED)',
      cause,
    })
    expect(failure({ outcome: 'throttled', waitMs: 600_000 }, 'ops')).toMatchObject({
      message: 'ops: throttled',
      retryAfterMs: 600_000,
    })
  })

  it('keeps to itself what only the engine needs', () => {
    const error = failure({ outcome: 'ambiguous', unanswered: true, corrected: false, waitMs: 0 }, 'ops')
    expect(Object.keys(error).sort()).toEqual(['code', 'hint', 'name', 'retryable', 'robot'])
  })
})
