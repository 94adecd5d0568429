import { execFileSync } from 'node:child_process'
import fs, {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { Document, type Edition } from './document.ts'
import { lineOf, none } from './editions.ts'

const root = mkdtempSync(join(tmpdir(), 'dingbell-document-'))
let count = 0

/** A directory of its own, and as many readers and writers of the document in it as are wanted. */
function open() {
  count += 1
  const dir = join(root, `${count}`)
  const path = join(dir, 'text')
  const start = () => new Document(() => path)
  return { dir, path, next: `${path}.next`, start, one: start(), other: start() }
}

afterAll(() => rmSync(root, { recursive: true, force: true }))

/** Writes one edition after the other. */
function write(document: Document, ...texts: string[]): void {
  for (const text of texts) expect(document.replace(document.read(), text)).toBe(true)
}

/** Texts so long that two of them fill a file. */
const long = (letter: string) => letter.repeat(70_000)

/** Makes all files look as if nobody had written there for long. */
function grow(...paths: string[]): void {
  for (const path of paths) utimesSync(path, 0, 0)
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

  it('is not replaced by whoever was so slow that his file may have been swept away', () => {
    const { one, other } = open()
    write(one, 'a')
    const before = other.read()
    const stopped = { ...before, readAt: before.readAt - 6_000_000_000n }
    expect(other.replace(stopped, 'late')).toBe(false)
    expect(other.read()).toMatchObject({ number: 1, text: 'a' })
  })

  it('is one private file', () => {
    const { dir, one, path } = open()
    write(one, 'a', 'b')
    expect(readdirSync(dir)).toEqual(['text'])
    expect(statSync(dir).mode & 0o777).toBe(0o700)
    expect(statSync(path).mode & 0o777).toBe(0o600)
  })

  it('is what it was before on a full disk, and goes on when there is room', () => {
    const { one, other, path } = open()
    write(one, 'a')
    const full = vi.spyOn(fs, 'writeSync')
    full.mockImplementationOnce((file) => Number(fs.writeSync(file, '\n00000000 7')))
    expect(() => one.replace(one.read(), 'b')).toThrow('no space')
    full.mockRestore()
    expect(readFileSync(path, 'utf8')).toMatch(/\n00000000 7$/)
    for (const each of [one, other]) expect(each.read()).toMatchObject({ number: 1, text: 'a' })
    write(one, 'c')
    expect(other.read()).toMatchObject({ number: 2, text: 'c' })
  })

  it('is whole again after its directory was deleted', () => {
    const { dir, one } = open()
    write(one, 'a')
    rmSync(dir, { recursive: true })
    expect(one.read().number).toBe(0)
    write(one, 'b')
  })

  it('is not mixed up with one that was begun anew meanwhile', () => {
    const { dir, one, other, path } = open()
    write(one, 'a'.repeat(200), 'b')
    const before = one.read()
    rmSync(dir, { recursive: true })
    write(other, 'x')
    const { tag } = other.read()
    write(other, 'y')
    appendFileSync(path, lineOf({ number: 2, tag: 'late' }, tag, 'z'.repeat(200)))
    appendFileSync(path, lineOf({ number: 2, tag: 'later' }, tag, 'z'))
    expect(one.read()).toMatchObject({ number: 2, text: 'y' })
    expect(one.replace(before, 'c')).toBe(false)
    expect(one.read()).toMatchObject({ number: 2, text: 'y' })
  })

  it('tells editions apart that two threads make at the same moment', () => {
    const { one, other } = open()
    const now = process.hrtime.bigint()
    const clock = vi.spyOn(process.hrtime, 'bigint').mockReturnValue(now)
    onTestFinished(() => clock.mockRestore())
    const before = [one.read(), other.read()] as const
    expect([one.replace(before[0], 'a'), other.replace(before[1], 'b')]).toEqual([true, false])
  })

  it('is not waited for where there is a pipe in its place', () => {
    const { dir, one, path } = open()
    mkdirSync(dir)
    execFileSync('mkfifo', [path])
    expect(() => one.read()).toThrow('ESPIPE')
  })

  it('says what the file system says when there is no place for it', () => {
    const { dir } = open()
    writeFileSync(dir, 'a file')
    const document = new Document(() => join(dir, 'below', 'text'))
    expect(() => document.replace(document.read(), 'a')).toThrow(/ENOTDIR|EEXIST/)
  })

  it('is known not to be known where nothing in its file can be read', () => {
    const { one, other, path } = open()
    write(one, 'a')
    for (const damage of ['{', '\n', `x${lineOf({ number: 1, tag: 'tag' }, none, 'a').subarray(0, -1)}`]) {
      writeFileSync(path, damage)
      expect(one.read()).toMatchObject({ number: 0, text: '?' })
      write(one, 'b')
      expect(other.read()).toMatchObject({ number: 1, text: 'b' })
    }
  })
})

describe('a document that fills its file', () => {
  it('goes on in the next one', () => {
    const { next, one, other } = open()
    write(one, long('a'), long('b'), long('c'))
    expect(other.read()).toMatchObject({ number: 3, text: long('c') })
    write(other, 'd')
    expect(one.read()).toMatchObject({ number: 4, text: 'd' })
    expect(readdirSync(next)).toEqual(['2'])
    expect(statSync(next).mode & 0o777).toBe(0o700)
    expect(statSync(join(next, '2')).mode & 0o777).toBe(0o600)
  })

  it('does so when somebody else had begun to, and died', () => {
    const { one, next, path, start } = open()
    write(one, long('a'), long('b'), long('c'))
    const { tag } = one.read()
    mkdirSync(next)
    writeFileSync(join(next, '2'), lineOf({ number: 3, tag: 'dead' }, none, long('c')))
    expect(start().read()).toMatchObject({ number: 3, text: long('c') })
    write(one, 'd')
    expect(start().read()).toMatchObject({ number: 4, text: 'd' })
    // What came too late.
    appendFileSync(path, lineOf({ number: 4, tag: 'late' }, tag, 'x'))
    expect([start().read().text, one.read().text]).toEqual(['d', 'd'])
  })

  it('is not replaced by whoever sees the full file only', () => {
    const { one, other } = open()
    write(one, long('a'), long('b'), long('c'))
    const before = other.read()
    write(one, 'd')
    expect(other.replace(before, 'x')).toBe(false)
    expect(other.read().text).toBe('d')
  })

  it('keeps the files of the last seconds, for those who are just reading them', () => {
    const { dir, next, one, path } = open()
    const fill = () => write(one, long('a'), long('b'), 'c', 'd')
    fill()
    fill()
    expect([readdirSync(dir).sort(), readdirSync(next)]).toEqual([
      ['text', 'text.next'],
      ['2', '3'],
    ])
    // Full, and old; but the one behind it was the highest until a moment ago.
    grow(path)
    fill()
    expect([readdirSync(dir).sort(), readdirSync(next)]).toEqual([
      ['text', 'text.next'],
      ['2', '3', '4'],
    ])
    grow(path, join(next, '2'))
    fill()
    expect([readdirSync(dir), readdirSync(next)]).toEqual([['text.next'], ['2', '3', '4', '5']])
  })

  it('does not hold where a process that was stopped for long makes a file anew', () => {
    const { next, one, other, path, start } = open()
    write(one, long('a'), long('b'), long('c'), 'd')
    const before = other.read()
    writeFileSync(join(next, '3'), lineOf({ number: 9, tag: 'tag' }, none, 'i'))
    // Its edition and its number are the same, and yet it is another file.
    writeFileSync(join(next, '2'), lineOf({ number: 3, tag: 'stopped' }, none, long('c')))
    rmSync(path)
    expect(other.replace(before, 'x')).toBe(false)
    for (const each of [one, other, start()]) expect(each.read()).toMatchObject({ number: 9, text: 'i' })
  })

  it('does not hold for whoever is stopped before he begins it, until all has been passed', () => {
    const { next, one, other, path } = open()
    const before = one.read()
    mkdirSync(next, { recursive: true })
    writeFileSync(join(next, '2'), lineOf({ number: 9, tag: 'tag' }, none, 'i'))
    stopIn('writeSync', () => {})
    expect(one.replace(before, 'x')).toBe(false)
    expect(readFileSync(path, 'utf8')).toMatch(/ x$/)
    for (const each of [one, other]) expect(each.read()).toMatchObject({ number: 9, text: 'i' })
  })

  it('holds for whoever is stopped before he begins it where nobody went on meanwhile', () => {
    const { one, other } = open()
    const before = one.read()
    stopIn('writeSync', () => {})
    expect(one.replace(before, 'x')).toBe(true)
    for (const each of [one, other]) expect(each.read()).toMatchObject({ number: 1, text: 'x' })
  })

  it('is looked for again by whoever is stopped before he reads the highest file', () => {
    const { next, one, other, path } = open()
    write(one, 'a')
    stopIn('openSync', () => {
      mkdirSync(next)
      writeFileSync(join(next, '3'), lineOf({ number: 9, tag: 'tag' }, none, 'i'))
      writeFileSync(path, lineOf({ number: 1, tag: 'stopped' }, none, 'a'))
    })
    expect(other.read()).toMatchObject({ number: 9, text: 'i' })
  })

  it('is known not to be known where the next file lost what was in it', () => {
    const { next, one, other } = open()
    write(one, long('a'), long('b'), long('c'), 'd')
    writeFileSync(join(next, '2'), '')
    for (const each of [one, other]) expect(each.read()).toMatchObject({ number: 0, text: '?' })
    write(one, 'e')
    expect(other.read()).toMatchObject({ number: 1, text: 'e' })
  })

  it('does not go on from a file that was deleted, while others begin anew', () => {
    const { dir, next, one, other } = open()
    write(one, long('a'), long('b'), long('c'))
    const before = one.read()
    rmSync(dir, { recursive: true })
    write(other, 'x')
    expect(one.replace(before, 'd')).toBe(false)
    expect(readdirSync(next)).toEqual([])
    for (const each of [one, other]) expect(each.read()).toMatchObject({ number: 1, text: 'x' })
  })

  it('is tried again where its place is deleted before the next file is made', () => {
    const { dir, one } = open()
    write(one, long('a'), long('b'), long('c'))
    meanwhile('writeFileSync', () => rmSync(dir, { recursive: true }))
    expect(one.replace(one.read(), 'd')).toBe(false)
    write(one, 'e')
  })

  it('sweeps files of the future, of before the clock was set back', () => {
    const { next, one, path } = open()
    const fill = () => write(one, long('a'), long('b'), 'c', 'd')
    fill()
    fill()
    const future = new Date(Date.now() + 3_600_000)
    for (const each of [path, join(next, '2')]) utimesSync(each, future, future)
    fill()
    expect(readdirSync(next)).toEqual(['2', '3', '4'])
    expect(fs.existsSync(path)).toBe(false)
  })

  it('leaves no drafts on a full disk', () => {
    const { next, one } = open()
    write(one, long('a'), long('b'), long('c'))
    const full = vi.spyOn(fs, 'writeFileSync').mockImplementation((path) => {
      fs.closeSync(fs.openSync(String(path), 'wx'))
      throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' })
    })
    onTestFinished(() => full.mockRestore())
    expect(() => one.replace(one.read(), 'd')).toThrow('ENOSPC')
    expect(readdirSync(next)).toEqual([])
    expect(one.read()).toMatchObject({ number: 3, text: long('c') })
  })

  it('sweeps the drafts of the dead, and nothing else', () => {
    const { next, one, start } = open()
    write(one, long('a'), long('b'), long('c'), 'd')
    for (const name of ['old.draft', 'new.draft', 'notes', '0', '07']) writeFileSync(join(next, name), '')
    grow(join(next, 'old.draft'), join(next, 'notes'))
    expect(start().read().text).toBe('d')
    expect(readdirSync(next).sort()).toEqual(['0', '07', '2', 'new.draft', 'notes'])
  })
})

/** Lets others do something just before that call is made next. */
function meanwhile(call: 'openSync' | 'writeFileSync' | 'writeSync', act: () => void): void {
  const original = fs[call]
  const spy = vi.spyOn(fs, call).mockImplementation((...parameters: unknown[]) => {
    spy.mockRestore()
    act()
    return Reflect.apply(original, fs, parameters)
  })
  onTestFinished(() => spy.mockRestore())
}

/** Stops the process for six seconds when it makes that call next, while others do something. */
function stopIn(call: 'openSync' | 'writeSync', act: () => void): void {
  const bigint = process.hrtime.bigint
  let stoppedFor = 0n
  const clock = vi.spyOn(process.hrtime, 'bigint').mockImplementation(() => bigint() + stoppedFor)
  meanwhile(call, () => {
    stoppedFor = 6_000_000_000n
    act()
  })
  onTestFinished(() => clock.mockRestore())
}

/** What may happen to a document: somebody reads it, writes on what he read, forgets all, or dies while he writes. */
const step = fc.tuple(fc.nat(2), fc.constantFrom('read', 'write', 'long', 'restart', 'torn'))

it('loses no change and accepts none twice, in whatever order processes read, write and die', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const { dir, path, start } = open()
      const documents = [start(), start(), start()]
      const read: Edition[] = documents.map((document) => document.read())
      let [number, text] = [0, '']
      for (const [index, [who, what]] of steps.entries()) {
        const [document, edition] = [documents[who], read[who]]
        if (!document || !edition) throw new Error('nobody')
        if (what === 'torn' && number > 0) tear(path, number + 1)
        else if (what === 'read') read[who] = document.read()
        else if (what === 'restart') documents[who] = start()
        else if (what === 'write' || what === 'long') {
          const mine = what === 'long' ? `${index}${long('x')}` : `${index}`
          const isNewest = edition.number === number
          expect(document.replace(edition, mine)).toBe(isNewest)
          if (isNewest) [number, text] = [number + 1, mine]
        }
        for (const each of [...documents, start()]) expect(each.read()).toMatchObject({ number, text })
      }
      rmSync(dir, { recursive: true, force: true })
    }),
    { numRuns: 60 },
  )
})

/** Appends to the highest file what a process leaves that is killed while it writes. */
function tear(path: string, number: number): void {
  const next = fs.existsSync(`${path}.next`) ? readdirSync(`${path}.next`).map(Number) : []
  const highest = Math.max(1, ...next)
  const line = lineOf({ number, tag: 'torn' }, none, 'what was torn')
  appendFileSync(
    highest === 1 ? path : join(`${path}.next`, `${highest}`),
    line.subarray(0, (number * 7) % line.length),
  )
}
