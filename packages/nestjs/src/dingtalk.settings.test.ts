import { expect, it } from 'vitest'
import { resolveOptions } from './dingtalk.settings.ts'

it.each([
  ['options', null],
  ['alerter', { alerter: 'one' }],
  ['exceptions', { exceptions: 'no' }],
  ['captureUncaught', { captureUncaught: 1 }],
  ['isExpected', { isExpected: /404/ }],
  ['logger', { logger: 'json' }],
  ['include', { include: true }],
  ['include.query', { include: { query: 'all' } }],
  ['include.params', { include: { params: [] } }],
  ['include.body', { include: { body: 'yes' } }],
  ['include.headers', { include: { headers: 'x-plan' } }],
])('refuses a wrong %s, naming it and not quoting it', (field, options) => {
  const wrong = JSON.parse(JSON.stringify(options), (_, value: unknown) => value)
  expect(() => resolveOptions(wrong, undefined)).toThrow(
    new RegExp(`^${field.replace('.', '\\.')}: expected .*, got `),
  )
})

it('rings for exceptions by default only without a name', () => {
  expect(resolveOptions({}, undefined).exceptions).toBe(true)
  expect(resolveOptions({}, 'billing').exceptions).toBe(false)
  expect(resolveOptions({ exceptions: true }, 'billing').exceptions).toBe(true)
})

it('neither changes the options nor adds to them', () => {
  const options = Object.freeze({ app: 'shop', exceptions: undefined })
  expect(resolveOptions(options, undefined)).toMatchObject({
    app: 'shop',
    exceptions: true,
    captureUncaught: false,
  })
  expect(Object.keys(options)).toEqual(['app', 'exceptions'])
})
