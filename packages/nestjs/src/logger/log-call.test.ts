import { expect, it } from 'vitest'
import { readLogCall } from './log-call.ts'

const error = new TypeError('not a function')
const stack = 'TypeError: not a function\n    at run (/app/src/run.ts:1:2)'
const fromStack = { name: 'TypeError', message: 'not a function', stack }

it.each([
  ['a message alone', ['failed'], { message: 'failed' }],
  ['message and context', ['failed', 'Cats'], { message: 'failed', logger: 'Cats' }],
  ['message and stack', ['failed', stack], { message: 'failed', error: fromStack, stack }],
  [
    'message, stack and context',
    ['failed', stack, 'Cats'],
    { message: 'failed', error: fromStack, stack, logger: 'Cats' },
  ],
  [
    'message, context and stack',
    ['failed', 'Cats', stack],
    { message: 'failed', error: fromStack, stack, logger: 'Cats' },
  ],
  ['message, no stack and context', ['failed', undefined, 'Cats'], { message: 'failed', logger: 'Cats' }],
  ['an Error', [error], { error }],
  ['an Error and context', [error, 'Cats'], { error, logger: 'Cats' }],
  ['an Error, no stack and context', [error, undefined, 'Cats'], { error, logger: 'Cats' }],
  ['an Error, its stack and context', [error, stack, 'Cats'], { error, logger: 'Cats' }],
  ['message, Error and context', ['failed', error, 'Cats'], { message: 'failed', error, logger: 'Cats' }],
  [
    'message and parameters',
    ['failed', { order: 7 }, 'Cats'],
    { message: 'failed', context: { order: 7 }, logger: 'Cats' },
  ],
  [
    'message and several parameters',
    ['failed', { order: 7 }, { shop: 'north' }, 'Cats'],
    { message: 'failed', context: { order: 7, shop: 'north' }, logger: 'Cats' },
  ],
  [
    'several messages',
    ['failed', 'twice', 3, 'Cats'],
    { message: 'failed', context: { details: ['twice', 3] }, logger: 'Cats' },
  ],
  ['an object', [{ order: 7 }, 'Cats'], { error: { order: 7 }, logger: 'Cats' }],
  ['an object and an Error', [{ order: 7 }, error, 'Cats'], { error, context: { order: 7 }, logger: 'Cats' }],
  ['a number', [42, 'Cats'], { message: '42', logger: 'Cats' }],
  ['nothing', [undefined, undefined, 'Cats'], { message: 'undefined', logger: 'Cats' }],
])('reads %s', (_, args, expected) => {
  const nothing = {
    message: undefined,
    error: undefined,
    stack: undefined,
    logger: undefined,
    context: undefined,
  }
  expect(readLogCall(args, undefined)).toEqual({ ...nothing, ...expected })
})

it('falls back to the context of the logger itself', () => {
  expect(readLogCall(['failed'], 'Own').logger).toBe('Own')
  expect(readLogCall(['failed', 'Cats'], 'Own').logger).toBe('Cats')
  expect(readLogCall(['failed'], '').logger).toBeUndefined()
})

it('reads name and message of a stack over several lines, and of one without a name', () => {
  const lines = 'DatabaseError: first\nsecond\n    at query (/app/db.js:3:4)'
  expect(readLogCall(['x', lines], undefined).error).toMatchObject({
    name: 'DatabaseError',
    message: 'first\nsecond',
  })
  const bare = 'something went wrong\n    at query (/app/db.js:3:4)'
  expect(readLogCall(['x', bare], undefined).error).toMatchObject({
    name: '',
    message: 'something went wrong',
  })
})

it('reads a long text without a stack before the test times out', () => {
  // A pattern that backtracks would take hours.
  const long = '\n\t '.repeat(100_000)
  expect(readLogCall([long, long, 'Cats'], undefined).logger).toBe('Cats')
})
