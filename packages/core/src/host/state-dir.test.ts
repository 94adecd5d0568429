import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { openStateDir, stateDirFrom, sweepStateDir } from './state-dir.ts'

const modeOf = (dir: string) => statSync(dir).mode & 0o777

describe('the environment', () => {
  it.each([
    [undefined, undefined],
    ['', undefined],
    ['false', false],
    [' /var/lib/bells ', '/var/lib/bells'],
  ])('DINGBELL_STATE_DIR=%s means %s', (value, expected) => {
    expect(stateDirFrom({ DINGBELL_STATE_DIR: value })).toBe(expected)
  })
})

describe('the directory', () => {
  const temporary = mkdtempSync(join(tmpdir(), 'dingbell-state-'))
  const own = join(temporary, `dingbell-${process.getuid?.() ?? 'user'}`)

  afterEach(() => {
    vi.unstubAllEnvs()
    rmSync(own, { recursive: true, force: true })
  })

  it('is by default a private one of this user in the temporary directory', () => {
    vi.stubEnv('TMPDIR', temporary)
    expect(openStateDir(undefined)).toBe(own)
    expect(modeOf(own)).toBe(0o700)
    expect(openStateDir(undefined)).toBe(own)
  })

  it('is not used where others may write', () => {
    vi.stubEnv('TMPDIR', temporary)
    mkdirSync(own)
    chmodSync(own, 0o777)
    expect(() => openStateDir(undefined)).toThrow(/is not a private directory of this user/)
  })

  it('is not used where somebody put a link in its place', () => {
    vi.stubEnv('TMPDIR', temporary)
    symlinkSync(mkdtempSync(join(tmpdir(), 'dingbell-state-')), own)
    expect(() => openStateDir(undefined)).toThrow(/is not a private directory of this user/)
  })

  it('is the one that was named, made with its parents', () => {
    const named = join(temporary, 'a', 'b')
    expect(openStateDir(named)).toBe(named)
    expect(modeOf(named)).toBe(0o700)
  })
})

describe('sweeping', () => {
  const nameOf = (digit: string) => digit.repeat(32)

  function dirWith(names: readonly string[], minutesAgo: number) {
    const dir = mkdtempSync(join(tmpdir(), 'dingbell-state-'))
    onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
    const then = new Date(Date.now() - minutesAgo * 60_000)
    for (const name of names) {
      mkdirSync(join(dir, name))
      utimesSync(join(dir, name), then, then)
    }
    return dir
  }

  it('removes robots of which nobody has heard for an hour', () => {
    const dir = dirWith([nameOf('a')], 61)
    sweepStateDir(dir, () => false)
    expect(readdirSync(dir)).toEqual([])
  })

  it('leaves robots that were heard of, and those that somebody uses whatever the wall clock says', () => {
    const [recent, used] = [dirWith([nameOf('a')], 59), dirWith([nameOf('a')], 61)]
    sweepStateDir(recent, () => false)
    sweepStateDir(used, (path) => path === join(used, nameOf('a')))
    expect([readdirSync(recent), readdirSync(used)]).toEqual([[nameOf('a')], [nameOf('a')]])
  })

  it('touches nothing else in a directory that somebody named', () => {
    const others = ['src', `${nameOf('a')}-month`, '4711-0-0-0-00c0ffee', nameOf('z')]
    const dir = dirWith(others, 10_000)
    sweepStateDir(dir, () => false)
    expect(readdirSync(dir).sort()).toEqual(others.sort())
  })

  it('removes robots of the future, of before the clock was set back', () => {
    const dir = dirWith([nameOf('a')], -61)
    sweepStateDir(dir, () => false)
    expect(readdirSync(dir)).toEqual([])
  })

  it('goes on behind one of which nobody can tell whether it is used', () => {
    const dir = dirWith([nameOf('a'), nameOf('b'), nameOf('c')], 61)
    sweepStateDir(dir, (path) => {
      if (path.endsWith('b')) throw new Error('EISDIR')
      return false
    })
    expect(readdirSync(dir)).toEqual([nameOf('b')])
  })

  it('is quiet about a directory that is not there', () => {
    expect(() => sweepStateDir(join(tmpdir(), 'dingbell-state-missing'), () => false)).not.toThrow()
  })
})
