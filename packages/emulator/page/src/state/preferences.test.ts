import { expect, it } from 'vitest'
import { loadPreferences, savePreferences } from './preferences.ts'

function storageOf(text?: string): () => Storage {
  const items = new Map(text === undefined ? [] : [['dingbell.page', text]])
  const storage: Storage = {
    length: 0,
    key: () => null,
    clear: () => items.clear(),
    getItem: (name) => items.get(name) ?? null,
    setItem: (name, value) => void items.set(name, value),
    removeItem: (name) => void items.delete(name),
  }
  return () => storage
}

it.each([
  ['zh-CN', 'zh'],
  ['zh', 'zh'],
  ['zh-Hant-TW', 'zh'],
  ['en-GB', 'en'],
  ['de', 'en'],
  ['', 'en'],
])('a browser that speaks %j gets %s', (browser, language) => {
  expect(loadPreferences(storageOf(), browser)).toEqual({ language, theme: 'system', reading: 'phone' })
})

it('keeps a choice over what the browser suggests', () => {
  const storage = storageOf()
  savePreferences(storage, { language: 'en', theme: 'dark', reading: 'desktop' })
  expect(loadPreferences(storage, 'zh-CN')).toEqual({ language: 'en', theme: 'dark', reading: 'desktop' })
})

it.each(['{', 'null', '7', '{"theme":"pink","language":3}'])('takes %s in storage for no choice', (text) => {
  expect(loadPreferences(storageOf(text), 'zh')).toMatchObject({ language: 'zh', theme: 'system' })
})

it('bears storage that is shut', () => {
  const shut = () => {
    throw new Error('denied')
  }
  savePreferences(shut, { language: 'en', theme: 'dark', reading: 'phone' })
  expect(loadPreferences(shut, 'en').language).toBe('en')
})
