import * as core from '@dingbell/core'
import { expect, it } from 'vitest'
import * as adapter from '../src/index.ts'

it('hands on all that a user needs of core, so that nothing else has to be installed', () => {
  expect(Object.keys(adapter)).toEqual(
    expect.arrayContaining(Object.keys(core).filter((name) => name !== 'sign')),
  )
  expect(adapter.Alerter).toBe(core.Alerter)
})

it('refuses an option that does not fit, and names it without quoting it', () => {
  const refused = (options: object) => {
    try {
      new adapter.DingTalkTransport(options)
    } catch (error) {
      return adapter.isDingTalkError(error) ? `${error.code} ${error.message}` : 'another error'
    }
    return 'no error'
  }
  expect(refused({ webhook: 'no token' })).toMatch(/^ERR_DINGTALK_OPTIONS webhook: expected/)
  expect(refused({ levels: { audit: 'secret-word' } })).toMatch(
    /^ERR_DINGTALK_OPTIONS levels\.audit: expected/,
  )
  expect(refused({ levels: { audit: 'secret-word' } })).not.toContain('secret-word')
  expect(refused({ levels: null })).toMatch(/^ERR_DINGTALK_OPTIONS levels: expected an object, got null/)
  expect(refused({ emitErrors: 'yes' })).toMatch(/^ERR_DINGTALK_OPTIONS emitErrors/)
  expect(refused({ alerter: {} })).toMatch(/^ERR_DINGTALK_OPTIONS alerter: expected an Alerter, got object/)
  expect(refused({ alerter: null })).toMatch(/^ERR_DINGTALK_OPTIONS alerter: expected an Alerter, got null/)
})
