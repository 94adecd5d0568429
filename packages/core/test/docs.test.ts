import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { dropReasons } from '../src/ledger.ts'

const page = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8')
const source = (path: string) => readFileSync(new URL(`../src/${path}`, import.meta.url), 'utf8')

/** What stands in the first column of a page's tables, in backticks. */
function firstColumn(text: string): string[] {
  return [...text.matchAll(/^\| `([^`]+)` \|/gm)].map((match) => match[1] ?? '')
}

describe.each(['', '.zh-CN'])('the pages in docs (%s)', (language) => {
  it('name every drop reason, and no other', () => {
    expect(firstColumn(page(`docs/drop-reasons${language}.md`))).toEqual([...dropReasons])
  })

  it('name every diagnostics channel with its fields, and no other', () => {
    const events = [...source('events.ts').matchAll(/^ {2}'(dingbell:\w+)': \{([^}]+)\}/gm)]
    const text = page(`docs/diagnostics${language}.md`)
    expect(firstColumn(text)).toEqual(events.map(([, name]) => name))
    for (const [, name = '', fields = ''] of events) {
      const row = text.split('\n').find((line) => line.startsWith(`| \`${name}\``)) ?? ''
      for (const [, field] of fields.matchAll(/(\w+):/g)) expect(row).toContain(`\`${field}\``)
    }
    expect(events.length).toBeGreaterThan(3)
  })
})
