import { expect, it } from 'vitest'
import { readMessage } from './template.ts'

it('fills values into a message that still has its placeholders, and keeps that as the template', () => {
  expect(readMessage('user %s failed', ['bob', { a: 1 }])).toEqual({
    message: 'user bob failed',
    template: 'user %s failed',
    rest: [{ a: 1 }],
  })
})

it.each([
  ['user bob failed', ['bob'], 'user %s failed'],
  ['bob told bob', ['bob', 'bob'], '%s told %s'],
  ['user s failed', ['s'], 'user %s failed'],
  ['order 12 of 120', ['12', '120'], 'order %s of %s'],
  ['用户张三登录失败', ['张三'], '用户%s登录失败'],
  ['took 3 ms, true', [3, true], 'took %s ms, %s'],
])('takes the values out of %j', (message, splat, template) => {
  expect(readMessage(message, splat)).toEqual({ message, template, rest: [] })
})

it.each([
  ['failed', ['bob']],
  ['bob failed', ['bob', 'alice']],
  ['bobby failed', ['bob']],
  ['failed ', ['']],
  ['got x', ['x', Symbol.iterator]],
])('has no template where the values are not in the message: %j', (message, splat) => {
  expect(readMessage(message, splat)).toEqual({ message, rest: splat })
})

it('does not search a message that is no longer of human size', () => {
  const message = `${'x '.repeat(1_001)}bob`
  expect(readMessage(message, ['bob']).template).toBeUndefined()
})

it('leaves a message without values alone, a per cent sign in it too', () => {
  expect(readMessage('100%sure', [])).toEqual({ message: '100%sure', rest: [] })
  expect(readMessage('disk 95%% full', ['bob']).message).toBe('disk 95%% full')
})

it('does not write an object out to look for it', () => {
  const dear = {
    toJSON: () => {
      throw new Error('written out')
    },
  }
  expect(readMessage('got {}', [dear])).toEqual({ message: 'got {}', rest: [] })
})
