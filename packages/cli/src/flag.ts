import { InvalidArgumentError, Option } from 'commander'
import type { Lang, Words } from './words.ts'

/** One option: the help and the tables of the READMEs are made of it. */
export interface Flag {
  /** As commander reads it. */
  flag: string
  says: Words
  /** Words that it takes; anything is taken without. */
  choices?: readonly string[]
  /** Reads the text of the command line; what came before it, where the option is repeated. */
  read?: (text: string, previous: unknown) => unknown
}

/** Names an option and says what it does. */
export function flag(name: string, zh: string, en: string, rest: Pick<Flag, 'choices' | 'read'> = {}): Flag {
  return { flag: name, says: { zh, en }, ...rest }
}

/** The option in one language. */
export function optionOf({ choices, flag, read, says }: Flag, lang: Lang): Option {
  const option = new Option(flag, says[lang])
  if (choices) option.choices(choices)
  if (read) option.argParser(read)
  return option
}

/** Options that every command has. */
export const commonFlags: readonly Flag[] = [
  flag(
    '--env-file <path>',
    '从这个文件（如 .env）读取 DINGTALK_* 变量；文件里有 Webhook 时，三个变量都只取自文件',
    'read the DINGTALK_* variables from this file, such as .env; one that holds a webhook is taken alone',
  ),
  flag('--allow-http', '允许用明文 http 访问非本机地址', 'allow plain http to a host that is not loopback'),
  flag(
    '--lang <lang>',
    '输出语言（默认看系统区域设置）',
    "language of the output (default: the system's locale)",
    {
      choices: ['zh', 'en'],
    },
  ),
]

/** Reads a whole number from `least` to `most`; commander puts the option's name before what is thrown. */
export function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text)
    // Digits only: `Number` would take '', '1e3' and '0x10'.
    const good = /^\d+$/.test(text) && value >= least && value <= most
    if (!good) throw new InvalidArgumentError(`${least} … ${most}`)
    return value
  }
}

/** An option that may be repeated, and takes several values separated by commas, also by a Chinese keyboard's. */
export function list(text: string, previous: unknown): string[] {
  return [...texts(previous), ...text.split(/[,，]/).map((part) => part.trim())].filter((part) => part !== '')
}

/** An option that may be repeated, one value each: a button's URL and an ignored text may hold commas. */
export function each(text: string, previous: unknown): string[] {
  return [...texts(previous), text]
}

/** What commander hands over as `previous` is unknown to its types, and nothing the first time. */
function texts(previous: unknown): string[] {
  return Array.isArray(previous) ? previous.map(String) : []
}
