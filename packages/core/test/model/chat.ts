import type { Call } from './ding-talk-model.ts'
import { markerIn } from './kinds.ts'

/** What a message says of one kind. */
interface Line {
  /** Missing for an alert that carried none. */
  marker: string | undefined
  /** Alerts that the message accounts for; 0 for a kind that went quiet. */
  count: number
  /** Alerts since the kind was first seen. */
  total: number
}

/** A message as a reader understands it, who knows nothing but English. */
export interface Reading {
  /** The alerter's own number of it, and its running totals. */
  number: number
  accepted: number
  dropped: number
  lines: Line[]
  /** Alerts that are only counted: folded kinds, and texts that DingTalk did not take. */
  onlyCounted: number
  /** First and last numbers of messages that may have arrived although nobody knows. */
  mayRepeat: [from: number, to: number][]
  /** Alerts that found no room: they are counted in a later message, or were given up at the end. */
  hidden: number
}

const running = /🔔 #([\d,]+) · ([\d,]+) alerts? in all(?:, ([\d,]+) dropped)?/
const cardTimes = /^\*\*([\d,]+)\*\* times?(?: \(([\d,]+) in all\))? ·/m
const digestLine = /^[🔴🟠🟡🔵⚪] (?:New|Again|Ongoing|Still) .*×([\d,]+)(?: \(([\d,]+) in all\))? ·/u
const quietLine = /^\P{L}+ Quiet .* · ([\d,]+) in all, last/u
const levelLine = /^[🔴🟠🟡🔵⚪] (?:Fatal|Error|Warning|Info|Debug|Trace): ([\d,]+) alerts? of/u
const folded = /([\d,]+) more alerts? of [\d,]+ kinds? counted, not listed/
const mayRepeat = /Messages? #([\d,]+)(?: to #([\d,]+))? may have arrived after all/g
const hidden = /^… \+ ([\d,]+) alerts? in [\d,]+ kinds? not shown/m

/** Reads a message of an alerter whose locale is English. */
export function read({ text }: Pick<Call, 'text'>): Reading {
  const found = running.exec(text)
  if (!found) throw new Error(`a message without its number: ${text.slice(0, 200)}`)
  const rows = text.split('\n')
  return {
    number: numberOf(found[1]),
    accepted: numberOf(found[2]),
    dropped: numberOf(found[3]),
    lines: [...(cardLine(rows) ?? rows.flatMap(countedLine)), ...rows.flatMap(quietLineOf)],
    onlyCounted:
      sum(rows.map((row) => numberOf(levelLine.exec(row)?.[1]))) + numberOf(folded.exec(text)?.[1]),
    mayRepeat: [...text.matchAll(mayRepeat)].map(([, from, to = from]) => [numberOf(from), numberOf(to)]),
    hidden: numberOf(hidden.exec(text)?.[1]),
  }
}

/** Alerts that a message accounts for. */
export function countedIn({ lines, onlyCounted }: Reading): number {
  return sum(lines.map((line) => line.count)) + onlyCounted
}

/** A card tells of one kind, and below it who went quiet. */
function cardLine(rows: readonly string[]): Line[] | undefined {
  const text = rows.filter((row) => !quietLine.test(row)).join('\n')
  const times = cardTimes.exec(text)
  return times ? [lineWith(text, times)] : undefined
}

function countedLine(row: string): Line[] {
  const counted = digestLine.exec(row)
  return counted ? [lineWith(row, counted)] : []
}

function quietLineOf(row: string): Line[] {
  const quiet = quietLine.exec(row)
  return quiet ? [{ marker: markerIn(row), count: 0, total: numberOf(quiet[1]) }] : []
}

function lineWith(text: string, [, count, total]: RegExpExecArray): Line {
  return { marker: markerIn(text), count: numberOf(count), total: numberOf(total ?? count) }
}

function numberOf(digits: string | undefined): number {
  return digits === undefined ? 0 : Number(digits.replaceAll(',', ''))
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
