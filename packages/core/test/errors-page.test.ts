import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { DingTalkError, type SecurityReason } from '../src/errors.ts'

const source = readFileSync(new URL('../src/errors.ts', import.meta.url), 'utf8')
const robotSources = ['robot', 'robot-line', 'transport/failure', 'errors'].map((name) =>
  readFileSync(new URL(`../src/${name}.ts`, import.meta.url), 'utf8'),
)

/** What the type of codes, and that of reasons, names in the source. */
const codes = [...source.matchAll(/^ {2}\| '(ERR_DINGTALK_\w+)'/gm)].map(([, code]) => code)
const reasons = [...(/type SecurityReason = (.*)/.exec(source)?.[1] ?? '').matchAll(/'(\w+)'/g)].map(
  ([, reason]) => reason,
)
const fields = [...source.matchAll(/^ {2}declare readonly (\w+)\??:/gm)].map(([, field]) => field)

/** The rows of all tables of a page, cell by cell. */
function rowsOf(page: string): string[][] {
  const lines = page.split('\n').filter((line) => line.startsWith('| `'))
  return lines.map((line) => line.split('|').map((cell) => cell.trim())).map((cells) => cells.slice(1, -1))
}
const named = (cell = '') => [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name)

const retryable = (code?: string): boolean => Reflect.construct(DingTalkError, [code, '']).retryable

describe.each([
  ['errors.md', /^yes/, /^no$/],
  ['errors.zh-CN.md', /^是/, /^否$/],
])('docs/%s', (name, yes, no) => {
  const page = readFileSync(new URL(`../../../docs/${name}`, import.meta.url), 'utf8')
  const rows = rowsOf(page)

  it('has a row for every code of the source, and for no other', () => {
    const documented = rows.map(([cell]) => named(cell)[0]).filter((code) => code?.startsWith('ERR_'))
    expect(documented).toEqual(codes)
    expect(codes.length).toBe(12)
  })

  it('says of every code whether it is retryable, as the source does', () => {
    for (const [cell, , said = ''] of rows.filter(([cell]) => cell?.includes('ERR_'))) {
      expect(said).toMatch(retryable(named(cell)[0]) ? yes : no)
    }
  })

  it('has a row for every reason and every field of the source, and for no other', () => {
    const others = rows.filter(([cell]) => !cell?.includes('ERR_'))
    const first = others
      .filter((row) => row.length === 3 && row[0] !== '`reason`')
      .flatMap(([cell]) => named(cell))
    expect(first.sort()).toEqual([...reasons].sort())
    const second = others.filter((row) => row.length === 2).flatMap(([cell]) => named(cell))
    expect(second.sort()).toEqual(fields.filter((field) => field !== 'code').sort())
  })

  it('says of every row what to do', () => {
    for (const cells of rows) for (const cell of cells) expect(cell).not.toBe('')
  })
})

it('every reason is one that the type knows', () => {
  const all: Record<SecurityReason, true> = { keyword: true, timestamp: true, sign: true, ip: true }
  expect(reasons.sort()).toEqual(Object.keys(all).sort())
})

it('no code is thrown that the type does not list', () => {
  const thrown = robotSources.flatMap((text) =>
    [...text.matchAll(/ERR_DINGTALK_[A-Z_]*[A-Z]/g)].map(([code]) => code),
  )
  expect(new Set(thrown).size).toBeGreaterThan(0)
  for (const code of thrown) expect(codes).toContain(code)
})
