import { expect, it } from 'vitest'
import { chatTime, needsTime } from './time.ts'

const noon = new Date(2026, 10, 22, 12).getTime()

it('says the time above the first message, after a pause, and on a new day', () => {
  expect(needsTime(noon, undefined)).toBe(true)
  expect(needsTime(noon, noon - 5 * 60_000)).toBe(false)
  expect(needsTime(noon, noon - 5 * 60_000 - 1)).toBe(true)
  const midnight = new Date(2026, 10, 22).getTime()
  expect(needsTime(midnight, midnight - 1)).toBe(true)
})

it('names the date only of another day', () => {
  expect(chatTime(noon, noon + 1000, 'en')).toBe('12:00')
  expect(chatTime(noon, noon + 86_400_000, 'en')).toBe('Nov 22, 12:00')
  expect(chatTime(noon, noon + 86_400_000, 'zh-CN')).toBe('11月22日 12:00')
})
