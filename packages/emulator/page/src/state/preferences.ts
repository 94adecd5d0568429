import type { Reading } from '../markdown/reader.ts'

/** The languages of the page. */
type Language = 'zh' | 'en'

/** `system`: whatever the machine prefers. */
type Theme = 'system' | 'light' | 'dark'

/** What a reader has chosen; it outlives a reload. */
export interface Preferences {
  language: Language
  theme: Theme
  reading: Reading
}

const key = 'dingbell.page'

/** Chinese where the browser speaks it, else English. */
function languageOf(browserLanguage: string): Language {
  return /^zh\b/i.test(browserLanguage) ? 'zh' : 'en'
}

/** The stored choice, over what the browser suggests. Storage that is shut counts as empty. */
export function loadPreferences(storage: () => Storage, browserLanguage: string): Preferences {
  const stored = read(storage)
  const one = <T extends string>(name: string, values: readonly T[], fallback: T): T =>
    values.find((value) => value === stored[name]) ?? fallback
  return {
    language: one('language', ['zh', 'en'], languageOf(browserLanguage)),
    theme: one('theme', ['system', 'light', 'dark'], 'system'),
    reading: one('reading', ['phone', 'desktop'], 'phone'),
  }
}

/** Keeps the choice, where the browser lets it. */
export function savePreferences(storage: () => Storage, preferences: Preferences): void {
  try {
    storage().setItem(key, JSON.stringify(preferences))
  } catch {
    // A private window may refuse; the choice then lasts until the page is closed.
  }
}

function read(storage: () => Storage): Record<string, unknown> {
  try {
    const json: unknown = JSON.parse(storage().getItem(key) ?? '{}')
    return typeof json === 'object' && json !== null ? { ...json } : {}
  } catch {
    return {}
  }
}
