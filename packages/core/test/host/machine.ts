import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { Document } from '../../src/host/document.ts'
import type { HostClock } from '../../src/host/host-clock.ts'
import { SlotBook } from '../../src/host/slot-book.ts'
import { Gate } from '../../src/pace/gate.ts'

/** A machine with a disk and two clocks, on which processes come and go. */
export function bootMachine({ dir = tempDir() } = {}) {
  const time = { boot: 1, monotonic: 1_000, wall: Date.UTC(2026, 5, 15, 2) }
  let processes = 0
  const trouble: unknown[] = []

  /** A process's own view: a gate, whose clock began when the process did. */
  function start({ perMinute = 18, open = () => join(dir, 'robot') } = {}) {
    processes += 1
    const startedAt = time.monotonic
    const gate = new Gate()
    const clock: HostClock = {
      boot: `boot-${time.boot}`,
      monotonic: () => time.monotonic,
      now: () => time.wall,
    }
    gate.host = new SlotBook({
      clock,
      document: new Document(open),
      owner: `process-${processes}`,
      perMinute,
      timeoutMs: 10_000,
      onTaken: () => {},
      onTrouble: (error) => trouble.push(error),
    })
    return { gate, now: () => time.monotonic - startedAt }
  }

  return {
    dir,
    start,
    trouble,
    pass(ms: number) {
      time.monotonic += ms
      time.wall += ms
    },
    setWall(byMs: number) {
      time.wall += byMs
    },
    reboot(offMs: number) {
      time.boot += 1
      time.monotonic = 100
      time.wall += offMs
    },
  }
}

/** An empty directory, gone after the test. */
export function tempDir(): string {
  const dir = mkdtempSync(join(tmpdir(), 'dingbell-host-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  return dir
}

/** One process, as far as its slots go. */
export type Process = ReturnType<ReturnType<typeof bootMachine>['start']>
