import { readdirSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { hostFrom } from '../../src/host/host.ts'
import { Gate } from '../../src/pace/gate.ts'
import { createRegistry } from '../../src/pace/registry.ts'
import { Endpoint } from '../../src/transport/endpoint.ts'
import { tempDir } from './machine.ts'

const settings = { perMinute: 18, timeoutMs: 10_000 }
const endpoint = new Endpoint('https://oapi.dingtalk.com/robot/send?access_token=fake', undefined, false)

/** A process that uses the robot; says how many slots it sees in use. */
function start(dir: string, shared = createRegistry().shared()) {
  const gate = new Gate()
  const now = () => performance.now()
  const host = hostFrom(shared, dir)
  if (!host) throw new Error('no host')
  gate.host = host.slots(endpoint, settings)
  return {
    inUse: () => gate.slotsInUse(now()),
    take: () => gate.take({ kind: 'first', perMinute: 18 }, now()),
  }
}

describe('the directory of a host', () => {
  it('is remembered when the wall clock was set two hours forward before the next process starts', () => {
    const dir = tempDir()
    start(dir).take()
    const then = new Date(Date.now() - 2 * 60 * 60_000)
    for (const name of readdirSync(dir)) utimesSync(join(dir, name), then, then)
    expect(start(dir).inUse()).toBe(1)
  })

  it('stays the same when the process goes to another working directory', () => {
    const [home, elsewhere] = [tempDir(), tempDir()]
    const before = process.cwd()
    onTestFinished(() => process.chdir(before))
    process.chdir(home)
    const { take } = start('state')
    process.chdir(elsewhere)
    take()
    expect([readdirSync(home), readdirSync(elsewhere)]).toEqual([['state'], []])
  })

  it('is another one for whoever names it from another working directory', () => {
    const before = process.cwd()
    onTestFinished(() => process.chdir(before))
    const shared = createRegistry().shared()
    const homes = [tempDir(), tempDir()]
    for (const home of homes) {
      process.chdir(home)
      start('state', shared).take()
    }
    expect(homes.map((home) => readdirSync(home))).toEqual([['state'], ['state']])
  })
})
