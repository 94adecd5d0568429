import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, vi } from 'vitest'
import { doctorFlags } from '../src/doctor/flags.ts'
import { endings } from '../src/exit-codes.ts'
import { commonFlags } from '../src/flag.ts'
import { kinds, sendFlags } from '../src/send/flags.ts'
import { tailFlags } from '../src/tail/flags.ts'
import { dingbell } from './cli.ts'
import { emulate, envOf } from './help.ts'

// Each test starts processes: slow where many tests run at once.
vi.setConfig({ testTimeout: 60_000 })

const read = (name: string) => readFileSync(fileURLToPath(new URL(`../${name}`, import.meta.url)), 'utf8')

/** The cells of the table rows in the section that begins so, headings of tables left out. */
function rows(text: string, title: string): string[][] {
  const section = text.split(/^## /m).find((part) => part.startsWith(title)) ?? ''
  const lines = section.split('\n').filter((line) => line.startsWith('| '))
  const cells = lines.map((line) =>
    line
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll(/^`|`$|\\(?=\|)/g, '')),
  )
  return cells.filter(
    (_, index) => !lines[index]?.startsWith('| ---') && !lines[index + 1]?.startsWith('| ---'),
  )
}

describe.each([
  { file: 'README.md', lang: 'en', robot: 'The robot', exits: 'Exit codes', all: 'all' },
  { file: 'README.zh-CN.md', lang: 'zh', robot: '机器人', exits: '退出码', all: '全部' },
] as const)('$file', ({ all, exits, file, lang, robot }) => {
  const text = read(file)

  it('lists the options of send with their kinds, as the help does, and no other', () => {
    const kindsOf = (each: readonly string[]) => (each.length === kinds.length ? all : each.join(', '))
    expect(rows(text, 'send')).toEqual(
      sendFlags.map((flag) => [flag.flag, kindsOf(flag.kinds), flag.says[lang]]),
    )
  })

  it.each([
    ['doctor', doctorFlags],
    ['tail', tailFlags],
  ] as const)('lists the options of %s as the help does, and no other', (title, flags) => {
    expect(rows(text, title)).toEqual(flags.map(({ flag, says }) => [flag, says[lang]]))
  })

  it('lists the options of every command, and the variables', () => {
    const [webhook, secret, keywords, ...common] = rows(text, robot)
    expect([webhook, secret, keywords].map((row) => row?.[0])).toEqual([
      'DINGTALK_WEBHOOK',
      'DINGTALK_SECRET',
      'DINGTALK_KEYWORDS',
    ])
    expect(common).toEqual(commonFlags.map(({ flag, says }) => [flag, says[lang]]))
  })

  it('lists every exit code, and no other', () => {
    expect(rows(text, exits)).toEqual(
      Object.values(endings).map(({ code, says }) => [String(code), says[lang]]),
    )
  })

  it('begins with one sentence and at most twenty lines that work', async () => {
    const [, first = ''] = text.split('```')
    const lines = first.split('\n').slice(1, -1)
    expect(lines.length).toBeLessThanOrEqual(20)
    const commands = lines.flatMap(
      (line) => /^(?:node server\.js \| )?dingbell ([^#]*)/.exec(line)?.[1]?.trim() ?? [],
    )
    expect(commands).toHaveLength(3)
    const env = envOf(await emulate())
    for (const command of commands) {
      const { code } = await dingbell(command.replaceAll("'", '').split(' '), { env, input: '' })
      // Unsigned and without keywords, the doctor has nothing to prove anything by.
      expect([command, code]).toEqual([command, command === 'doctor' ? 11 : 0])
    }
  })

  it('shows calls of send that work', async () => {
    const env = envOf(await emulate())
    const section = text.split(/^## /m).find((part) => part.startsWith('send')) ?? ''
    const calls = [...section.matchAll(/^dingbell (send (?:text|link|card|feed) .*)$/gm)].map(
      ([, call = '']) => call,
    )
    expect(calls.length).toBeGreaterThanOrEqual(4)
    for (const call of calls) {
      const args = [...call.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '')
      expect([call, await dingbell(args, { env })]).toMatchObject([call, { code: 0 }])
    }
  })
})

describe('--help', () => {
  const help = async (args: readonly string[], lang: string) => {
    const { code, stdout, stderr } = await dingbell([...args, '--help', '--lang', lang])
    expect([code, stderr]).toEqual([0, ''])
    return stdout
  }

  it.each(['zh', 'en'] as const)(
    'in %s lists commands, variables, examples and every exit code',
    async (lang) => {
      const text = await help([], lang)
      for (const word of [
        'send',
        'doctor',
        'tail',
        'DINGTALK_WEBHOOK',
        'DINGTALK_SECRET',
        'DINGTALK_KEYWORDS',
      ])
        expect(text).toContain(word)
      expect(text).toMatch(
        lang === 'zh'
          ? /用法：.*[\s\S]*示例：[\s\S]*退出码：/
          : /Usage: .*[\s\S]*Examples:[\s\S]*Exit codes:/,
      )
      for (const { code, says } of Object.values(endings))
        expect(text).toMatch(new RegExp(`^ {2}${code} +${says[lang]}$`, 'm'))
    },
  )

  it.each([
    [['send', 'card'], sendFlags.filter(({ kinds }) => kinds.includes('card'))],
    [['doctor'], doctorFlags],
    [['tail'], tailFlags],
  ] as const)('of %j lists its options and those of every command, with examples', async (args, flags) => {
    const text = await help(args, 'en')
    for (const { flag } of [...flags, ...commonFlags]) expect(text).toContain(`  ${flag}`)
    expect(text).toContain(`$ dingbell ${args[0]}`)
    expect(await help(args, 'zh')).toContain(`$ dingbell ${args[0]}`)
  })

  it('needs no webhook, as --version does not', async () => {
    const { version } = JSON.parse(read('package.json'))
    expect(await dingbell(['--version'])).toEqual({
      code: 0,
      signal: null,
      stdout: `${version}\n`,
      stderr: '',
    })
  })
})
