import type { AlertInput, Level } from '../../src/alert/alert.ts'

/** Digits of a marker: letters that no mask takes for a number, a hex word or an id. */
const digits = 'ghijklmnopqrstuv'
const markerPattern = /\bz[g-v]{3}z\b/

/** Kinds of fatal alerts are kinds of their own. */
const fatalKinds = 2_048

/** The word by which a kind is known in the chat. A kind is a number below 2,048. */
export function markerOf(kind: number, level: Level): string {
  const number = kind + (level === 'fatal' ? fatalKinds : 0)
  const letters = [number >> 8, number >> 4, number].map((part) => digits[part & 15])
  return `z${letters.join('')}z`
}

/** Whether a text tells of a fatal alert. */
export function tellsOfFatal(text: string): boolean {
  return /\bz[o-v][g-v]{2}z\b/.test(text)
}

/** The first marker in a text. */
export function markerIn(text: string): string | undefined {
  return markerPattern.exec(text)?.[0]
}

/**
 * One more alert of a kind, in one of four ways to say what it is. `nonce` differs from alert to alert, as ids and
 * numbers do in a log.
 */
export function alertOf(kind: number, level: Level, nonce: number): AlertInput {
  const marker = markerOf(kind, level)
  switch (kind % 4) {
    case 0:
      return { level, error: namedError(marker, `order ${nonce} failed`) }
    case 1:
      return { level, message: `${marker} order ${nonce} failed`, context: { order: nonce } }
    case 2:
      return { level, template: `${marker} order %d failed`, message: `${marker} order ${nonce} failed` }
    default:
      return { level, fingerprint: marker, message: `${marker} ${'text '.repeat(nonce % 50)}` }
  }
}

/** The same place in the code every time. */
function namedError(name: string, message: string): Error {
  const error = new Error(message)
  error.name = name
  error.stack = `${name}: ${message}\n    at charge (/srv/shop/charge.js:7:9)\n    at order (/srv/shop/order.js:5:3)`
  return error
}

const circular: Record<string, unknown> = {}
circular.self = circular

const trap: ProxyHandler<object> = {
  get: () => {
    throw new Error('trap')
  },
  ownKeys: () => {
    throw new Error('trap')
  },
  getPrototypeOf: () => {
    throw new Error('trap')
  },
}

/** Things that somebody will throw one day. Every one of them is an alert of level error. */
export function oddities(): unknown[] {
  return [
    null,
    undefined,
    0,
    10n,
    'a string',
    Symbol('a symbol'),
    () => {},
    circular,
    new Proxy({}, trap),
    new AggregateError([new Error('one'), null]),
    Object.assign(new Error('with a getter'), { toString: () => circular }),
    { message: null, error: null, context: null },
  ]
}
