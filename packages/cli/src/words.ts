/** What people read, in both languages. */
export interface Words {
  zh: string
  en: string
}

/** A language that the command speaks. */
export type Lang = keyof Words

/**
 * Chinese, unless `--lang` or the system's locale names another language. `C` and `POSIX` name none: containers and cron
 * jobs have them without anybody's choice.
 */
export function languageOf(argv: readonly string[], env: NodeJS.ProcessEnv): Lang {
  // Read before anything is parsed: the help itself must know its language.
  const flag = argv.find((argument, index) => argv[index - 1] === '--lang' || argument.startsWith('--lang='))
  const locale = flag?.replace('--lang=', '') || env.LC_ALL || env.LC_MESSAGES || env.LANG || ''
  return /^(zh|c$|c\.|posix$|$)/i.test(locale) ? 'zh' : 'en'
}
