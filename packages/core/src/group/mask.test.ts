import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mask } from './mask.ts'

describe('what differs from one alert to the next is masked', () => {
  it.each([
    ['order 4711 failed', 'order # failed'],
    ['took 12.5ms for -3 items', 'took #ms for # items'],
    ['1,234 of 10,000', '# of #'],
    ['user7 and user_8', 'user# and user_#'],
    ['订单20240102失败', '订单#失败'],
    ['key 3f2a1b4c-9d8e-4f7a-8b6c-1d2e3f4a5b6c gone', 'key # gone'],
    ['commit deadbeef and 7ab3c9d', 'commit # and #'],
    ['at 0x7ffee3b0', 'at #'],
    ['2024-01-02T03:04:05.678Z late', '#Z late'],
    ['2024-01-02 03:04:05 late', '# # late'],
    ['Tue Jan 02 2024 03:04:05 GMT+0800', '# # # # # GMT+#'],
    ['connect ECONNREFUSED 10.0.0.1:5432', 'connect ECONNREFUSED #'],
    ['connect ECONNREFUSED ::1:5432', 'connect ECONNREFUSED #'],
    ['from [2001:db8::ff00:42:8329]:443', 'from [#]:#'],
    ['peer aa:bb:cc:dd:ee:ff left', 'peer # left'],
    ['mail li.lei+x@mail.example.com bounced', 'mail # bounced'],
    ['GET https://li:x@a.test/b/c?d=1,2#e 502', 'GET # #'],
    ['url=https://a.test/b', 'url=#'],
    ['nanoid V1StGXR8_Z5jdHi6B-myT', 'nanoid #'],
    ['jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln', 'jwt #'],
    ['ulid 01ARZ3NDEKTSV4RRFFQ69G5FAV', 'ulid #'],
    ['cus_Nf8g3kLm2 declined', 'cus_# declined'],
    ["Duplicate entry 'li lei' for key 'users.name'", "Duplicate entry '#' for key 'users.name'"],
    ["open '/tmp/x-1/a.png'", "open '#'"],
    ['name="Li Lei" x', 'name="#" x'],
    ['ids 1, 2, 3 and 4', 'ids # and #'],
  ])('%j', (message, masked) => {
    expect(mask(message)).toBe(masked)
  })
})

describe('what the programmer wrote stays', () => {
  it.each([
    "Cannot read properties of undefined (reading 'foo')",
    'Unknown column "shop.userName" in field list',
    'Invalid `prisma.user.create()` invocation',
    '{"message":"库存不足","reason":"not enough stock"}',
    "can't read the users' file",
    'facade decade added',
    'PaymentService.charge failed: ECONNRESET',
    'std::bad alloc',
    '支付失败：余额不足',
  ])('%j', (message) => {
    expect(mask(message)).toBe(message)
  })

  it('in a quoted sentence too', () => {
    expect(mask('{"message":"Order 7 not found.","code":"X"}')).toBe(
      '{"message":"Order # not found.","code":"X"}',
    )
  })
})

describe('the part that counts', () => {
  it('is two lines, empty ones not counted, blanks aside', () => {
    expect(mask('\n  Invalid call in\r\n\n   line 3\n4th\n5th')).toBe('Invalid call in\nline #')
    expect(mask('a   b\t c ')).toBe('a b c')
  })

  it('is 512 characters of what is left after masking', () => {
    const words = 'word '.repeat(200)
    expect(mask(words)).toHaveLength(512)
    const ids = (id: string) => `${id} ${id} ${id} ${words}`
    expect(mask(ids('1'))).toBe(mask(ids('123456789')))
  })
})

describe('a message is the same whatever its', () => {
  const same = <T>(value: fc.Arbitrary<T>, write: (value: T) => string = String, numRuns = 200) =>
    fc.assert(
      fc.property(value, value, (one, other) => {
        const message = (filled: string) =>
          `order ${filled} of [${filled}], (${filled}) failed: id=${filled}; ${filled}`
        expect(mask(message(write(one)))).toBe(mask(message(write(other))))
        expect(mask(message(write(one)))).toContain('failed')
      }),
      { numRuns },
    )
  const hex = fc.constantFrom(...'0123456789abcdef')
  const oneOf = (letters: string, length: number) =>
    fc.string({ unit: fc.constantFrom(...letters), minLength: length, maxLength: length })

  it('integers', () => same(fc.oneof(fc.integer(), fc.nat(), fc.maxSafeInteger())))
  it('fractions', () => same(fc.tuple(fc.nat(), fc.nat()), ([whole, part]) => `${whole}.${part}`))
  it('amounts', () => same(fc.nat(), (value) => value.toLocaleString('en-US')))
  it('UUIDs', () => same(fc.uuid()))
  it('upper case UUIDs', () => same(fc.uuid(), (value) => value.toUpperCase()))
  it('object ids', () => same(fc.string({ unit: hex, minLength: 24, maxLength: 24 })))
  it('digests', () => same(fc.string({ unit: hex, minLength: 32, maxLength: 64 })))
  it('ULIDs', () => same(oneOf('0123456789ABCDEFGHJKMNPQRSTVWXYZ', 24), (tail) => `01${tail}`))
  it('ISO times', () =>
    same(fc.date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) }), (date) =>
      date.toISOString(),
    ))
  it('printed times', () =>
    same(fc.date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) }), (date) =>
      date.toUTCString(),
    ))
  it('IPv4 addresses', () => same(fc.ipV4()))
  it('IPv6 addresses', () => same(fc.ipV6().filter((value) => /[0-9a-f]/i.test(value))))
  it('addresses with ports', () =>
    same(fc.tuple(fc.ipV4(), fc.nat(65_535)), ([host, port]) => `${host}:${port}`))
  it('mail addresses', () =>
    same(
      fc.tuple(oneOf('abcxyz0189._', 8), fc.domain()).filter(([, domain]) => /[a-z]/i.test(domain)),
      ([name, domain]) => `a${name}b@${domain}`,
    ))
  it('URLs', () =>
    same(
      fc.webUrl({ withQueryParameters: true, size: '-2' }).filter((url) => !/["'`<>]/.test(url)),
      (url) => `${url} `,
      50,
    ))
})

it('masks any text without a throw, within 512 characters', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 2_000 }), (text) => {
      expect(mask(text).length).toBeLessThanOrEqual(512)
    }),
  )
})
