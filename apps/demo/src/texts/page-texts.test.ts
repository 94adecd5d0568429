import { expect, it } from 'vitest'
import { pageTextsOf } from './page-texts.ts'

it('counts one thing as one', () => {
  const { inMessages, kinds, queued } = pageTextsOf('en').ledger
  expect(inMessages('1', '1', false)).toBe('1 alert took 1 message')
  expect(inMessages('10,000', '1', true)).toBe('10,000 alerts took only 1 message')
  expect([kinds('1'), kinds('40'), queued(1)]).toEqual([
    '1 kind of alerts',
    '40 kinds of alerts',
    '1 message under way',
  ])
})
