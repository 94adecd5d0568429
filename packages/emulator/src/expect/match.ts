import { isDeepStrictEqual } from 'node:util'
import { isObject } from '../judge/message/fields.ts'
import type { MessageType } from '../judge/message/message.ts'
import type { ReceivedMessage } from '../store/records.ts'
import { buttonsOf, mentionsOf, textOf, titleOf } from './views.ts'

/** What a message should be like; what is left out does not matter. */
export interface ExpectedMessage {
  /** The robot that got it, by name. */
  robot?: string | undefined
  msgtype?: MessageType | undefined
  /** A string must be contained in the title, a pattern must match it. A feed has the titles of its links. */
  title?: string | RegExp | undefined
  /** The same for the text below the title. */
  text?: string | RegExp | undefined
  /** Mobiles or user ids, each of which must be mentioned in `at`. */
  mentions?: readonly string[] | undefined
  /** Whether everybody is mentioned. */
  atAll?: boolean | undefined
  /** The titles of all buttons, in order. */
  buttons?: readonly (string | RegExp)[] | undefined
  /** Any part of the body as it was sent: objects may hold more, lists may not, patterns match text. */
  body?: object | undefined
}

/** One field that is not as expected. */
export interface Mismatch {
  field: keyof ExpectedMessage
  expected: unknown
  actual: unknown
}

type Field = keyof ExpectedMessage

const actualOf: Record<Field, (message: ReceivedMessage) => unknown> = {
  robot: ({ robot }) => robot,
  msgtype: ({ msgtype }) => msgtype,
  title: ({ body }) => titleOf(body),
  text: ({ body }) => textOf(body),
  mentions: ({ body }) => mentionsOf(body),
  atAll: ({ body }) => body.at?.isAtAll === true,
  buttons: ({ body }) => buttonsOf(body),
  body: ({ body }) => body,
}

const fields = ['robot', 'msgtype', 'title', 'text', 'mentions', 'atAll', 'buttons', 'body'] as const

/** Every field in which a message is not as expected; none when it matches. */
export function mismatches(message: ReceivedMessage, expected: ExpectedMessage): Mismatch[] {
  return fields
    .filter((field) => expected[field] !== undefined)
    .map((field) => ({ field, expected: expected[field], actual: actualOf[field](message) }))
    .filter(({ field, expected: wish, actual }) => !fits(field, actual, wish))
}

/** What is asked for by a part of it: who must be among the mentions, which words in the title; all else is compared. */
function fits(field: Field, actual: unknown, wish: unknown): boolean {
  if (field === 'mentions' && Array.isArray(actual) && Array.isArray(wish))
    return wish.every((who) => actual.includes(who))
  if ((field === 'title' || field === 'text') && typeof wish === 'string')
    return String(actual).includes(wish)
  return holds(actual, wish)
}

/** Whether `actual` has everything that `wish` asks for. */
function holds(actual: unknown, wish: unknown): boolean {
  // A pattern with the flag g remembers where it was: search starts anew.
  if (wish instanceof RegExp) return typeof actual === 'string' && actual.search(wish) !== -1
  if (Array.isArray(wish)) {
    return (
      Array.isArray(actual) &&
      actual.length === wish.length &&
      wish.every((item, at) => holds(actual[at], item))
    )
  }
  if (isObject(wish))
    return isObject(actual) && Object.entries(wish).every(([name, part]) => holds(actual[name], part))
  return isDeepStrictEqual(actual, wish)
}
