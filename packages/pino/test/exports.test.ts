import * as core from '@dingbell/core'
import { expect, it } from 'vitest'
import * as adapter from '../src/index.ts'

it('hands on all that a user needs of core, so that nothing else has to be installed', () => {
  expect(Object.keys(adapter)).toEqual(
    expect.arrayContaining(Object.keys(core).filter((name) => name !== 'sign')),
  )
  expect(adapter.Alerter).toBe(core.Alerter)
})
