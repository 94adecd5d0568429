import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { isError, readError } from './read.ts'

class PaymentError extends Error {}

describe('readError', () => {
  it('reads name, message, code and the frames alone', () => {
    const error = Object.assign(new RangeError('too far'), { code: 'E_FAR' })
    expect(readError(error)).toMatchObject({
      name: 'RangeError',
      message: 'too far',
      code: 'E_FAR',
      causes: [],
    })
    expect(readError(error)?.stack).toMatch(/^ {4}at .*read\.test\.ts/)
    expect(readError(error)?.stack).not.toContain('too far')
  })

  it('calls an error by its class when it inherited its name', () => {
    expect(readError(new PaymentError('x'))?.name).toBe('PaymentError')
    expect(readError(new (class a extends Error {})('x'))?.name).toBe('Error')
  })

  it('takes the frames of a message that looks like frames itself', () => {
    const inner = new Error('inner')
    const outer = new Error(`wrapped ${inner.stack}`)
    const frames = new Error('plain').stack?.split('\n').length ?? 0
    expect(readError(outer)?.stack?.split('\n')).toHaveLength(frames - 1)
  })

  it('takes the frames of an error whose message was changed, emptied or made long', () => {
    const changed = new Error('before')
    changed.message = 'after'
    for (const error of [changed, new Error(''), new Error('x\ny'), new Error('x'.repeat(1_000_000))]) {
      expect(readError(error)?.stack).toMatch(/^ {4}at /)
    }
  })

  it('keeps a stack that is not V8s, and none that says nothing more', () => {
    const foreign = Object.assign(new Error('x'), { stack: 'Traceback:\n  File "a.py", line 1' })
    expect(readError(foreign)?.stack).toBe('Traceback:\n  File "a.py", line 1')
    for (const stack of ['Error: x', 'Error', '', 5, undefined, ['at a']]) {
      expect(readError(Object.assign(new Error('x'), { stack }))?.stack).toBeUndefined()
    }
  })

  it('reads at most 8,192 characters of a stack, and whole lines', () => {
    const line = '    at f (/srv/a.js:1:2)'
    const error = Object.assign(new Error('x'), { stack: `Error: x\n${`${line}\n`.repeat(10_000)}` })
    const { stack = '' } = readError(error) ?? {}
    expect(stack.length).toBeLessThanOrEqual(8_192)
    expect(new Set(stack.split('\n'))).toEqual(new Set([line]))
  })

  it('knows what is no error by its class, its message or its description', () => {
    class Failure {
      message = 'no luck'
    }
    expect(readError(new Failure())).toMatchObject({ name: 'Failure', message: 'no luck' })
    expect(readError({ name: 'Li Lei', code: 7 })).toMatchObject({
      name: '',
      message: '{"name":"Li Lei","code":7}',
      code: '7',
    })
    expect(readError('boom')).toMatchObject({ name: '', message: 'boom' })
    expect(readError(null)).toBeUndefined()
    expect(readError(undefined)).toBeUndefined()
  })

  it('describes a message, and ignores a code, of the wrong type', () => {
    const error = Object.assign(new Error(), { name: 5, message: { a: 1 }, code: {} })
    expect(readError(error)).toMatchObject({ name: 'Error', message: '{"a":1}', code: undefined })
    expect(readError(Object.assign(new Error(), { message: null }))?.message).toContain('Error')
  })
})

describe('the causes', () => {
  const names = (error: unknown) =>
    readError(error)?.causes.map((cause) => `${cause.name}${cause.member ? '*' : ''}`)

  it('are listed outermost first, whatever they are', () => {
    const error = new Error('a', {
      cause: new TypeError('b', { cause: new PaymentError('c', { cause: 'text' }) }),
    })
    expect(names(error)).toEqual(['TypeError', 'PaymentError', ''])
  })

  it('are five at most', () => {
    const chain = Array.from({ length: 50 }).reduce<Error>(
      (cause) => new Error('x', { cause }),
      new Error('end'),
    )
    expect(names(chain)).toHaveLength(5)
  })

  it('that run in a circle end', () => {
    const one = new Error('one')
    const two = new RangeError('two', { cause: one })
    one.cause = two
    expect(names(one)).toEqual(['RangeError'])
    const self = new Error('self')
    self.cause = self
    expect(names(self)).toEqual([])
  })

  it('of an AggregateError hold its members, marked', () => {
    const members = [new TypeError('a', { cause: new RangeError('c') }), new SyntaxError('b')]
    const error = new AggregateError(members, 'all', { cause: new PaymentError('why') })
    expect(names(error)).toEqual(['PaymentError', 'TypeError*', 'SyntaxError*', 'RangeError*'])
  })

  it('do not hold the errors of a validation', () => {
    expect(names(Object.assign(new Error('invalid'), { errors: [{ message: 'too short' }] }))).toEqual([])
  })
})

describe('isError', () => {
  it('knows errors of other realms and those that only look like one', () => {
    const foreign: unknown = runInNewContext('new TypeError("far")')
    expect(foreign instanceof Error).toBe(false)
    const lookalike = { name: 'X', message: 'y', stack: 'X: y\n    at z' }
    const exception = new DOMException('gone', 'AbortError')
    for (const value of [foreign, lookalike, exception, new PaymentError()])
      expect(isError(Object(value))).toBe(true)
    for (const value of [{ message: 'x' }, [], new Map()]) expect(isError(Object(value))).toBe(false)
  })

  it('reads them as any other', () => {
    expect(readError(runInNewContext('new TypeError("far")'))).toMatchObject({
      name: 'TypeError',
      message: 'far',
    })
    expect(readError(new DOMException('gone', 'AbortError'))).toMatchObject({
      name: 'AbortError',
      message: 'gone',
    })
  })
})
