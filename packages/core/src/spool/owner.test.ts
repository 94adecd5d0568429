import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, openSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { describe, expect, it, onTestFinished } from 'vitest'
import {
  isDead,
  nameFor,
  nameForNobody,
  type Owner,
  ownerOf,
  type Processes,
  systemProcesses,
} from './owner.ts'

const here: Owner = { pid: 10, start: '1000', boot: 'b007', space: '1' }

function host(running: Record<number, string> = {}, holds: boolean | undefined = undefined): Processes {
  return { self: () => here, startOf: (pid) => running[pid], holds: () => holds }
}

const never = () => false
const always = () => true

describe('a name', () => {
  it('tells its owner, and is another one each time', () => {
    expect(ownerOf(nameFor(here))).toEqual(here)
    expect(nameFor(here)).not.toBe(nameFor(here))
  })

  it.each(['', 'README.md', '1-2-3', '..', `${nameFor(here)}.bak`])(
    'of somebody else is left alone: %s',
    (name) => {
      expect(ownerOf(name)).toBeUndefined()
      expect(isDead(name, host(), always)).toBe(false)
    },
  )
})

describe('an owner', () => {
  const name = nameFor({ ...here, pid: 20, start: '2000' })

  it('lives while its process runs, however long it gives no sign', () => {
    expect(isDead(name, host({ 20: '2000' }), always)).toBe(false)
  })

  it('is dead when there is no such process, or another one has its number', () => {
    expect(isDead(name, host(), never)).toBe(true)
    expect(isDead(name, host({ 20: '2001' }), never)).toBe(true)
  })

  it('is dead when the host was started since', () => {
    expect(isDead(nameFor({ ...here, boot: 'b008' }), host({ 10: '1000' }), never)).toBe(true)
  })

  it('in another container is dead when it gives no sign of life', () => {
    const other = nameFor({ ...here, space: '2' })
    expect(isDead(other, host({ 10: '1000' }), never)).toBe(false)
    expect(isDead(other, host({ 10: '1000' }), always)).toBe(true)
  })

  it('is asked for a sign of life where the system tells no start', () => {
    expect(isDead(name, host({ 20: '0' }), never)).toBe(false)
    expect(isDead(name, host({ 20: '0' }), always)).toBe(true)
  })

  it('in this process is dead once its files are closed', () => {
    const own = nameFor(here)
    expect(isDead(own, host({}, true), always)).toBe(false)
    expect(isDead(own, host({}, false), never)).toBe(true)
    expect(isDead(own, host({}, undefined), always)).toBe(false)
  })

  it('that has left is dead at once', () => {
    expect(isDead(nameForNobody(), host(), never)).toBe(true)
  })
})

describe.runIf(process.platform === 'linux')('the processes of this host', () => {
  it('know themselves, and others by their start', async () => {
    const self = systemProcesses.self()
    expect(self).toMatchObject({ pid: process.pid, start: expect.stringMatching(/^[1-9]\d*$/) })
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
    onTestFinished(() => void child.kill('SIGKILL'))
    await once(child, 'spawn')
    const pid = child.pid ?? 0
    expect(systemProcesses.startOf(pid)).toMatch(/^[1-9]\d*$/)
    const name = nameFor({ ...self, pid, start: systemProcesses.startOf(pid) ?? '' })
    expect(isDead(name, systemProcesses, never)).toBe(false)
    child.kill('SIGSTOP')
    expect(isDead(name, systemProcesses, never)).toBe(false)
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect(isDead(name, systemProcesses, never)).toBe(true)
  })

  it('know which files are open, and that a thread which ended has none', async () => {
    const root = mkdtempSync(join(tmpdir(), 'dingbell-owner-'))
    onTestFinished(() => rmSync(root, { recursive: true }))
    const [mine, its] = [nameFor(systemProcesses.self()), nameFor(systemProcesses.self())]
    for (const name of [mine, its]) mkdirSync(join(root, name))
    openSync(join(root, mine, 'file'), 'ax')
    const script = `require('fs').openSync(${JSON.stringify(join(root, its, 'file'))}, 'ax')
      require('worker_threads').parentPort.postMessage('open')
      setInterval(() => {}, 1000)`
    const worker = new Worker(script, { eval: true })
    await once(worker, 'message')
    expect([mine, its].map((name) => isDead(name, systemProcesses, always))).toEqual([false, false])
    await worker.terminate()
    expect([mine, its].map((name) => isDead(name, systemProcesses, never))).toEqual([false, true])
  })
})
