import { expect, it } from 'vitest'
import vectors from '../../test/fixtures/signatures.json' with { type: 'json' }
import { sign } from './sign.ts'

it.each(vectors)('signs $timestamp with $secret as published', ({ timestamp, secret, sign: expected }) => {
  expect(sign(timestamp, secret)).toBe(expected)
})

it('is not URL-encoded: that is done once, where the URL is built', () => {
  const encoded = vectors.map(({ timestamp, secret }) => encodeURIComponent(sign(timestamp, secret)))
  expect(encoded).toEqual(vectors.map(({ urlencoded }) => urlencoded))
})
