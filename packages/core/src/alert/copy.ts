import {
  contextBytes,
  contextDepth,
  contextKeys,
  cutBytes,
  keyChars,
  mark,
  messageChars,
  redacted,
} from './bound.ts'
import { cleanBytes, cleanChars } from './clean.ts'
import { attempt, type Bag, className, get, isObject } from './guard.ts'
import { labelOf, leafOf } from './leaf.ts'
import type { Redactor } from './redact.ts'

/** One key of an object, or one item of a list, on its way into the copy. */
interface Slot {
  key: string
  value: unknown
  copy?: unknown
  kept?: boolean
}

/** Less room than this is not worth a value. */
const leastBytes = 6
/** `"…":"…",` */
const markEntryBytes = 12

/** The alert's context: plain data, bounded, redacted. Undefined when there is nothing in it. Never throws. */
export function copyContext(context: unknown, redactor: Redactor): Bag | undefined {
  if (context === undefined || context === null) return undefined
  const copy = copyValue(context, contextBytes, contextDepth, redactor)
  if (Array.isArray(copy)) return copyContext({ items: context }, redactor)
  if (!isObject(copy)) return copyContext({ value: context }, redactor)
  return Object.keys(copy).length === 0 ? undefined : copy
}

/** A thrown value, or a message that is no string, as text. Never throws. */
export function describe(value: unknown, redactor: Redactor): string {
  const leaf = attempt(() => leafOf(value), '[unreadable]')
  if (leaf !== undefined) return leaf === '' ? '""' : String(leaf)
  const name = isObject(value) && !attempt(() => Array.isArray(value), true) ? className(value) : ''
  const text = JSON.stringify(copyValue(value, messageChars, contextDepth, redactor))
  return name === '' ? text : `${name.slice(0, keyChars)} ${text}`
}

/**
 * A copy whose JSON takes at most `bytes`. Reads at most 20 keys of an object and calls nothing of the caller's but
 * getters, behind a guard.
 */
function copyValue(value: unknown, bytes: number, depth: number, redactor: Redactor): unknown {
  return attempt(() => {
    const leaf = leafOf(value)
    if (typeof leaf === 'string') return copyText(leaf, bytes, redactor)
    if (leaf !== undefined) return leaf
    if (!isObject(value) || depth <= 0)
      return copyText(isObject(value) ? labelOf(value) : '', bytes, redactor)
    return copyParts(value, bytes, depth, redactor)
  }, '[unreadable]')
}

/** A text whose JSON fits. */
function copyText(text: string, bytes: number, redactor: Redactor): string {
  let max = Math.max(3, bytes - 2)
  let copy = cleanBytes(text, max, redactor)
  // Quotes, backslashes and control characters take more room in JSON than in the text.
  for (let taken = jsonBytes(copy); taken > bytes && max > 3; taken = jsonBytes(copy)) {
    max = Math.max(3, Math.min(max - 1, Math.floor((max * bytes) / taken)))
    copy = cutBytes(copy, max)
  }
  return copy
}

/** An object, a map, a list or a set; room for the mark is kept free. */
function copyParts(value: Bag, bytes: number, depth: number, redactor: Redactor): Bag | unknown[] {
  const isList = Array.isArray(value) || value instanceof Set
  const { slots, more } = readSlots(value, redactor)
  fill(slots, bytes - 2 - markEntryBytes, depth, isList, redactor)
  const kept = slots.filter((slot) => slot.kept)
  const rest = more || kept.length < slots.length ? [mark] : []
  if (isList) return [...kept.map((slot) => slot.copy), ...rest]
  // Unlike an assignment, this makes a key named __proto__ an ordinary one.
  return Object.fromEntries([...kept.map((slot) => [slot.key, slot.copy]), ...rest.map(() => [mark, mark])])
}

/** The first parts, their keys cleaned: a key can be long or a secret as well. */
function readSlots(value: Bag, redactor: Redactor): { slots: Slot[]; more: boolean } {
  const slots: Slot[] = []
  for (const [key, item] of partsOf(value)) {
    if (slots.length === contextKeys) return { slots: slots.slice(0, -1), more: true }
    slots.push({ key: cleanChars(key, keyChars, redactor), value: item })
  }
  return { slots, more: false }
}

/** The parts one by one. Maps and sets by their own methods: a subclass may have changed them. */
function* partsOf(value: Bag): Generator<[string, unknown]> {
  if (Array.isArray(value)) {
    for (let at = 0; at < value.length; at += 1) yield ['', get(value, at)]
  } else if (value instanceof Map) {
    for (const [key, item] of Map.prototype.entries.call(value)) yield [String(leafOf(key) ?? 'Object'), item]
  } else if (value instanceof Set) {
    for (const item of Set.prototype.values.call(value)) yield ['', item]
  } else {
    // The reader stops early; V8 lists all keys of a large object nevertheless, in every way that there is.
    for (const key in value) {
      const item = Object.hasOwn(value, key) ? readItem(value, key) : undefined
      if (item !== undefined) yield [key, item]
    }
  }
}

/** Says that a getter threw, rather than leaving it out. */
function readItem(value: Bag, key: string): unknown {
  return attempt(() => value[key], '[unreadable]')
}

/** Copies small values first: a large one then gets what they leave, and not the other way round. */
function fill(slots: Slot[], bytes: number, depth: number, isList: boolean, redactor: Redactor): void {
  let left = bytes
  let waiting = slots.length
  for (const slot of slots.toSorted((a, b) => weight(a.value) - weight(b.value))) {
    const keyBytes = isList ? 1 : jsonBytes(slot.key) + 2
    const room = Math.floor(left / waiting) - keyBytes
    waiting -= 1
    if (room < leastBytes) continue
    const hidden = slot.value !== null && redactor.hides(slot.key)
    slot.copy = hidden ? redacted : copyValue(slot.value, room, depth - 1, redactor)
    const taken = jsonBytes(slot.copy)
    slot.kept = taken <= room
    if (slot.kept) left -= keyBytes + taken
  }
}

/** About how much room a value takes: plain values little, objects more, texts as much as they are long. */
function weight(value: unknown): number {
  if (typeof value === 'string') return 2 + value.length
  return isObject(value) ? 1 : 0
}

/** Takes one byte for each character, and none more, in JSON. */
const plain = /^[ !#-[\]-~]*$/

/** UTF-8 bytes of the value's JSON. */
function jsonBytes(value: unknown): number {
  if (typeof value === 'string' && plain.test(value)) return value.length + 2
  return Buffer.byteLength(JSON.stringify(value), 'utf8')
}
