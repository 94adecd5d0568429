import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import * as exported from '../src/index.ts'

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')
const source = read('../src/dingtalk.options.ts')
const index = read('../src/index.ts')
const core = ['alerter-options', 'robot-options'].map((file) => read(`../../core/src/${file}.ts`)).join('\n')

/** Names of the fields that an interface in the source declares. */
function fieldsOf(name: string): string[] {
  const [, body = ''] = new RegExp(`interface ${name}\\b[^{]*\\{\\n([\\s\\S]*?)\\n\\}`).exec(source) ?? []
  return [...body.matchAll(/^ {2}(\w+)\?:/gm)].map(([, field = '']) => field)
}

/** The names in the first column of a table, in the order of the page. */
function rowsOf(table: string): string[] {
  return [...table.matchAll(/^\| (`.*?) \|/gm)].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`([\w.]+)`/g)].map(([, name = '']) => name),
  )
}

const own = [
  ...fieldsOf('DingTalkModuleExtras'),
  ...fieldsOf('DingTalkModuleOptions'),
  ...fieldsOf('IncludeOptions').map((field) => `include.${field}`),
]

describe.each(['README.md', 'README.zh-CN.md'])('%s', (file) => {
  const page = read(`../${file}`)
  const [, options = ''] = page
    .split(/^## /m)
    .filter((part) => /^(Options|选项)/.test(part))
    .join('')
    .split('\n\n| ')
  const tables = page.split(/\n\n/).filter((block) => /^\| (option|选项) \|/.test(block))

  it('names every option of the module and no other', () => {
    expect(options).not.toBe('')
    expect(rowsOf(tables[0] ?? '').sort()).toEqual([...own].sort())
    expect(own.length).toBeGreaterThan(10)
  })

  it('names only options that an alerter has', () => {
    const names = rowsOf(tables[1] ?? '').filter((name) => !name.startsWith('DINGTALK_'))
    expect(names.length).toBeGreaterThan(10)
    for (const name of names) expect(core, name).toMatch(new RegExp(`^ {2}${name}\\??:`, 'm'))
  })

  it('imports only what the package exports', () => {
    const imports = [...page.matchAll(/import \{ ([^}]+) \} from '@dingbell\/nestjs'/g)].flatMap(
      ([, names = '']) => names.split(', '),
    )
    expect(imports).toContain('DingTalkModule')
    for (const name of imports) expect(exported).toHaveProperty(name)
  })

  it('mentions everything that an application can call', () => {
    const classes = Object.keys(exported).filter((name) => /^(DingTalk(?!Error)|Ring|Inject|get)/.test(name))
    const missing = classes.filter((name) => !page.includes(name))
    // The twin of the token that is shown.
    expect(missing).toEqual(['getRobotToken'])
  })
})

it('shows the same code on both pages', () => {
  const code = (file: string) =>
    [...read(`../${file}`).matchAll(/```ts\n([\s\S]*?)```/g)].map(([, block = '']) =>
      block
        .replace(/\/\*.*?\*\//g, '')
        .replace(/\s*\/\/.*$/gm, '')
        .replace(/'(Deployed|部署完成)'.*$/m, ''),
    )
  expect(code('README.zh-CN.md')).toEqual(code('README.md'))
})

it('exports in both formats what the source exports', async () => {
  expect(index).toContain('DingTalkModule')
  const names = Object.keys(exported).sort()
  const esm: object = await import('../dist/index.js')
  const cjs: object = await import('../dist/index.cjs')
  expect(Object.keys(esm).sort()).toEqual(names)
  expect(
    Object.keys(cjs)
      .filter((name) => name !== 'default' && name !== 'module.exports')
      .sort(),
  ).toEqual(names)
})
