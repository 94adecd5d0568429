import fs, { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { Document } from './document.ts'

/** A document in whose place there is what earlier builds left: a file for each edition. */
function earlier(...names: string[]) {
  const dir = mkdtempSync(join(tmpdir(), 'dingbell-earlier-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  const path = join(dir, 'text')
  mkdirSync(path)
  for (const name of ['1', '2', '77-1-1.draft', ...names]) writeFileSync(join(path, name), '{}')
  return { dir, path, one: new Document(() => path), other: new Document(() => path) }
}

const write = (document: Document, text: string) => document.replace(document.read(), text)

describe('a document with a directory of an earlier build in its place', () => {
  it('is known not to be known, and begins anew with its next edition', () => {
    const { dir, one, other } = earlier()
    for (const each of [one, other]) expect(each.read()).toMatchObject({ number: 0, text: '?' })
    expect(write(one, 'a')).toBe(true)
    expect(other.read()).toMatchObject({ number: 1, text: 'a' })
    expect(readdirSync(dir)).toEqual(['text'])
  })

  it.each(['readdirSync', 'rmSync', 'rmdirSync'] as const)(
    'is begun by one, whoever else tidies up at the same moment: before %s',
    (call) => {
      const { one, other } = earlier()
      const before = one.read()
      const original = fs[call]
      const spy = vi.spyOn(fs, call).mockImplementation((...parameters: unknown[]) => {
        spy.mockRestore()
        expect(write(other, 'b')).toBe(true)
        return Reflect.apply(original, fs, parameters)
      })
      onTestFinished(() => spy.mockRestore())
      expect(one.replace(before, 'a')).toBe(false)
      for (const each of [one, other]) expect(each.read()).toMatchObject({ number: 1, text: 'b' })
    },
  )

  it('says so where something stands in it that is not ours, and leaves that', () => {
    const { one, path } = earlier('notes')
    expect(() => write(one, 'a')).toThrow(/ENOTEMPTY|EEXIST/)
    expect(readdirSync(path)).toEqual(['notes'])
  })

  it('does not follow a link to somewhere else', () => {
    const { dir, one, path } = earlier()
    fs.renameSync(path, join(dir, 'elsewhere'))
    symlinkSync(join(dir, 'elsewhere'), path)
    expect(write(one, 'a')).toBe(false)
    expect(readdirSync(join(dir, 'elsewhere'))).toHaveLength(3)
  })
})
