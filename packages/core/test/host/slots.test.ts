import fs, { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import type { SlotRequest } from '../../src/pace/slots.ts'
import { bootMachine, type Process } from './machine.ts'

const request: SlotRequest = { kind: 'first', perMinute: 18 }

/** Takes and completes slots until there are none; says how many there were. */
function drain({ gate, now }: Process): number {
  for (let taken = 0; ; taken += 1) {
    const slot = gate.take(request, now())
    if (!slot) return taken
    gate.complete(slot, now(), {}, 0)
  }
}

const waitOf = ({ gate, now }: Process) => gate.freeAt(request, now()) - now()

describe('the slots of a host', () => {
  it('are shared by its processes', () => {
    const machine = bootMachine()
    const [one, other] = [machine.start(), machine.start()]
    expect([drain(one), drain(other)]).toEqual([18, 0])
    expect(other.gate.slotsInUse(other.now())).toBe(18)
    machine.pass(61_000)
    expect([drain(other), drain(one)]).toEqual([18, 0])
  })

  it('are remembered when a process is started again', () => {
    const machine = bootMachine()
    expect(drain(machine.start())).toBe(18)
    machine.pass(1_000)
    const next = machine.start()
    expect(drain(next)).toBe(0)
    expect(waitOf(next)).toBeCloseTo(60_000, 3)
  })

  it('stay taken until the lease is over when their process dies with a message in flight', () => {
    const machine = bootMachine()
    const dying = machine.start({ perMinute: 1 })
    dying.gate.take({ ...request, perMinute: 1 }, dying.now())
    const next = machine.start({ perMinute: 1 })
    const ask = () => next.gate.take({ ...request, perMinute: 1 }, next.now())
    machine.pass(80_999)
    expect(ask()).toBeUndefined()
    machine.pass(2)
    expect(ask()).toBeDefined()
  })

  it('are looked at again soon while a message of another process is in flight', () => {
    const machine = bootMachine()
    const [one, other] = [machine.start({ perMinute: 1 }), machine.start({ perMinute: 1 })]
    const single = { ...request, perMinute: 1 }
    const slot = one.gate.take(single, one.now())
    expect(other.gate.freeAt(single, other.now()) - other.now()).toBe(1_000)
    if (slot) one.gate.complete(slot, one.now(), {}, 0)
    expect(other.gate.freeAt(single, other.now()) - other.now()).toBeCloseTo(61_000, 3)
  })

  it('keep the shares of each kind for all processes together', () => {
    const machine = bootMachine()
    const [one, other] = [machine.start(), machine.start()]
    const digests = ({ gate, now }: Process) => {
      let taken = 0
      for (let slot = gate.take({ ...request, kind: 'digest' }, now()); slot; taken += 1) {
        gate.complete(slot, now(), {}, 0)
        slot = gate.take({ ...request, kind: 'digest' }, now())
      }
      return taken
    }
    expect([digests(one), digests(other), drain(other)]).toEqual([10, 0, 8])
  })

  it.each([-7_200_000, 7_200_000])('do not care when the wall clock is set by %i ms', (byMs) => {
    const machine = bootMachine()
    const one = machine.start()
    drain(one)
    machine.pass(1_000)
    machine.setWall(byMs)
    const next = machine.start()
    expect([drain(next), waitOf(next)]).toEqual([0, expect.closeTo(60_000, 3)])
    machine.pass(60_000)
    expect(drain(next)).toBe(18)
  })

  it.each([
    [20_000, 41_000],
    [100_000, 0],
    [-7_200_000, 61_000],
  ])('after a reboot cool by the wall clock, which moved on by %i ms, for %i ms', (offMs, leftMs) => {
    const machine = bootMachine()
    drain(machine.start())
    machine.reboot(offMs)
    const next = machine.start()
    expect(waitOf(next)).toBeCloseTo(leftMs, 3)
    machine.pass(leftMs)
    expect(drain(next)).toBe(18)
  })
})

describe('the ban of a robot', () => {
  /** A robot that was throttled, in one process. */
  function banned() {
    const machine = bootMachine()
    const [one, other] = [machine.start(), machine.start()]
    const slot = one.gate.take(request, one.now())
    if (slot) one.gate.complete(slot, one.now(), { throttled: true }, 0)
    return { machine, one, other }
  }

  it('holds for all processes, also for those that are started later', () => {
    const { machine, other } = banned()
    expect(drain(other)).toBe(0)
    other.gate.slotsInUse(other.now())
    expect(other.gate.bannedMs(other.now())).toBeCloseTo(605_000, 3)
    expect(waitOf(machine.start())).toBeCloseTo(605_000, 3)
  })

  it('is followed by one probe of one process', () => {
    const { machine, one, other } = banned()
    machine.pass(605_001)
    const probe = one.gate.take(request, one.now())
    expect(probe).toBeDefined()
    expect(other.gate.take({ ...request, fatal: true }, other.now())).toBeUndefined()
    expect(waitOf(other)).toBe(1_000)
    if (probe) one.gate.complete(probe, one.now(), {}, 0)
    expect(drain(other)).toBe(17)
  })

  it('is known after a reboot', () => {
    const { machine } = banned()
    machine.reboot(60_000)
    expect(waitOf(machine.start())).toBeCloseTo(545_000, 3)
  })
})

describe('without a directory', () => {
  it('a process starts with five slots, and has all of them a minute later', () => {
    const machine = bootMachine()
    const file = join(machine.dir, 'file')
    writeFileSync(file, '')
    const alone = machine.start({ open: () => join(file, 'robot') })
    expect(drain(alone)).toBe(5)
    expect(machine.trouble[0]).toMatchObject({ code: 'ENOTDIR' })
    machine.pass(61_000)
    expect(drain(alone)).toBe(18)
  })

  it('it shares again as soon as it can', () => {
    const machine = bootMachine()
    const file = join(machine.dir, 'file')
    writeFileSync(file, '')
    const one = machine.start({ open: () => join(file, 'robot') })
    expect(drain(one)).toBe(5)
    rmSync(file)
    const slot = one.gate.take(request, one.now())
    expect(slot).toBeUndefined()
    machine.pass(61_000)
    drain(one)
    expect(drain(machine.start({ open: () => join(file, 'robot') }))).toBe(0)
  })

  it.each([
    ['ENOSPC', 'writeSync'],
    ['EROFS', 'openSync'],
    ['EMFILE', 'openSync'],
    ['EACCES', 'openSync'],
  ] as const)('it is the same where nothing can be written: %s', (code, call) => {
    const machine = bootMachine()
    const failing = vi.spyOn(fs, call).mockImplementation(() => {
      throw Object.assign(new Error(code), { code })
    })
    onTestFinished(() => failing.mockRestore())
    const alone = machine.start()
    expect(drain(alone)).toBe(5)
    expect(machine.trouble[0]).toMatchObject({ code })
    failing.mockRestore()
    machine.pass(61_000)
    expect([drain(alone), drain(machine.start())]).toEqual([18, 0])
  })

  it('that was deleted meanwhile, it is made anew', () => {
    const machine = bootMachine()
    const one = machine.start()
    drain(one)
    rmSync(machine.dir, { recursive: true })
    machine.pass(61_000)
    expect([drain(one), drain(machine.start())]).toEqual([18, 0])
  })

  it('five slots are what is known after a record that cannot be read', () => {
    const machine = bootMachine()
    drain(machine.start())
    for (const text of ['{', '\0\u0001', '{"slots":[{}]}', '[]']) {
      writeFileSync(join(machine.dir, 'robot'), text)
      expect(drain(machine.start())).toBe(5)
      machine.pass(61_000)
    }
  })

  it('five slots are what is known where an earlier build left a directory for the robot, and they are shared', () => {
    const machine = bootMachine()
    mkdirSync(join(machine.dir, 'robot'))
    writeFileSync(join(machine.dir, 'robot', '41'), '{}')
    const [one, other] = [machine.start(), machine.start()]
    expect([drain(one), other.gate.slotsInUse(other.now()), machine.trouble]).toEqual([5, 5, []])
    machine.pass(61_000)
    expect([drain(other), drain(one)]).toEqual([18, 0])
  })
})

it('nothing is on disk but who holds slots of which kind until when', () => {
  const machine = bootMachine()
  drain(machine.start())
  expect(readdirSync(machine.dir)).toEqual(['robot'])
  const [nothing, ...lines] = readFileSync(join(machine.dir, 'robot'), 'utf8').split('\n')
  expect([nothing, lines.length]).toEqual(['', 36])
  const texts = lines.map(
    (line) => /^[0-9a-f]{8} \d+ \d+ [\da-z-]+ [\da-z-]+ (\{.*\})$/.exec(line)?.[1] ?? 'something else',
  )
  const fields = texts.flatMap((text) => Object.keys(JSON.parse(text)))
  expect(new Set(fields)).toEqual(new Set(['written', 'slots', 'single']))
  const { slots, ...rest } = JSON.parse(texts.at(-1) ?? '')
  expect(rest).toEqual({ written: { boot: 'boot-1', at: 1_000 }, single: false })
  expect(slots).toHaveLength(18)
  const wall = Date.UTC(2026, 5, 15, 2, 1, 1)
  for (const slot of slots) expect(slot).toEqual({ owner: 'process-1', kind: 'first', at: 62_000, wall })
})
