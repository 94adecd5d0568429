import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import answers from '../../test/fixtures/answers.json' with { type: 'json' }
import { classify, type Outcome } from './classify.ts'

const said = (errcode: unknown, errmsg = '', more = {}) => JSON.stringify({ errcode, errmsg, ...more })

describe('the recorded answers', () => {
  it.each(answers)('$status $body is $class', ({ status, body, class: expected, reason }) => {
    const verdict = classify(status, body)
    expect(verdict.outcome).toBe(expected)
    expect(verdict.reason).toBe(reason)
  })
})

describe('an errcode', () => {
  const rows: [Outcome, number[]][] = [
    ['ok', [0]],
    ['transient', [-1, 90001, 90002, 90018, 500100]],
    ['ambiguous', [15, 88]],
    ['throttled', [130101, 410100]],
    ['quota', [90030, 90020]],
    ['security', [310000]],
    ['token', [300001, 300005, 400101, 400102, 400106, 400013]],
    ['invalid', [404, 40035, 43002, 43003, 43004, 400105, 400402, 400403, 400201, 400699, 777777, 1, -2]],
    ['too-large', [101002, 460101]],
    ['content', [430101, 430102, 430103, 430104]],
  ]
  const cases = rows.flatMap(([outcome, errcodes]) => errcodes.map((errcode) => ({ errcode, outcome })))

  it.each(cases)('$errcode means $outcome, as a number and as a string', ({ errcode, outcome }) => {
    for (const status of [200, 302, 403, 429, 500]) {
      expect(classify(status, said(errcode)).outcome).toBe(outcome)
      expect(classify(status, said(String(errcode)))).toMatchObject({ outcome, errcode })
    }
  })

  it('of the platform limit is waited for at least a second, others are not', () => {
    for (const errcode of [90001, 90002, 90018]) expect(classify(200, said(errcode)).waitMs).toBe(1_000)
    for (const errcode of [-1, 500100, 90030, 310000, 0])
      expect(classify(200, said(errcode)).waitMs).toBeUndefined()
  })

  it('88 is about permission when it carries a sub_code, and about a timeout otherwise', () => {
    expect(classify(200, said(88, 'no', { sub_code: 'isv.no-permission' })).outcome).toBe('token')
    for (const sub_code of ['', null, undefined]) {
      expect(classify(200, said(88, 'gateway timeout', { sub_code })).outcome).toBe('ambiguous')
    }
    expect(classify(200, said(15, 'x', { sub_code: 'isp.timeout' })).outcome).toBe('ambiguous')
  })

  it.each([
    ['send too fast', 'throttled'],
    ['接口被限流，请稍后', 'throttled'],
    ['webhook over limit', 'quota'],
    ['系统繁忙，请稍后再试', 'transient'],
    ['description:系统异常;solution:;', 'transient'],
    ['ok', 'invalid'],
    ['success', 'invalid'],
  ])('that nobody documented goes by its words: %s is %s', (errmsg, outcome) => {
    expect(classify(200, said(999_001, errmsg)).outcome).toBe(outcome)
  })

  it('that is known goes by itself, whatever its words are', () => {
    expect(classify(200, said(300001, '限流 too fast over limit 系统繁忙')).outcome).toBe('token')
    expect(classify(200, said(0, 'send too fast')).outcome).toBe('ok')
    expect(classify(200, said(90030, '系统繁忙')).outcome).toBe('quota')
    expect(classify(200, said(400402, '参数 限流 缺失')).outcome).toBe('invalid')
  })

  it.each([null, false, '', [0], ['0'], {}, true, '00', '-0', '0x0', '0.0', ' 0', '1e3', 'ok', undefined])(
    '%j is none: the status decides',
    (errcode) => {
      expect(classify(200, said(errcode))).toEqual({ outcome: 'ambiguous' })
      expect(classify(429, said(errcode))).toEqual({ outcome: 'throttled' })
    },
  )

  it('survives an errmsg that is no text', () => {
    for (const errmsg of [null, 5, {}, [], undefined]) {
      expect(classify(200, JSON.stringify({ errcode: 310000, errmsg }))).toMatchObject({
        outcome: 'security',
      })
    }
  })
})

describe('a refusal by security settings tells its reason', () => {
  it.each([
    ['keywords not in content, more: [https://example.com/sign]', 'keyword'],
    ['错误描述:关键词不匹配;解决方案:请检查;', 'keyword'],
    ['invalid timestamp', 'timestamp'],
    ['错误描述:签名已过期;解决方案:;', 'timestamp'],
    ['description:机器人发送签名不匹配;solution:请确认签名和生成签名的时间戳 timestamp;', 'sign'],
    ['sign not match', 'sign'],
    ['错误描述:签名错误;', 'sign'],
    ['ip 203.0.113.7 not in whitelist', 'ip'],
    ['错误描述:IP 不在白名单;', 'ip'],
    ['something new', undefined],
  ])('%s: %s', (errmsg, reason) => {
    expect(classify(200, said(310000, errmsg))).toEqual({
      outcome: 'security',
      errcode: 310000,
      errmsg,
      ...(reason && { reason }),
    })
  })
})

describe('an answer without errcode', () => {
  const deny = '{"status":1111,"wait":5,"source":"x5","punish":"deny","uuid":"0"}'

  it('is throttled when it is the deny body, whole or in part, whatever its status', () => {
    for (const status of [200, 400, 500]) {
      for (const body of [deny, '{"status":1111}', '{"punish":"deny"}']) {
        expect(classify(status, body)).toEqual({ outcome: 'throttled' })
      }
    }
  })

  it('is decided by an errcode merged into the deny body', () => {
    expect(classify(200, deny.replace('{', '{"errcode":130101,')).outcome).toBe('throttled')
    expect(classify(200, deny.replace('{', '{"errcode":310000,')).outcome).toBe('security')
  })

  const bodies = [
    '<html></html>',
    '{"errcode":0,"err',
    '',
    '"ok"',
    '[]',
    '0',
    'null',
    'true',
    '{}',
    '[{"errcode":0}]',
  ]
  const rows: [Outcome, number[]][] = [
    ['throttled', [300, 301, 302, 303, 307, 308, 403, 429]],
    ['too-large', [413]],
    ['ambiguous', [200, 201, 204, 408, 0, Number.NaN]],
    ['invalid', [400, 401, 404, 405, 415, 422]],
    ['transient', [500, 502, 503, 504]],
  ]
  const cases = rows.flatMap(([outcome, statuses]) => statuses.map((status) => ({ status, outcome })))

  it.each(cases)('goes by its status: $status is $outcome', ({ status, outcome }) => {
    for (const body of bodies) expect(classify(status, body).outcome).toBe(outcome)
  })

  it('waits a minute where a page came with 200: it may be the ban of an address', () => {
    expect(classify(200, '\n <!doctype html>')).toEqual({ outcome: 'ambiguous', waitMs: 60_000 })
    expect(classify(502, '<html>')).toEqual({ outcome: 'transient' })
    expect(classify(200, 'ok')).toEqual({ outcome: 'ambiguous' })
  })
})

describe('no status and body are ever ok', () => {
  const json = fc.jsonValue().map((value) => JSON.stringify(value))
  const errcodes = fc.oneof(
    fc.jsonValue(),
    fc.integer(),
    fc.integer().map(String),
    fc.constantFrom(0, '0', -0, '', [0]),
  )
  const objects = fc.record({ errcode: errcodes, errmsg: fc.string() }).map((value) => JSON.stringify(value))
  const cut = fc.tuple(objects, fc.nat({ max: 40 })).map(([text, length]) => text.slice(0, length))
  const spaced = objects.map((text) => ` ${text}\n`)
  const bodies = fc.oneof(fc.string(), json, objects, cut, spaced)
  const statuses = fc.oneof(fc.integer({ min: 0, max: 999 }), fc.constantFrom(200, Number.NaN))
  type Judge = (status: number, body: string) => { outcome: string }

  /** Written apart from the code it judges. */
  function saysZero(body: string): boolean {
    try {
      const value: unknown = JSON.parse(body)
      if (typeof value !== 'object' || value === null || Array.isArray(value) || !('errcode' in value))
        return false
      return value.errcode === 0 || value.errcode === '0'
    } catch {
      return false
    }
  }

  const property = (judge: Judge) =>
    fc.property(statuses, bodies, (status, body) => {
      expect(judge(status, body).outcome === 'ok').toBe(saysZero(body))
    })

  it('unless errcode is 0 or "0" in a JSON object', () => {
    fc.assert(property(classify), { numRuns: 3_000 })
  })

  it('which a judge that trusts a 200, or a loose zero, does not keep', () => {
    const trusting: Judge = (status, body) => (status === 200 ? { outcome: 'ok' } : classify(status, body))
    const loose: Judge = (status, body) => {
      const errcode = /"errcode":\s*"?([^,"}]*)/.exec(body)?.[1]
      return errcode !== undefined && Number(errcode) === 0 ? { outcome: 'ok' } : classify(status, body)
    }
    for (const judge of [trusting, loose]) {
      expect(fc.check(property(judge), { numRuns: 3_000 }).failed).toBe(true)
    }
  })
})
