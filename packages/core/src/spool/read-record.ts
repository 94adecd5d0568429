import { levels } from '../alert/alert.ts'
import { fieldsOf } from '../fields.ts'
import * as limits from '../limits.ts'
import type { Notice } from '../message/compose.ts'
import { readSavedAlert, readSavedAt } from './read-alert.ts'
import { all, isCount, isText, isTime, oneOf, textOf } from './read-values.ts'
import type { Books, Counts, Entry, SavedGroup, SavedParcel, SavedShare } from './record.ts'

/*
 * Reads what a line says without trusting its shape: its sum was right, but another version may have written it.
 */

const groupStates = ['new', 'again', 'ongoing'] as const
const shownStates = ['new', 'again', 'ongoing', 'repeat', 'quiet'] as const
const looks = ['full', 'plain', 'counts'] as const

/** The parts of a line that can be understood; never throws. */
export function readEntry(payload: unknown): Entry {
  const { adopted, books, counts, folded, gone, groups, part, reset, settled, taken, version } =
    fieldsOf(payload)
  return {
    version: isCount(version) ? version : 0,
    reset: reset === true,
    part: part === true,
    books: readBooks(books),
    groups: all(groups, readGroup),
    counts: all(counts, readCounts),
    gone: all(gone, textOf),
    folded: all(folded, readTotal),
    taken: all(taken, readParcel),
    settled: all(settled, textOf),
    adopted: all(adopted, textOf),
  }
}

function readBooks(value: unknown): Books | undefined {
  const { accepted, delivered, dropped, held, number, other, rhythm, unsaid } = fieldsOf(value)
  if (!isCount(accepted) || !isCount(delivered) || !isCount(dropped) || !isCount(number)) return undefined
  const { sentAt, step } = fieldsOf(rhythm)
  return {
    accepted,
    delivered,
    dropped,
    held: isCount(held) ? held : 0,
    other: readOther(other),
    number,
    unsaid: all(unsaid, readNotice),
    rhythm: { step: isCount(step) ? step : 0, sentAt: isTime(sentAt) ? sentAt : 0 },
  }
}

function readGroup(value: unknown): SavedGroup | undefined {
  const { alert, at, counts, samples } = fieldsOf(value)
  const read = { alert: readSavedAlert(alert), counts: readCounts(counts) }
  if (!read.alert || !read.counts) return undefined
  return { alert: read.alert, counts: read.counts, samples: all(samples, textOf), at: readSavedAt(at) }
}

function readCounts(value: unknown): Counts | undefined {
  if (!Array.isArray(value)) return undefined
  const [
    fingerprint,
    level,
    total,
    pending,
    first,
    last,
    heardAt,
    state,
    shownTotal,
    shownAt,
    quiet,
  ]: unknown[] = value
  const known = { level: oneOf(levels, level), state: oneOf(groupStates, state) }
  if (!isText(fingerprint) || !known.level || !known.state) return undefined
  if (!isCount(total) || !isCount(pending) || !isCount(shownTotal)) return undefined
  if (!isTime(first) || !isTime(last) || !isTime(heardAt) || !isTime(shownAt)) return undefined
  const times = [first, last, heardAt] as const
  return [
    fingerprint,
    known.level,
    total,
    pending,
    ...times,
    known.state,
    shownTotal,
    shownAt,
    quiet === 1 ? 1 : 0,
  ]
}

function readTotal(value: unknown): readonly [string, number] | undefined {
  if (!Array.isArray(value)) return undefined
  const [fingerprint, total]: unknown[] = value
  return isText(fingerprint) && isCount(total) ? [fingerprint, total] : undefined
}

function readParcel(value: unknown): SavedParcel | undefined {
  const { body, look, msgUuid, news, notices, number, other, postedAt, robot, shares } = fieldsOf(value)
  if (!isText(msgUuid) || !isText(robot) || !isText(body) || !isCount(number) || !isTime(postedAt))
    return undefined
  if (Buffer.byteLength(body) > limits.bodyBytes) return undefined
  return {
    msgUuid,
    robot,
    number,
    postedAt,
    body,
    look: oneOf(looks, look) ?? 'full',
    news: news === true,
    shares: all(shares, readShare),
    other: readOther(other),
    notices: all(notices, readNotice),
  }
}

function readShare(value: unknown): SavedShare | undefined {
  const { count, fingerprint, first, last, shown, state, total } = fieldsOf(value)
  const known = { shown: oneOf(shownStates, shown), state: oneOf(groupStates, state) }
  if (!isText(fingerprint) || !isCount(count) || !isCount(total)) return undefined
  if (!isTime(first) || !isTime(last) || !known.shown || !known.state) return undefined
  return { fingerprint, count, first, last, state: known.state, shown: known.shown, total }
}

function readOther(value: unknown): { kinds: number; alerts: number } {
  const { alerts, kinds } = fieldsOf(value)
  return isCount(alerts) && isCount(kinds) ? { kinds, alerts } : { kinds: 0, alerts: 0 }
}

/** Of the notices only those are kept on disk that stay true until they are told. */
export function readNotice(value: unknown): Notice | undefined {
  const { alerts, from, kind, percent, share, to, used } = fieldsOf(value)
  if (kind === 'may-repeat' && isCount(from) && isCount(to)) return { kind, from, to }
  if ((kind === 'content' || kind === 'uncounted') && isCount(alerts)) return { kind, alerts }
  if (kind === 'quota' && isCount(percent) && isCount(used) && isCount(share))
    return { kind, percent, used, share }
  return undefined
}
