import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import vectors from '../../../test/fixtures/signatures.json' with { type: 'json' }
import { checkSignature, expectedSign, inspectSignature } from './signature.ts'
import { type SignatureTrap, trapWords } from './traps.ts'

const secret = 'SECfake0secret'
const now = 1_700_000_000_013
const stamp = String(now)

function hmac(key: string, text: string): string {
  return createHmac('sha256', key).update(text).digest('base64')
}

function inspect(query: string) {
  return inspectSignature(secret, new URLSearchParams(query), now)
}

describe('the verifier', () => {
  it.each(vectors)('computes the published sign for $timestamp and accepts it from a URL', (vector) => {
    expect(expectedSign(String(vector.timestamp), vector.secret)).toBe(vector.sign)
    const query = new URLSearchParams(`timestamp=${vector.timestamp}&sign=${vector.urlencoded}`)
    expect(inspectSignature(vector.secret, query, vector.timestamp)).toMatchObject({ valid: true })
    expect(inspectSignature(`${vector.secret}x`, query, vector.timestamp)).toMatchObject({ valid: false })
  })

  it('requires nothing of a robot without a secret', () => {
    const check = inspectSignature(undefined, new URLSearchParams('sign=x'), now)
    expect(check).toEqual({ required: false })
    expect(checkSignature(check)).toBeUndefined()
  })
})

describe('a wrong signature', () => {
  const right = encodeURIComponent(expectedSign(stamp, secret))
  const encode = encodeURIComponent
  // This moment's sign holds a "+" and a "/", so that every mistake in encoding shows.
  const moment =
    [...Array(1000).keys()]
      .map((step) => String(now + step))
      .find((time) => expectedSign(time, secret).includes('+')) ?? ''
  const plus = expectedSign(moment, secret)

  it.each<[SignatureTrap, string]>([
    ['missing', `timestamp=${stamp}`],
    ['repeated', `timestamp=1&sign=x&timestamp=${stamp}&sign=${right}`],
    ['seconds', `timestamp=1700000000&sign=${encode(expectedSign('1700000000', secret))}`],
    ['encoded-twice', `timestamp=${moment}&sign=${encode(encode(plus))}`],
    ['not-encoded', `timestamp=${moment}&sign=${plus}`],
    ['literal-newline', `timestamp=${stamp}&sign=${encode(hmac(secret, `${stamp}\\n${secret}`))}`],
    ['swapped', `timestamp=${stamp}&sign=${encode(hmac(`${stamp}\n${secret}`, ''))}`],
    ['hex', `timestamp=${stamp}&sign=${Buffer.from(expectedSign(stamp, secret), 'base64').toString('hex')}`],
    ['blank-in-secret', `timestamp=${stamp}&sign=${encode(expectedSign(stamp, `${secret}\n`))}`],
    ['without-prefix', `timestamp=${stamp}&sign=${encode(expectedSign(stamp, 'fake0secret'))}`],
    ['stale', `timestamp=${now - 7_200_000}&sign=${encode(expectedSign(String(now - 7_200_000), secret))}`],
    ['unknown', `timestamp=${stamp}&sign=${encode(hmac('other', 'text'))}`],
  ])('is recognised as "%s" and explained', (trap, query) => {
    const check = inspect(query)
    expect(check).toMatchObject({ valid: false, trap })
    expect(checkSignature(check)?.fix).toEqual(trapWords[trap].fix)
  })

  it('is a stale timestamp when the timestamp is no number', () => {
    expect(checkSignature(inspect(`timestamp=now&sign=${right}`))).toMatchObject({ rule: 'timestamp' })
  })

  it('survives a sign that cannot be decoded', () => {
    expect(inspect(`timestamp=${stamp}&sign=%25E0%25A4`)).toMatchObject({ trap: 'unknown' })
  })
})
