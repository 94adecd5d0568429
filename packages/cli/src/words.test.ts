import { expect, it } from 'vitest'
import { languageOf } from './words.ts'

it.each([
  [[], {}, 'zh'],
  [[], { LANG: 'C.UTF-8' }, 'zh'],
  [[], { LANG: 'POSIX' }, 'zh'],
  [[], { LANG: 'zh_CN.UTF-8' }, 'zh'],
  [[], { LANG: 'de_DE.UTF-8' }, 'en'],
  [[], { LANG: 'zh_CN.UTF-8', LC_MESSAGES: 'en_US.UTF-8' }, 'en'],
  [[], { LANG: 'en_US', LC_MESSAGES: 'en_US', LC_ALL: 'zh_TW' }, 'zh'],
  [['doctor', '--lang', 'en'], { LANG: 'zh_CN' }, 'en'],
  [['doctor', '--lang=zh'], { LANG: 'en_US' }, 'zh'],
] as const)('with arguments %j and locale %j speaks %s', (argv, env, lang) => {
  expect(languageOf(argv, env)).toBe(lang)
})
