import { expect, it } from 'vitest'
import { readError } from './serialised-error.ts'

const stack = (name: string, message: string) => `${name}: ${message}\n    at work (/app/${name}.js:1:1)`

it('gives an error back its name, and its causes their own messages and stacks', () => {
  const read = readError({
    type: 'TypeError',
    message: 'boom: no answer: too far',
    stack: [stack('TypeError', 'boom'), stack('Error', 'no answer'), stack('RangeError', 'too far')].join(
      '\ncaused by: ',
    ),
    code: 'EBOOM',
  })
  expect(read).toEqual({
    name: 'TypeError',
    message: 'boom',
    stack: stack('TypeError', 'boom'),
    code: 'EBOOM',
    cause: {
      name: 'Error',
      message: 'no answer',
      stack: stack('Error', 'no answer'),
      cause: { name: 'RangeError', message: 'too far', stack: stack('RangeError', 'too far') },
    },
  })
})

it('leaves a message alone that only looks as if it held a cause', () => {
  expect(readError({ type: 'Error', message: 'a: b', stack: stack('Error', 'a: b') }).message).toBe('a: b')
  const other = {
    type: 'Error',
    message: 'a: x',
    stack: `${stack('Error', 'a')}\ncaused by: ${stack('Error', 'b')}`,
  }
  expect(readError(other).message).toBe('a: x')
})

it.each([
  [stack('Error', 'two\nlines'), 'Error', 'two\nlines'],
  ['TypeError [ERR_X]: coded\n    at a (b.js:1:1)', 'TypeError', 'coded'],
  ['ValidationError', 'ValidationError', ''],
  ['something else entirely', 'Error', 'something else entirely'],
])('reads the head of a stack: %j', (cause, name, message) => {
  const read = readError({ message: 'boom', stack: `${stack('Error', 'boom')}\ncaused by: ${cause}` })
  expect(read.cause).toMatchObject({ name, message })
})

it('ends the chain at a depth that no alert shows', () => {
  let error: Record<string, unknown> = { type: 'Error', message: 'innermost' }
  for (let n = 0; n < 100; n += 1) error = { type: 'Error', message: `${n}`, cause: error }
  expect(JSON.stringify(readError(error)).match(/"name"/g)).toHaveLength(7)
  const long = Array.from({ length: 100 }, (_, n) => stack('Error', `${n}`)).join('\ncaused by: ')
  expect(JSON.stringify(readError({ message: 'x', stack: long })).match(/"name"/g)).toHaveLength(7)
})

it('takes what is no error at all', () => {
  expect(readError({})).toEqual({ name: 'Error', message: undefined })
  expect(readError({ errors: ['text', { type: 'A', message: 'b' }] }).errors).toMatchObject([
    'text',
    { name: 'A' },
  ])
})
