import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { Document } from './document.ts'

const root = mkdtempSync(join(tmpdir(), 'dingbell-document-'))
let count = 0

/** A directory of its own, and as many readers and writers of the document in it as are wanted. */
function open() {
  count += 1
  const dir = join(root, `${count}`)
  return { dir, one: new Document(() => dir), other: new Document(() => dir) }
}

afterAll(() => rmSync(root, { recursive: true, force: true }))

describe('a document', () => {
  it('is empty before its first edition', () => {
    expect(open().one.read()).toEqual({ number: 0, text: '' })
  })

  it('is what was written last, whoever did', () => {
    const { one, other } = open()
    expect(one.replace(0, 'a')).toBe(true)
    expect(other.read()).toEqual({ number: 1, text: 'a' })
    expect(other.replace(1, 'b')).toBe(true)
    expect(one.read()).toEqual({ number: 2, text: 'b' })
  })

  it('is not replaced by whoever was slower', () => {
    const { one, other } = open()
    expect(one.replace(0, 'a')).toBe(true)
    expect(other.replace(0, 'b')).toBe(false)
    expect(other.read().text).toBe('a')
  })

  it('is not replaced by whoever was so slow that his number is free again', () => {
    const { dir, one, other } = open()
    for (let base = 0; base < 5; base += 1) one.replace(base, `${base}`)
    expect(readdirSync(dir).sort()).toEqual(['4', '5'])
    expect(other.replace(1, 'late')).toBe(false)
    expect([other.read().text, readdirSync(dir).sort()]).toEqual(['4', ['4', '5']])
  })

  it('is private, and leaves no drafts', () => {
    const { dir, one } = open()
    one.replace(0, 'a')
    expect(readdirSync(dir)).toEqual(['1'])
    expect(statSync(dir).mode & 0o777).toBe(0o700)
    expect(statSync(join(dir, '1')).mode & 0o777).toBe(0o600)
  })

  it('is whole again after its directory was deleted', () => {
    const { dir, one } = open()
    one.replace(0, 'a')
    rmSync(dir, { recursive: true })
    expect(one.read().number).toBe(0)
    expect(one.replace(0, 'b')).toBe(true)
  })

  it('sweeps the drafts of the dead, and no others', () => {
    const { dir, one } = open()
    mkdirSync(dir)
    for (const name of ['old.draft', 'new.draft']) writeFileSync(join(dir, name), '')
    utimesSync(join(dir, 'old.draft'), 0, 0)
    one.replace(0, 'a')
    expect(readdirSync(dir).sort()).toEqual(['1', 'new.draft'])
  })

  it('says what the file system says when there is no place for it', () => {
    const { dir } = open()
    writeFileSync(dir, 'a file')
    const document = new Document(() => join(dir, 'below'))
    expect(() => document.replace(0, 'a')).toThrow(/ENOTDIR|EEXIST/)
  })
})
