import type { Words } from '../words.ts'

/**
 * Chinese unless the flag, its variable or the system's locale names another language; `C` and `POSIX` name none. Read by
 * hand, before commander parses anything: the help itself must know its language.
 */
export function languageOf(argv: readonly string[], env: NodeJS.ProcessEnv): keyof Words {
  const flag = argv.find((argument, index) => argv[index - 1] === '--lang' || argument.startsWith('--lang='))
  const wish = flag?.replace('--lang=', '') ?? env.DINGBELL_EMULATOR_LANG
  const locale = wish || env.LC_ALL || env.LC_MESSAGES || env.LANG || ''
  return /^(zh|c$|c\.|posix$|$)/i.test(locale) ? 'zh' : 'en'
}
