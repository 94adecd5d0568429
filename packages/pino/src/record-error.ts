import { type Bag, isObject, textOf } from './guard.ts'
import { readError } from './serialised-error.ts'

/** The error of a record. */
export interface Found {
  error: unknown
  /** The key of the record that is used up by it. */
  key: string
  /** The error's own fields, such as `statusCode`. */
  fields: Bag
  /** Of a nested record (`nestedKey`): its key again, with what stands in it beside the error. */
  around?: Bag | undefined
}

/**
 * Finds what was thrown: under the logger's `errorKey`, under another name that is usual, under any other, or one level
 * deeper, where `nestedKey` puts all that was logged.
 */
export function findError(record: Bag, errorKey: string, logged: unknown): Found | undefined {
  const direct = errorIn(record, errorKey)
  if (direct) return { ...read(record, direct, logged), key: direct }
  for (const [key, value] of Object.entries(record)) {
    const inner = isObject(value) ? errorIn(value, errorKey) : undefined
    if (inner === undefined || !isObject(value)) continue
    const { [inner]: _, ...rest } = value
    return { ...read(value, inner, logged), key, around: Object.keys(rest).length > 0 ? { [key]: rest } : {} }
  }
  return undefined
}

function errorIn(record: Bag, errorKey: string): string | undefined {
  const expected = [errorKey, 'err', 'error']
  const isError = (key: string) => isSerialisedError(record[key], expected.includes(key))
  return [...expected, ...Object.keys(record)].find(isError)
}

/** What a serializer makes of an Error: a message and, where none is expected, a stack to prove it. */
function isSerialisedError(value: unknown, isExpected: boolean): boolean {
  if (!isObject(value) || typeof value.message !== 'string') return false
  return isExpected || textOf(value.stack) !== undefined
}

function read(holder: Bag, key: string, logged: unknown): Pick<Found, 'error' | 'fields'> {
  const serialised = isObject(holder[key]) ? holder[key] : {}
  const original = isObject(logged) ? (logged instanceof Error ? logged : logged[key]) : undefined
  return {
    error: isUnchanged(original, serialised) ? original : readError(serialised),
    fields: plainFields(serialised),
  }
}

/** Whether the Error may stand for its line: what serializers and `redact` leave out must not come back. */
function isUnchanged(original: unknown, serialised: Bag): boolean {
  if (!(original instanceof Error) || typeof original.stack !== 'string') return false
  const { cause, code, message, stack } = serialised
  const has = (key: string): unknown => Reflect.get(original, key)
  const begins = (text: unknown, start: string) => typeof text === 'string' && text.startsWith(start)
  // Pino's own serializer tells of a cause by lengthening the message.
  const tellsCause = has('cause') === undefined || cause !== undefined || message !== original.message
  const tellsMembers =
    has('errors') === undefined || [serialised.aggregateErrors, serialised.errors].some(isObject)
  const isSame = begins(message, original.message) && begins(stack, original.stack) && code === has('code')
  return isSame && tellsCause && tellsMembers
}

const told = ['type', 'name', 'message', 'stack', 'code']

/** `statusCode`, `errno`, `constraint`, …: short facts; never a whole request or response. */
function plainFields(serialised: Bag): Bag {
  const isFact = ([key, value]: [string, unknown]) =>
    !told.includes(key) && ['string', 'number', 'boolean'].includes(typeof value)
  return Object.fromEntries(Object.entries(serialised).filter(isFact))
}
