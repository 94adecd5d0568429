import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { flags } from '../src/command/flags.ts'
import { faultKinds } from '../src/faults/fault.ts'
import { resolveOptions } from '../src/options.ts'
import { resolveRobot } from '../src/robots/resolve-robot.ts'
import { start } from './help.ts'
import { find, need, run } from './tools.ts'

// Many processes or connections: slow where many tests run at once.
vi.setConfig({ testTimeout: 30_000 })

const home = fileURLToPath(new URL('..', import.meta.url))
const read = (file: string) => readFileSync(join(home, file), 'utf8')

/** The cells of all table rows in a section, code marks taken off. */
function rows(text: string, title: string): string[][] {
  const section = text.split(/^## /m).find((part) => part.startsWith(title)) ?? ''
  const lines = section.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| ---'))
  return lines.map((line) => line.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll(/`|\\(?=\|)/g, '')))
}

describe.each([
  ['README.md', 'Options', 'Faults', 'HTTP API'],
  ['README.zh-CN.md', '选项', '故障', 'HTTP 接口'],
])('%s', (file, options, faults, api) => {
  it('lists every flag with its environment variable, and no other', () => {
    const listed = rows(read(file), options).filter((cells) => cells[2]?.startsWith('--'))
    const source = Object.values(flags).map(({ flag, env }) => [flag, env])
    expect(listed.map((cells) => [cells[2], cells[3]]).toSorted()).toEqual(source.toSorted())
  })

  it('lists every option of the emulator and of a robot, and no other', () => {
    const listed = rows(read(file), options).map((cells) => cells[1] ?? '')
    const names = [...Object.keys(resolveOptions({})), ...Object.keys(resolveRobot({}, 'r'))]
    expect(listed.filter((name) => /^[a-z][A-Za-z]+$/.test(name) && name !== 'option').toSorted()).toEqual(
      names.toSorted(),
    )
  })

  it('lists every kind of fault, and no other', () => {
    const [, ...listed] = rows(read(file), faults).map((cells) => cells[1])
    expect(listed).toEqual([...faultKinds])
  })

  it('shows curl calls that work', async (context) => {
    const curl = need('curl', context)
    const emulator = await start()
    const section = read(file).split(`## ${api}`)[1] ?? ''
    const calls = section
      .split('\n')
      .filter((line) => line.startsWith('curl ') && !line.startsWith('curl -N'))
    expect(calls.length).toBeGreaterThan(10)
    for (const call of calls) {
      const command = call
        .replace('curl', `${curl} -sS`)
        .replace('http://127.0.0.1:5588', emulator.url)
        .replace('5000', '1')
      const { stdout } = await run('sh', ['-c', command])
      const answer = JSON.parse(stdout)
      if (!call.includes('atLeast')) expect([call, answer.error]).toEqual([call, undefined])
    }
  })
})

describe('docs/recipes', () => {
  it.each(['docs/recipes.md', 'docs/recipes.zh-CN.md'])(
    '%s has a node:test recipe that runs',
    async (file) => {
      const [, recipe = ''] = read(file).match(/## node:test\n[\s\S]*?```js\n([\s\S]*?)```/) ?? []
      const ring = `async function ring(webhook) {
      const body = JSON.stringify({ msgtype: 'text', text: { content: 'deployed' } })
      await fetch(webhook, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
    }`
      const folder = mkdtempSync(join(home, 'test/recipe-'))
      onTestFinished(() => rmSync(folder, { recursive: true }))
      const script = join(folder, 'ring.mjs')
      writeFileSync(script, `${recipe}\n${ring}`)
      const { stdout } = await run(find('node') ?? process.execPath, [
        '--test',
        '--test-reporter=tap',
        script,
      ])
      expect(stdout).toMatch(/# pass 2\n# fail 0/)
    },
  )

  it('shows a node:test user what differs', async () => {
    const folder = mkdtempSync(join(home, 'test/recipe-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const script = join(folder, 'fails.mjs')
    writeFileSync(
      script,
      `import { after, test } from 'node:test'
       import { expectMessage, startEmulator } from '@dingbell/emulator'
       const emulator = await startEmulator()
       after(() => emulator.close())
       test('fails', () => expectMessage(emulator, { text: 'deployed' }, { timeoutMs: 1 }))`,
    )
    const failed = run(find('node') ?? process.execPath, ['--test', '--test-reporter=tap', script])
    await expect(failed).rejects.toMatchObject({
      stdout: expect.stringMatching(
        /no message as expected within 1 ms; 0 came[\s\S]*name: 'AssertionError'[\s\S]*# fail 1/,
      ),
    })
  })
})
