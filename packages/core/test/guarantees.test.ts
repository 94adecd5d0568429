import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const docs = new URL('../../../docs/', import.meta.url)
const promises = Array.from({ length: 11 }, (_, index) => `G${index + 1}`)

interface Link {
  /** The name of a test, or that of its group and its own. */
  name: string
  path: string
}

function linksIn(page: string): Link[] {
  const links = page.matchAll(/\[([^\]]+)\]\((\.\.\/[^)]+\.test\.ts)\)/g)
  return [...links].map(([, name = '', path = '']) => ({ name, path }))
}

/** Links that lead nowhere, or to a file without such a test. */
function broken(links: readonly Link[]): string[] {
  return links.filter(({ name, path }) => !holds(path, name)).map(({ name, path }) => `${name} (${path})`)
}

function holds(path: string, name: string): boolean {
  const file = new URL(path, docs)
  if (!existsSync(file)) return false
  const source = readFileSync(file, 'utf8')
  return name
    .split(' › ')
    .every((part) => ["'", '"', '`'].some((quote) => source.includes(quote + part + quote)))
}

describe.each(['guarantees.md', 'guarantees.zh-CN.md'])('docs/%s', (name) => {
  const page = readFileSync(new URL(name, docs), 'utf8')
  const sections = page.split(/^## /m).slice(1)

  it('names every promise, and for each of them tests that exist', () => {
    const held = sections.filter((section) => /^G\d+ /.test(section))
    expect(held.map((section) => section.split(' ')[0])).toEqual(promises)
    for (const section of held) expect(linksIn(section).length, section.slice(0, 40)).toBeGreaterThan(0)
    expect(broken(linksIn(page))).toEqual([])
  })

  it('names a test for every fault', () => {
    const rows = page
      .split('\n')
      .filter((line) => /^\| (?!---)/.test(line))
      .slice(1)
    expect(rows.length).toBeGreaterThan(30)
    for (const row of rows) expect(linksIn(row), row).toHaveLength(1)
  })
})

it('both pages link to the same tests', () => {
  const [english, chinese] = ['guarantees.md', 'guarantees.zh-CN.md'].map((name) =>
    linksIn(readFileSync(new URL(name, docs), 'utf8')),
  )
  expect(chinese).toEqual(english)
})

it('a link to a test that is gone, or to a file that is gone, is caught', () => {
  const here = '../packages/core/test/guarantees.test.ts'
  const gone = 'a promise that '.concat('nobody tests')
  expect(broken([{ name: gone, path: here }])).toHaveLength(1)
  expect(broken([{ name: 'both pages link to the same tests', path: `${here}.gone` }])).toHaveLength(1)
  expect(broken([{ name: 'both pages link to the same tests', path: here }])).toEqual([])
})
