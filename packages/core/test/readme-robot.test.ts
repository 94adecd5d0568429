import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { startEmulator } from '@dingbell/emulator'
import { describe, expect, it } from 'vitest'
import { DingTalkError } from '../src/errors.ts'
import { type RobotOptions, resolveRobotOptions } from '../src/robot-options.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const source = (name: string) => readFileSync(`${root}src/${name}.ts`, 'utf8')

/** The fields of an interface, in the order of the source. */
function fieldsOf(text: string, name: string): (string | undefined)[] {
  const [, body = ''] = new RegExp(`interface ${name} \\{\\n(.*?)\\n\\}`, 's').exec(text) ?? []
  return [...body.matchAll(/^ {2}(\w+)\??:/gm)].map(([, field]) => field)
}
const retryFields = fieldsOf(source('transport/backoff'), 'Retry').map((field) => `retry.${field}`)
const options = fieldsOf(source('robot-options'), 'RobotOptions').flatMap((field) =>
  field === 'retry' ? retryFields : [field],
)

/** Options with one of them set, by its path. */
function optionsWith(path: string, value: unknown): RobotOptions {
  const [first = '', second] = path.split('.')
  return Object.assign(
    { webhook: 'fake-token' },
    { [first]: second === undefined ? value : { [second]: value } },
  )
}
const numbersIn = (cell = '') =>
  [...cell.matchAll(/\d[\d,]*/g)].map(([digits]) => Number(digits.replaceAll(',', '')))

describe.each(['README.md', 'README.zh-CN.md'])('%s', (name) => {
  const page = readFileSync(root + name, 'utf8')
  const [robotHalf = ''] = page.split('\n## Alerter')
  const rows = robotHalf
    .split('\n')
    .filter((line) => /^\| `[\w.]+` \| `/.test(line))
    .map((line) =>
      line
        .replaceAll('\\|', '/')
        .split('|')
        .map((cell) => cell.trim().replaceAll('`', '')),
    )
  const snippets = [...robotHalf.matchAll(/```ts\n(.*?)```/gs)].map(([, code = '']) => code)

  it('begins with one sentence, the installation and at most 20 lines', () => {
    const [start = ''] = page.split('\n## ')
    expect(start.split('\n')[2]).toMatch(/^[^\n]+[.。]$/)
    expect(start).toContain('npm install @dingbell/core')
    expect(snippets[0]?.trimEnd().split('\n').length).toBeLessThanOrEqual(20)
    expect(start).not.toContain('badge')
  })

  it('lists every option of a robot, and no other', () => {
    expect(rows.map(([, option]) => option)).toEqual(options)
    expect(options.length).toBe(11)
  })

  it('gives the defaults and the bounds of the source', () => {
    const numeric = rows.filter(([, , type]) => type === 'number')
    expect(numeric).toHaveLength(5)
    for (const [, option = '', , , fallback, bounds] of numeric) {
      const [least = Number.NaN, most = Number.NaN] = numbersIn(bounds)
      for (const value of [least, most])
        expect(() => resolveRobotOptions(optionsWith(option, value))).not.toThrow()
      for (const value of [least - 1, most + 1]) {
        expect(() => resolveRobotOptions(optionsWith(option, value))).toThrow(DingTalkError)
      }
      const { retry, ...others } = resolveRobotOptions(optionsWith('name', undefined))
      const settings = new Map(Object.entries({ ...others, ...retry }))
      expect(settings.get(option.replace('retry.', ''))).toBe(numbersIn(fallback)[0])
    }
    const keywords = numbersIn(rows.find(([, option]) => option === 'keywords')?.[5])
    expect(() => resolveRobotOptions(optionsWith('keywords', Array(keywords[0]).fill('a')))).not.toThrow()
    expect(() =>
      resolveRobotOptions(optionsWith('keywords', Array((keywords[0] ?? 0) + 1).fill('a'))),
    ).toThrow()
  })

  it('shows lines that work as they stand', async () => {
    const emulator = await startEmulator({ robots: [{ name: 'ops', secret: 'SECfa4e-secret' }] })
    const env = {
      ...process.env,
      DINGTALK_WEBHOOK: emulator.webhook('ops'),
      DINGTALK_SECRET: 'SECfa4e-secret',
    }
    for (const code of snippets.slice(0, 2)) {
      // The package is found by its own name.
      const args = ['--no-warnings', '--input-type=module-typescript', '--eval', code]
      await promisify(execFile)(process.execPath, args, { cwd: root, env })
    }
    const kinds = emulator.messages().map(({ msgtype }) => msgtype)
    expect(emulator.requests().map(({ verdict }) => verdict.errcode)).toEqual(kinds.map(() => 0))
    expect(kinds.slice(0, 3)).toEqual(['text', 'markdown', expect.any(String)])
    expect(kinds.slice(3)).toEqual(['text', 'markdown', 'link', 'actionCard', 'actionCard', 'feedCard'])
    await emulator.close()
  }, 30_000)
})
