import { expect, it } from 'vitest'
import { Alerter } from '../alerter.ts'
import { resolveSpool } from './spool-options.ts'

it('there is none by default', () => {
  expect([resolveSpool(undefined), resolveSpool(false)]).toEqual([undefined, undefined])
})

it('the directory is made absolute at once', () => {
  expect(resolveSpool({ dir: 'spool' })).toEqual({ dir: `${process.cwd()}/spool`, fsync: 'interval' })
  expect(resolveSpool({ dir: '/var/spool/shop', fsync: 'always' })).toEqual({
    dir: '/var/spool/shop',
    fsync: 'always',
  })
})

it.each([
  [{ spool: true }, /^spool: expected an object or false, got true$/],
  [{ spool: {} }, /^spool\.dir: expected the path of a directory, got undefined$/],
  [{ spool: { dir: ' ' } }, /^spool\.dir: expected the path of a directory, got 0 characters$/],
  [{ spool: { dir: 'a\0b' } }, /^spool\.dir: expected the path of a directory/],
  [
    { spool: { dir: 'a', fsync: 'sometimes' } },
    /^spool\.fsync: expected one of interval, always, never, got 9 characters$/,
  ],
])('what does not fit is refused by name: %j', (options, message) => {
  const make = () => Reflect.construct(Alerter, [{ webhook: 'test-token-1', ...options }])
  expect(make).toThrow(
    expect.objectContaining({ code: 'ERR_DINGTALK_OPTIONS', message: expect.stringMatching(message) }),
  )
})
