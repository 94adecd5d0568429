import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { run } from './child.ts'
import { emulate } from './help.ts'

vi.setConfig({ testTimeout: 60_000 })

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8')
const fieldsOf = (source: string) => [...source.matchAll(/^ +(\w+)\?: /gm)].map(([, field]) => field ?? '')

/** The options of an alerter and of a robot. */
const ofCore = [
  ...fieldsOf(read('../core/src/alerter-options.ts') + read('../core/src/robot-options.ts')),
  'webhook',
]
/** The options that this package adds, or sees in a way of its own. */
const own = [...new Set(fieldsOf(read('src/options.ts')))].filter(
  (field) => field === 'level' || !ofCore.includes(field),
)

describe.each([
  { page: 'README.md', options: '## Options' },
  { page: 'README.zh-CN.md', options: '## 选项' },
])('$page', ({ page, options }) => {
  const text = read(page)
  const section = text.slice(text.indexOf(`\n${options}`)).split('\n## ')[1] ?? ''
  const [first = '', second = ''] = section.split(/^(?=\| --- \|)/m).slice(1)
  const rows = (table: string) => [...table.matchAll(/^\| `(\w+)` \|/gm)].map(([, option]) => option ?? '')

  it('lists every option that this package adds, and no other, in the order of the source', () => {
    expect(own.length).toBeGreaterThan(2)
    expect(rows(first)).toEqual(own)
  })

  it('names no option of an alerter that there is not', () => {
    expect(rows(second).length).toBeGreaterThan(8)
    expect(ofCore).toEqual(expect.arrayContaining(rows(second)))
  })

  it('begins with at most twenty lines that work', async () => {
    const code = /```js\n([\s\S]*?)```/.exec(text)?.[1] ?? ''
    expect(code.trim().split('\n').length).toBeLessThanOrEqual(20)
    const script = `readme-${page}.mjs`
    const file = new URL(`children/${script}`, import.meta.url)
    writeFileSync(file, code)
    onTestFinished(() => rmSync(file))
    const emulator = await emulate()
    expect(await run(script, { DINGTALK_WEBHOOK: emulator.webhook() })).toMatchObject({ code: 0, stderr: '' })
    expect(emulator.messages()).toHaveLength(1)
    expect(JSON.stringify(emulator.messages()[0]?.body)).toContain('connect ETIMEDOUT')
  })

  it('links only to pages and headings that exist', () => {
    for (const [, path = '', heading] of text.matchAll(/\]\((\.\.?\/[^)#]+)(?:#([^)]+))?/g)) {
      const target = read(path)
      if (heading) expect(headings(target)).toContain(heading)
    }
  })
})

/** As GitHub names them. */
function headings(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  )
}
