import type { Clock } from '../../src/clock.ts'
import { text } from '../../src/message/text.ts'
import { createRegistry, type Registry } from '../../src/pace/registry.ts'
import { Robot } from '../../src/robot.ts'
import { type Contender, type Ports, webhook } from './storm.ts'

/** Our robot; with another registry it is the same robot with another gate. */
export function robotWith(makeRegistry: () => Registry = createRegistry): Contender {
  return (ports) => {
    const ours = robotOf(ports, makeRegistry())
    return (content, signal) => ours.send(text(content), { signal })
  }
}

/** Two robots with the same token, as two adapters in one process make them, on a process that is busy. */
export function twoRobots(lateMs: readonly number[]): Contender {
  return (ports) => {
    const clock = busy(ports.clock, lateMs)
    const registry = createRegistry()
    const robots = [robotOf({ ...ports, clock }, registry), robotOf({ ...ports, clock }, registry)]
    let turn = 0
    return async (content, signal) => robots[turn++ % 2]?.send(text(content), { signal })
  }
}

/** One request, given up after `timeoutMs`. Takes whatever comes back for a success, as many clients do. */
export async function post({ clock, fetch, timeoutMs }: Ports, content: string): Promise<void> {
  const abort = new AbortController()
  const cancel = clock.after(timeoutMs, () => abort.abort())
  const headers = { 'content-type': 'application/json' }
  const body = JSON.stringify(text(content))
  try {
    await fetch(webhook, { method: 'POST', headers, body, redirect: 'manual', signal: abort.signal })
  } finally {
    cancel()
  }
}

/** Puts the calls in a line, as our robot does: a contender shall not lose for sending at the same time. */
export function oneAtATime(send: (content: string) => Promise<void>): (content: string) => Promise<void> {
  let tail: Promise<unknown> = Promise.resolve()
  return (content) => {
    const sending = tail.then(() => send(content))
    tail = sending.catch(() => {})
    return sending
  }
}

function robotOf({ clock, fetch, perMinute, timeoutMs }: Ports, registry: Registry): Robot {
  return new Robot({ webhook, perMinute, timeoutMs, fetch }, { clock, registry, random: () => 0.5 })
}

/** A clock whose timers fire late, each by the next number of ms. */
export function busy(clock: Clock, lateMs: readonly number[]): Clock {
  let turn = 0
  return {
    now: () => clock.now(),
    monotonic: () => clock.monotonic(),
    after: (ms, wake, hold) =>
      clock.after(Math.max(0, ms) + (lateMs[turn++ % lateMs.length] ?? 0), wake, hold),
  }
}
