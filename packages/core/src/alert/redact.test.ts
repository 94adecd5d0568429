import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanBytes, cleanChars } from './clean.ts'
import { createRedactor } from './redact.ts'

const redactor = createRedactor(undefined, [])
const redact = redactor.text
const hex = (length: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: length, maxLength: length })
const base62 = (min: number, max = min) =>
  fc.string({
    unit: fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'),
    minLength: min,
    maxLength: max,
  })

describe('values under the name of a secret', () => {
  it.each([
    ['password=hunter2', 'password=[redacted]'],
    ['PASSWORD = hunter2, retrying', 'PASSWORD = [redacted], retrying'],
    ['db_password: hunter2', 'db_password: [redacted]'],
    ['{"user":"li","passwd":"hunter2","n":1}', '{"user":"li","passwd":[redacted],"n":1}'],
    ["{ pwd: 'hunter2' }", '{ pwd: [redacted] }'],
    ['{\\"token\\":\\"hunter2\\",\\"n\\":1}', '{\\"token\\":[redacted],\\"n\\":1}'],
    ['{"secret":"a\\"hunter2"}', '{"secret":[redacted]}'],
    ['{"secret":{"value":"hunter2"},"n":1}', '{"secret":[redacted],"n":1}'],
    ['{"secret":"hunter2 that was cut o', '{"secret":[redacted]'],
    ['GET /x?access_token=hunter2&page=3', 'GET /x?access_token=[redacted]&page=3'],
    [
      '/robot/send?access_token=hunter2&timestamp=1&sign=hunter2%3D',
      '/robot/send?access_token=[redacted]&timestamp=1&sign=[redacted]',
    ],
    [
      'next=https%3A%2F%2Fa%2F%3Faccess_token%3Dhunter2%26page%3D3',
      'next=https%3A%2F%2Fa%2F%3Faccess_token%3D[redacted]%26page%3D3',
    ],
    ['Set-Cookie: sid=hunter2; Path=/; hunter2\nHost: a', 'Set-Cookie: [redacted]\nHost: a'],
    ['authorization: Digest username="li", response="hunter2"\nx', 'authorization: [redacted]\nx'],
    ['x-api-key: hunter2', 'x-api-key: [redacted]'],
    ['apiKey=>hunter2', 'apiKey=>[redacted]'],
    ['用户密码：hunter2，登录失败', '用户密码：[redacted]，登录失败'],
    ['sessionId=hunter2', 'sessionId=[redacted]'],
  ])('are masked in %j', (text, expected) => {
    expect(redact(text)).toBe(expected)
  })

  it.each([
    'token count is 5',
    'Unexpected token } in JSON at position 3',
    'tokens: 5',
    'token: undefined',
    'password=null',
    'secretary: Li',
    'monkey=3',
    'design: flat',
    'inside: yes',
    'at Token.read (file:///srv/token.ts:3:4)',
  ])('leaves %j alone', (text) => {
    expect(redact(text)).toBe(text)
  })

  it('are known by the names that the user adds, in any spelling', () => {
    const { text, hides } = createRedactor({ keys: ['id_no', 'a+b', '手机'] }, [])
    expect(text('idNo=7 ID-NO: 8 手机：10 grid_no=11')).toBe(
      'idNo=[redacted] ID-NO: [redacted] 手机：[redacted] grid_no=11',
    )
    expect(['idno', 'ID_NO', 'a+b', 'password'].every(hides)).toBe(true)
    expect(['no', 'grid_no', 'aab'].some(hides)).toBe(false)
  })
})

describe('secrets with a shape of their own', () => {
  it.each([
    ['Bearer abc.def-123 refused', 'Bearer [redacted] refused'],
    ['Basic dXNlcjpwYXNz refused', 'Basic [redacted] refused'],
    ['jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl refused', 'jwt [redacted] refused'],
    ['postgres://li:p@ss@db.test/shop', 'postgres://[redacted]@db.test/shop'],
    ['https://ghp_fake@git.test/x', 'https://[redacted]@git.test/x'],
    [`robot SEC${'0f'.repeat(32)} refused`, 'robot [redacted] refused'],
    [
      'key -----BEGIN RSA PRIVATE KEY-----\nDEK-Info: AES-128\n\nMIIfake\n-----END RSA PRIVATE KEY----- refused',
      'key [redacted] refused',
    ],
  ])('are masked in %j', (text, expected) => {
    expect(redact(text)).toBe(expected)
  })

  it.each([
    'Basic authentication failed',
    'basic validation failed',
    'Bearer token missing',
    'see http://a.test/users/li@b.test',
    'mail li@b.test',
    'SECOND try',
  ])('leaves %j alone', (text) => {
    expect(redact(text)).toBe(text)
  })

  it('mobile and identity numbers are masked on request only', () => {
    const text =
      '用户13800000000 (+86 139-0000-0000), 身份证110101199001011234, 订单1380000000012, 110101199013011234'
    expect(redact(text)).toBe(text)
    expect(createRedactor({ phones: true }, []).text(text)).toBe(
      '用户[redacted] ([redacted]), 身份证110101199001011234, 订单1380000000012, 110101199013011234',
    )
    expect(createRedactor({ idCards: true }, []).text(text)).toBe(
      '用户13800000000 (+86 139-0000-0000), 身份证[redacted], 订单1380000000012, 110101199013011234',
    )
  })
})

describe('the robots own credentials', () => {
  it('are masked wherever they stand, even when redaction is off, encoded or not', () => {
    const off = createRedactor(false, ['SECa+b/c=', 'SECa+b/c=longer', '', 'no'])
    expect(off.text('x SECa+b/c=longer y SECa%2Bb%2Fc%3D z password=1 no')).toBe(
      'x [redacted] y [redacted] z password=1 no',
    )
    expect(off.hides('password')).toBe(false)
  })
})

describe('patterns of the user', () => {
  it('mean the same at every call, whatever flags they carry', () => {
    for (const flags of ['', 'g', 'y', 'gy', 'i', 'gi']) {
      const pattern = new RegExp('card-\\d+', flags)
      pattern.lastIndex = 5
      const { text } = createRedactor({ patterns: [pattern] }, [])
      for (let call = 0; call < 3; call += 1)
        expect(text('a card-12 b card-3')).toBe('a [redacted] b [redacted]')
      expect(pattern.lastIndex).toBe(5)
    }
  })

  it('that match nothing change nothing', () => {
    expect(createRedactor({ patterns: [/x*/] }, []).text('ab')).toBe('ab')
  })
})

const planted = fc.oneof(
  hex(64).map((secret) => ({ secret, text: `SEC${secret}` })),
  base62(20, 300).map((secret) => ({ secret, text: `Bearer ${secret}` })),
  base62(20, 300).map((secret) => ({ secret, text: `password=${secret} ` })),
  base62(20, 300).map((secret) => ({ secret, text: `{"api_key":"${secret}"}` })),
  base62(20, 1_500).map((secret) => ({ secret, text: `https://li:${secret}@a.test/` })),
  base62(20, 300).map((secret) => ({ secret, text: `eyJ${secret}.${secret}` })),
  base62(30).map((secret) => ({ secret, text: secret, own: [secret] })),
  base62(900).map((secret) => ({ secret, text: secret, own: [secret] })),
  base62(20, 300).map((secret) => ({ secret, text: `-----BEGIN PRIVATE KEY-----\n${secret}` })),
)

describe('a planted secret', () => {
  const pieces = (secret: string) =>
    Array.from({ length: secret.length - 7 }, (_, at) => secret.slice(at, at + 8))
  const leaks = (out: string, secret: string) => pieces(secret).some((piece) => out.includes(piece))

  it('never shows, wherever it stands, the cut included', () => {
    const padding = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc
        .tuple(fc.constantFrom('x ', '.', '好', ' "', 'token=1 '), fc.nat(1_400))
        .map(([unit, count]) => unit.repeat(count)),
      fc.nat(1_400).map((count) => 'x'.repeat(count)),
    )
    fc.assert(
      fc.property(padding, planted, padding, (before, { text, secret, ...rest }, after) => {
        const { own = [] }: { own?: string[] } = rest
        const strict = createRedactor(undefined, own)
        const whole = before + text + after
        expect(leaks(cleanChars(whole, 1_000, strict), secret)).toBe(false)
        expect(leaks(cleanBytes(whole, 300, strict), secret)).toBe(false)
      }),
      { numRuns: 200 },
    )
  })

  it('does not show at any single offset around the cut', () => {
    const secret = '0123456789abcdef'.repeat(4)
    for (let offset = 0; offset < 2_200; offset += 1) {
      expect(
        leaks(
          cleanChars(`${'x'.repeat(offset)}SEC${secret} and ${'y'.repeat(3_000)}`, 1_000, redactor),
          secret,
        ),
      ).toBe(false)
    }
  })

  it('would show if a text were cut before it is redacted', () => {
    const secret = '0123456789abcdef'.repeat(4)
    const cut = `${'x'.repeat(960)}SEC${secret}`.slice(0, 1_000)
    expect(leaks(redact(cut), secret)).toBe(true)
  })
})

it('redacting twice is redacting once', () => {
  const words = fc.constantFrom(
    'password',
    'token',
    'cookie',
    '=',
    ':',
    '"',
    "'",
    ' ',
    '{',
    '}',
    '[',
    ']',
    '\\',
    'Bearer',
    '://',
    '@',
    'abc',
    'eyJabcdefghi',
    '密码',
    '：',
    ',',
    '\n',
  )
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.array(words).map((all) => all.join('')),
      ),
      (text) => {
        const once = redact(text)
        expect(redact(once)).toBe(once)
      },
    ),
    { numRuns: 1_000 },
  )
})

it('a long text that is all secret still says so', () => {
  expect(cleanChars(`token=${'x'.repeat(200_000)}`, 1_000, redactor)).toBe('token=[redacted]…')
})
