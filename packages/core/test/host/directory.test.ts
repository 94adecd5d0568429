import { readdirSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openHost } from '../../src/host/host.ts'
import { Gate } from '../../src/pace/gate.ts'
import { createRegistry } from '../../src/pace/registry.ts'
import { Endpoint } from '../../src/transport/endpoint.ts'
import { tempDir } from './machine.ts'

const settings = { perMinute: 18, timeoutMs: 10_000 }
const endpoint = new Endpoint('https://oapi.dingtalk.com/robot/send?access_token=fake', undefined, false)

/** A process that uses the robot; says how many slots it sees in use. */
function start(dir: string) {
  const gate = new Gate()
  const now = () => performance.now()
  gate.host = openHost({ dir, shared: createRegistry().shared() }).slots(endpoint, settings)
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
})
