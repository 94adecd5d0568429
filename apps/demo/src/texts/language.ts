/** What the demo can speak. */
export type Language = 'zh' | 'en'

/** Chinese, unless the system's locale names another language. */
export function languageOf(env: NodeJS.ProcessEnv): Language {
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || ''
  return /^(zh|c$|c\.|posix$|$)/i.test(locale) ? 'zh' : 'en'
}
