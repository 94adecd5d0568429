/** What the demo can speak. */
export type Language = 'zh' | 'en'

/** The same in both. */
export type Words = Readonly<Record<Language, string>>

/** Chinese, unless the system's locale names another language. */
export function languageOf(env: NodeJS.ProcessEnv): Language {
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || ''
  return /^(zh|c$|c\.|posix$|$)/i.test(locale) ? 'zh' : 'en'
}

/** What a visitor chose, else what the browser prefers, else `fallback`. */
export function languageFor(
  chosen: string | undefined,
  accepted: string | undefined,
  fallback: Language,
): Language {
  if (chosen === 'zh' || chosen === 'en') return chosen
  const wish = /^\s*([a-z]{2})/i.exec(accepted ?? '')?.[1]?.toLowerCase()
  if (wish === undefined) return fallback
  return wish === 'zh' ? 'zh' : 'en'
}
