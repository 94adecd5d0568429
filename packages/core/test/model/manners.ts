import { expect } from 'vitest'
import { busiestWindow } from './busiest-window.ts'
import type { Call } from './ding-talk-model.ts'
import type { Witness } from './witness.ts'

/** A slot is taken again so long after its message was completed, in ms. */
const coolMs = 61_000
/** How late something may leave, in ms. */
const graceMs = 100
/** The shortest time for which a throttled robot is left alone, in ms. */
const banMs = 605_000

/** Our own calls by robot, in the order of their starts. */
function callsByToken({ model }: Witness): Map<string, Call[]> {
  const byToken = new Map<string, Call[]>()
  for (const call of model.calls.filter((each) => !each.foreign)) {
    byToken.set(call.token, [...(byToken.get(call.token) ?? []), call])
  }
  return byToken
}

/** No robot gets more than N messages in any 60 s, as the server sees it. */
export function keepsToN(witness: Witness, perMinute = 18): void {
  for (const token of callsByToken(witness).keys()) {
    expect(busiestWindow(witness.model.arrivals(token)), 'too many in 60 s').toBeLessThanOrEqual(perMinute)
  }
}

/** Nobody is banned for what we sent. */
export function isNeverBanned({ model }: Witness): void {
  expect(model.bans, 'banned').toEqual([])
}

/** Once it heard of a ban, a robot is silent until it is over, and then a single message finds out. */
export function respectsBans(witness: Witness): void {
  for (const calls of callsByToken(witness).values()) {
    for (const throttled of calls.filter((call) => call.verdict === 'throttled' && call.answered)) {
      const from = throttled.endedAt ?? 0
      const [probe, ...others] = calls.filter((call) => call.startedAt > from)
      if (!probe) continue
      expect(probe.startedAt, 'sent during the ban').toBeGreaterThanOrEqual(from + banMs)
      const beside = others.filter((call) => call.startedAt < (probe.endedAt ?? Number.POSITIVE_INFINITY))
      expect(beside, 'sent beside the probe').toEqual([])
    }
  }
}

/** A robot that refuses us for its settings is left alone for ten minutes at least. */
export function respectsRefusals(witness: Witness): void {
  for (const calls of callsByToken(witness).values()) {
    for (const { endedAt = 0 } of calls.filter((call) => typeof call.verdict === 'object' && call.answered)) {
      const hasty = calls.filter((call) => call.startedAt > endedAt && call.startedAt < endedAt + 600_000)
      expect(hasty, 'sent to a robot that refused').toEqual([])
    }
  }
}

/** What a kind needs so that it may leave. */
interface Need {
  /** The alert with the marker was captured then, and may leave from `from` on. */
  from: number
  marker: string
  /** Whether a message in flight holds it back. */
  isInTheWay(call: Call): boolean
}

/** A fatal leaves within 100 ms while a slot is free, even beside a message that hangs; else as soon as one is. */
export function fatalIsPrompt(witness: Witness, perMinute = 18): void {
  const fatal = [...witness.captured.values()].filter((captured) => captured.fatal)
  const markers = fatal.map((captured) => captured.marker)
  const isInTheWay = (call: Call) => markers.some((marker) => call.text.includes(marker))
  for (const { firstAt, marker } of fatal)
    leavesInTime(witness, { from: firstAt, marker, isInTheWay }, perMinute)
}

/** A first occurrence leaves within `groupWaitMs` and 100 ms while a slot is free and nothing is on its way. */
export function newsIsPrompt(witness: Witness, perMinute = 18, groupWaitMs = 500): void {
  const news = [...witness.captured.values()].filter((captured) => !captured.fatal)
  const isInTheWay = () => true
  for (const { firstAt, marker } of news) {
    leavesInTime(witness, { from: firstAt + groupWaitMs, marker, isInTheWay }, perMinute)
  }
}

/** There is no time of 100 ms in which it could have left and had not. */
function leavesInTime({ model }: Witness, { from, isInTheWay, marker }: Need, perMinute: number): void {
  const calls = model.calls.filter((call) => !call.foreign)
  const leftAt = calls.find((call) => call.text.includes(marker))?.startedAt ?? Number.POSITIVE_INFINITY
  // One slot is kept for the last words.
  const allowed = perMinute >= 4 ? perMinute - 1 : perMinute
  const changes = calls.flatMap((call) => [call.startedAt, endOf(call), endOf(call) + coolMs])
  const moments = [from, ...changes].filter((at) => at >= from && at < leftAt).sort((a, b) => a - b)
  for (const [index, at] of moments.entries()) {
    const until = Math.min(moments[index + 1] ?? Number.POSITIVE_INFINITY, leftAt)
    const taken = calls.filter((call) => call.startedAt <= at && endOf(call) + coolMs > at).length
    const blocked = calls.some((call) => call.startedAt <= at && endOf(call) > at && isInTheWay(call))
    const isFree = taken < allowed && !blocked
    if (isFree) expect(until - at, `${marker} could have left at ${at}`).toBeLessThanOrEqual(graceMs)
  }
}

function endOf(call: Call): number {
  return call.endedAt ?? Number.POSITIVE_INFINITY
}

/** `flush` and `close` are true only when everything that was accepted before has found its end. */
export function flushTellsTheTruth({ flushed }: Witness): void {
  for (const { accepted, ended, said } of flushed)
    if (said) expect(ended, 'flushed').toBeGreaterThanOrEqual(accepted)
}

/** After `close` nothing is sent, nothing waits and nothing is left pending. */
export function isOverAfterClose({ alerter, clock, closedAt, model }: Witness): void {
  expect(
    model.calls.filter((call) => call.startedAt > closedAt),
    'sent after close',
  ).toEqual([])
  expect(clock.waiting, 'timers after close').toBe(0)
  const { dropped, groups, pending } = alerter.stats()
  expect({ pending, groups, closed: dropped.closed }, 'left after close').toEqual({
    pending: 0,
    groups: 0,
    closed: 1,
  })
}

/** No timer keeps the process, unless somebody waits for a flush or for the end. */
export function letsTheProcessGo({ clock, isAwaited }: Witness): void {
  if (clock.held > 0 && !isAwaited) expect.fail('a timer keeps the process')
}
