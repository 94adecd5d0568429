import { expect, it } from 'vitest'
import { levelOf } from './levels.ts'

it.each([
  [60, 'fatal'],
  [50, 'error'],
  [45, 'warn'],
  [30, 'info'],
  [20, 'debug'],
  [5, 'trace'],
  ['50', 'error'],
  ['ERROR', 'error'],
  [' warning ', 'warn'],
  ['emerg', 'fatal'],
  ['silly', 'trace'],
  ['audit', undefined],
  ['', undefined],
  [null, undefined],
  [{}, undefined],
])('reads the level %j as %s', (value, level) => {
  expect(levelOf(value)).toBe(level)
})
