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
import { afterEach, describe, expect, it, vi } from 'vitest'
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
  it('removes robots of which nobody has heard for an hour, and nothing else', () => {
    const dir = mkdtempSync(join(tmpdir(), 'dingbell-state-'))
    const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000)
    for (const [name, minutes] of [
      ['old', 61],
      ['new', 59],
      ['old-month', 61],
    ] as const) {
      mkdirSync(join(dir, name))
      utimesSync(join(dir, name), ago(minutes), ago(minutes))
    }
    sweepStateDir(dir, (name) => name.endsWith('-month'))
    expect(readdirSync(dir).sort()).toEqual(['new', 'old-month'])
    rmSync(dir, { recursive: true })
    expect(() => sweepStateDir(dir, () => false)).not.toThrow()
  })
})
