import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8')

/** The fields that AlerterOptions adds to a robot's. */
function fieldsOfSource(): string[] {
  const source = read('src/alerter-options.ts')
  const body = source.slice(source.indexOf('export interface AlerterOptions'))
  return [...body.matchAll(/^ {2}(\w+)\?:/gm)].map(([, field]) => field ?? '')
}

describe.each(['README.md', 'README.zh-CN.md'])('%s', (page) => {
  const text = read(page)
  const alerter = text.slice(text.indexOf('\n## Alerter'))

  it('lists every option of the alerter, and no other, in the order of the source', () => {
    const rows = [...alerter.matchAll(/^\| `(\w+)` \|/gm)].map(([, option]) => option)
    expect(rows).toEqual(fieldsOfSource())
    expect(rows.length).toBeGreaterThan(20)
  })

  it('gives the defaults that the source documents', () => {
    const source = read('src/alerter-settings.ts')
    for (const [option, value] of [
      ['groupWaitMs', '500'],
      ['maxGroups', '2,000'],
    ]) {
      expect(alerter).toMatch(new RegExp(`\\| \`${option}\` \\|[^|]+\\| ${value} \\|`))
      expect(source.replaceAll('_', ',')).toContain(`'${option}', options.${option}, ${value}`)
    }
  })

  it('links only to pages that exist', () => {
    for (const [, path] of text.matchAll(/\]\((\.\.?\/[^)#]+)/g)) expect(() => read(path ?? '')).not.toThrow()
  })
})
