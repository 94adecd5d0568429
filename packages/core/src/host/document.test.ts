import fs, { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it, onTestFinished, vi } from 'vitest'
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

/** Writes one edition after the other. */
function write(document: Document, ...texts: string[]): void {
  for (const text of texts) expect(document.replace(document.read(), text)).toBe(true)
}

describe('a document', () => {
  it('is empty before its first edition', () => {
    expect(open().one.read()).toMatchObject({ number: 0, text: '' })
  })

  it('is what was written last, whoever did', () => {
    const { one, other } = open()
    write(one, 'a')
    expect(other.read()).toMatchObject({ number: 1, text: 'a' })
    write(other, 'b\nc')
    expect(one.read()).toMatchObject({ number: 2, text: 'b\nc' })
  })

  it('is not replaced by whoever was slower', () => {
    const { one, other } = open()
    const before = other.read()
    write(one, 'a')
    expect(other.replace(before, 'b')).toBe(false)
    expect(other.read().text).toBe('a')
  })

  it('is not replaced by whoever was so slow that his number may be free again', () => {
    const { one, other } = open()
    write(one, 'a')
    const before = other.read()
    const stopped = { ...before, readAt: before.readAt - 6_000_000_000n }
    expect(other.replace(stopped, 'late')).toBe(false)
    expect(other.read()).toMatchObject({ number: 1, text: 'a' })
  })

  it('keeps the editions of the last seconds, for those who are just reading them', () => {
    const { dir, one } = open()
    write(one, 'a', 'b', 'c', 'd')
    for (const name of ['1', '2']) utimesSync(join(dir, name), 0, 0)
    write(one, 'e')
    expect(readdirSync(dir).sort()).toEqual(['3', '4', '5'])
  })

  it('is private, and leaves no drafts', () => {
    const { dir, one } = open()
    write(one, 'a')
    expect(readdirSync(dir)).toEqual(['1'])
    expect(statSync(dir).mode & 0o777).toBe(0o700)
    expect(statSync(join(dir, '1')).mode & 0o777).toBe(0o600)
  })

  it('leaves no drafts on a full disk either', () => {
    const { dir, one } = open()
    write(one, 'a')
    const before = one.read()
    const full = vi.spyOn(fs, 'writeFileSync').mockImplementation((path) => {
      fs.closeSync(fs.openSync(String(path), 'wx'))
      throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' })
    })
    onTestFinished(() => full.mockRestore())
    expect(() => one.replace(before, 'b')).toThrow('ENOSPC')
    expect(readdirSync(dir)).toEqual(['1'])
  })

  it('is whole again after its directory was deleted', () => {
    const { dir, one } = open()
    write(one, 'a')
    rmSync(dir, { recursive: true })
    expect(one.read().number).toBe(0)
    write(one, 'b')
  })

  it('sweeps the drafts of the dead, and no others', () => {
    const { dir, one } = open()
    mkdirSync(dir)
    for (const name of ['old.draft', 'new.draft']) writeFileSync(join(dir, name), '')
    utimesSync(join(dir, 'old.draft'), 0, 0)
    write(one, 'a')
    expect(readdirSync(dir).sort()).toEqual(['1', 'new.draft'])
  })

  it('says what the file system says when there is no place for it', () => {
    const { dir } = open()
    writeFileSync(dir, 'a file')
    const document = new Document(() => join(dir, 'below'))
    expect(() => document.replace(document.read(), 'a')).toThrow(/ENOTDIR|EEXIST/)
  })
})
