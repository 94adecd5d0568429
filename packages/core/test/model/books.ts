import { expect } from 'vitest'
import type { Stats } from '../../src/stats.ts'
import { countedIn, type Reading, read } from './chat.ts'
import type { Call } from './ding-talk-model.ts'
import type { Witness } from './witness.ts'

/** Checks at every step that the books balance, and that nothing which was counted is taken back. */
export class Auditor {
  #before = new Map<string, number>()

  readonly check = ({ accepted, alerter }: Witness): void => {
    const stats = alerter.stats()
    const dropped = sum(Object.values(stats.dropped))
    // Called thousands of times: `expect` only words what is known to be wrong.
    if (stats.accepted !== accepted) expect(stats.accepted, 'accepted').toBe(accepted)
    const found = stats.delivered + stats.pending + dropped
    if (found !== stats.accepted) expect(found, 'balance').toBe(stats.accepted)
    const counts = new Map(countsIn(stats))
    for (const [name, count] of counts) {
      if (!Number.isInteger(count) || count < 0) expect.fail(`${name} is no count: ${count}`)
      const before = this.#before.get(name) ?? 0
      if (name !== 'pending' && count < before) expect.fail(`${name} went back from ${before} to ${count}`)
    }
    this.#before = counts
  }
}

function countsIn(stats: Stats): [string, number][] {
  const { accepted, delivered, dropped, folded, hookErrors, messages, pending } = stats
  return Object.entries({ accepted, delivered, folded, hookErrors, pending, ...dropped, ...messages })
}

/** A message in the chat, with all its copies. */
export interface Shown {
  reading: Reading
  copies: Call[]
}

/** What stands in the chats, by the messages' own numbers and in their order. */
export function readChat({ model }: Pick<Witness, 'model'>): Map<number, Shown> {
  const shown = new Map<number, Shown>()
  for (const call of model.chat.filter((each) => !each.foreign)) {
    const reading = read(call)
    const message = shown.get(reading.number) ?? { reading, copies: [] }
    message.copies.push(call)
    shown.set(reading.number, message)
  }
  return new Map([...shown].sort(([a], [b]) => a - b))
}

/** Every message that the alerter calls sent stands in the chat, and counts as many alerts as it says. */
export function sentIsShown(witness: Witness): void {
  const shown = readChat(witness)
  for (const { alerts, msgUuid, number } of witness.sent) {
    const message = shown.get(number)
    expect(
      message?.copies.map((copy) => copy.uuid),
      `#${number} in the chat`,
    ).toContain(msgUuid)
    expect(message && countedIn(message.reading), `alerts in #${number}`).toBe(alerts)
  }
  expect(sum(witness.sent.map((event) => event.alerts)), 'delivered').toBe(witness.alerter.stats().delivered)
}

/** A copy of a message is the same message, and there is at most one more than attempts whose end nobody knows. */
export function copiesAreExplained(witness: Witness): void {
  const doubts = witness.model.calls.filter((call) => call.doubtful)
  for (const [number, { copies }] of readChat(witness)) {
    const [first] = copies
    for (const copy of copies)
      expect([copy.uuid, copy.text], `copy of #${number}`).toEqual([first?.uuid, first?.text])
    const tolerated = doubts.filter((call) => call.uuid === first?.uuid).length
    expect(copies.length - 1, `copies of #${number}`).toBeLessThanOrEqual(tolerated)
  }
}

/** What stands in the chat and was not called sent was doubtful, and a later message says that it may repeat. */
export function doubtsAreTold(witness: Witness): void {
  const { closedAt, failed, model, sent } = witness
  const shown = readChat(witness)
  const told = [...shown.values()].flatMap(({ reading }) => reading.mayRepeat)
  for (const [number, { copies }] of shown) {
    if (sent.some((event) => event.number === number)) continue
    const calls = model.calls.filter((call) => call.uuid === copies[0]?.uuid)
    const isDoubtful = calls.some((call) => call.doubtful || (call.endedAt ?? closedAt) >= closedAt)
    expect(isDoubtful, `#${number} was neither sent nor doubtful`).toBe(true)
    // Whoever composed a message after the doubt knew of it; on the way at the end nobody does.
    const doubt = failed.find((event) => event.final && event.msgUuid === copies[0]?.uuid)
    const wasSentAfter = (at: number) =>
      sent.some(({ msgUuid }) => (model.calls.find((call) => call.uuid === msgUuid)?.startedAt ?? 0) > at)
    if (!doubt || !wasSentAfter(doubt.at)) continue
    const isTold = told.some(([from, to]) => from <= number && number <= to)
    expect(isTold, `told that #${number} may repeat`).toBe(true)
  }
}

/** For every kind the counts of the sent messages add up to what was captured of it. */
export function countsAddUp(witness: Witness): void {
  const shown = readChat(witness)
  const lines = witness.sent.flatMap(({ number }) => shown.get(number)?.reading.lines ?? [])
  for (const { alerts, marker } of witness.captured.values()) {
    const counted = sum(lines.filter((line) => line.marker === marker).map((line) => line.count))
    expect(counted, `alerts of ${marker}`).toBe(alerts)
  }
}

/** Per kind totals never go back from one number to the next, and none is higher than what was captured. */
export function totalsNeverGoBack(witness: Witness): void {
  const totals = new Map<string, number>()
  let accepted = 0
  for (const [number, { reading }] of readChat(witness)) {
    expect(reading.accepted, `accepted in #${number}`).toBeGreaterThanOrEqual(accepted)
    accepted = reading.accepted
    for (const { marker, total } of reading.lines) {
      if (marker === undefined) continue
      expect(total, `total of ${marker} in #${number}`).toBeGreaterThanOrEqual(totals.get(marker) ?? 0)
      expect(total, `total of ${marker} in #${number}`).toBeLessThanOrEqual(alertsOf(witness, marker))
      totals.set(marker, total)
    }
  }
}

/** Of no kind more is counted in the chat than was captured; what is missing was dropped. */
export function countsAreNotExceeded(witness: Witness): void {
  const shown = readChat(witness)
  const lines = witness.sent.flatMap(({ number }) => shown.get(number)?.reading.lines ?? [])
  for (const { alerts, marker } of witness.captured.values()) {
    const counted = sum(lines.filter((line) => line.marker === marker).map((line) => line.count))
    expect(counted, `alerts of ${marker}`).toBeLessThanOrEqual(alerts)
  }
}

/** Every kind that was captured stands in the chat. */
export function everyKindIsNotified(witness: Witness): void {
  const told = new Set(
    [...readChat(witness).values()].flatMap(({ reading }) => reading.lines.map((line) => line.marker)),
  )
  const missing = [...witness.captured.keys()].filter((marker) => !told.has(marker))
  expect(missing, 'kinds that nobody heard of').toEqual([])
}

function alertsOf({ captured }: Witness, marker: string): number {
  return captured.get(marker)?.alerts ?? 0
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
